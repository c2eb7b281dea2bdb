#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "shipped_claims.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::proof {
namespace {

using support::expect_error;

TEST(Term, PrintsAsItIsRead) {
  for (char const* text : {"e", "act(inv(g), x)", "at(ap(lift(comp(F2, p)), s), mul(g, h))"}) {
    EXPECT_EQ(to_string(parse_term(text)), text);
  }
}

TEST(Term, SaysWhereItStopsBeingOne) {
  expect_error<AlgebraError>([] { return parse_term("act(g,x)"); },
                             "\"act(g,x)\" is no term: expected ')' at character 6");
  expect_error<AlgebraError>([] { return parse_term("act(g, )"); },
                             "\"act(g, )\" is no term: expected a symbol at character 8");
  expect_error<AlgebraError>([] { return parse_term("x y"); },
                             "\"x y\" is no term: expected the end at character 2");
}

TEST(Term, HasTheNotationOfThePaper) {
  EXPECT_EQ(to_formula(parse_term("at(ap(lift(F), act(inv(g), x)), h)")), "F^(g^-1 x)(h)");
  EXPECT_EQ(to_formula(parse_term("act(mul(g, h), ap(comp(F2, p), s))")), "g h (F2 p)(s)");
}

TEST(Term, IsReplacedInPlace) {
  Term const term = parse_term("mul(a, inv(b))");
  EXPECT_EQ(to_string(replaced(term, {1, 0}, parse_term("mul(c, d)"))), "mul(a, inv(mul(c, d)))");
  EXPECT_EQ(to_string(subterm(term, {1})), "inv(b)");
}

TEST(Sort, FollowsMapsAndCopies) {
  Context const context = parse_context("F: Fun(X, Z); L: Fun(Map(G, Z), Y); g: G; x: X");
  auto const sort = [&](char const* text) { return to_string(sort_of(parse_term(text), context)); };
  EXPECT_EQ(sort("ap(lift(F), act(g, x))"), "Map(G, Z)");
  EXPECT_EQ(sort("at(ap(concat(L), ap(lift(F), x)), g)"), "Y");
  EXPECT_EQ(sort("ap(comp(p, lift(F)), x)"), "Z");
  expect_error<AlgebraError>([&] { return sort("ap(F, g)"); }, "\"F\" has no sort");
}

TEST(Rewriting, KeepsTheSortsApart) {
  Context const context = parse_context("s: Map(G, Z); x: X");
  Equation const law = shipped_theory().hypothesis("X-identity");
  EXPECT_TRUE(rewrite(parse_term("act(e, x)"), law, Direction::forward, context));
  EXPECT_FALSE(rewrite(parse_term("act(e, s)"), law, Direction::forward, context));
}

TEST(Prover, ProvesEveryClaimOfEveryLemma) {
  auto const theorems = prove_all(shipped_theory().lemmas);
  EXPECT_EQ(theorems.size(), 19U);
  for (auto const& theorem : theorems) {
    EXPECT_FALSE(theorem.claims.empty()) << theorem.id;
    for (auto const& proved : theorem.claims) {
      EXPECT_TRUE(proved.holds()) << proved.claim.name;
    }
  }
}

TEST(Prover, WritesProofsThatLeadFromBothSidesToOneTerm) {
  for (auto const& theorem : prove_all(shipped_theory().lemmas)) {
    for (auto const& [claim, verdict] : theorem.claims) {
      auto const& proof = std::get<Proof>(verdict);
      EXPECT_EQ(proof.left.empty() ? proof.common : proof.left.front().before,
                claim.start(Side::left));
      EXPECT_EQ(proof.right.empty() ? claim.start(Side::right) : proof.right.back().after,
                proof.common);
      EXPECT_GT(proof.size(), 0U) << claim.name;
    }
  }
}

/// Claims that are false, or that lack a hypothesis.
constexpr char const* false_claims = R"(
claim inverse_dropped: of g
  for F: Fun(X, Z); g: G; h: G; x: X
  given X-identity, X-product
  ap(lift(F), act(g, x)) = act(inv(g), ap(lift(F), x)) at h
claim products_commute: only in abelian groups
  for g: G; h: G; k: G; s: Map(G, Z)
  act(g, act(k, s)) = act(mul(k, g), s) at h
claim no_action_on_x: the laws of an action are missing
  for F: Fun(X, Z); g: G; h: G; x: X
  ap(lift(F), act(g, x)) = act(g, ap(lift(F), x)) at h
claim not_equivariant: H need not be
  for F: Fun(X, Z); H: Fun(X, Map(G, Z)); h: G; x: X
  given X-identity, X-product, H-projects
  ap(H, x) = ap(lift(F), x) at h
  backward H-projects
claim not_a_lift_of_f: H lifts another map
  for F: Fun(X, Z); H: Fun(X, Map(G, Z)); h: G; x: X
  given X-identity, X-product, H-equivariant
  ap(H, x) = ap(lift(F), x) at h
claim projected_elsewhere: to the copy at g
  for F: Fun(X, Z); g: G; x: X
  given X-identity, X-product
  at(ap(lift(F), x), g) = ap(F, x)
claim unturned_copies: g for its inverse
  for g: G; h: G; k: G; s: Map(G, A)
  shift(h, act(g, s)) = shift(mul(g, h), s) at k
claim mean_without_k: the values are not moved
  for F: Fun(X, Y); k: H; l: H; x: X
  given X-identity, X-product, Y-identity, Y-product
  turned(F, act(of_H(k), x)) = act(of_H(k), turned(F, x)) at l
claim poses_of_another_orbit: g need not be in H
  for g: G; k: H; l: H; x: X
  given X-identity, X-product
  poses(act(g, x)) = poses(x) at l
claim coinduced_without_commuting: S need not commute with H
  for S: Fun(X, Y); h: G; x: X
  given X-identity, X-product, Y-identity, Y-product
  ap(coinduce(S), x) = ap(lift(S), x) at h
claim mean_of_copies_as_they_are: the terms are not moved
  for g: G; s: Map(G, V)
  given V-identity, V-product
  total(act(g, s)) = act(g, total(s))
claim kept_without_equivariance: F need not be equivariant
  for F: Fun(X, V); x: X
  given X-identity, X-product, V-identity, V-product
  ap(head, ap(lift(F), x)) = ap(F, x)
claim one_answer_for_all: g is any element
  for g: G; pick: Fun(Map(G, Z), Prod(G, K)); s: Map(G, Z)
  given pick-commutes
  g = e
claim any_map_under_signs: a need not be odd
  for a: Fun(R, R); g: G; i: I; v: Map(I, R)
  ap(pointwise(a), act(g, v)) = act(g, ap(pointwise(a), v)) at i
claim correlation_backward: g^-1 for g
  for f: Map(Cell, R); g: G; w: Map(Cell, R)
  given Cell-identity, Cell-product
  at(ap(lift(dot(w)), f), g) = total(times(act(inv(g), w), f))
claim targets_on_the_other_side: h g for g h
  for c: K; g: G; h: G; k: H; s: Map(G, Z)
  on_coset(act(g, s), mul(h, g), c) = on_coset(s, h, c) at k
claim labels_stay: where x is turned
  for F: Fun(X, Z); c: K; g: G; h: G; x: X
  given X-identity, X-product
  score(ap(lift(F), act(g, x)), label(h, c)) = score(ap(lift(F), x), label(h, c))
)";

class FalseClaim : public ::testing::TestWithParam<Claim> {};

TEST_P(FalseClaim, IsNotProved) {
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(GetParam(), {})));
}

INSTANTIATE_TEST_SUITE_P(Claims,
                         FalseClaim,
                         ::testing::ValuesIn(read_claims(false_claims)),
                         [](auto const& claim) { return claim.param.name; });

TEST(Prover, CitesOnlyWhatIsProvedBeforeUnderTheSameHypotheses) {
  Claim const claim = read_claims("claim cites: a claim under more hypotheses\n"
                                  "  for F: Fun(X, Z); g: G; x: X\n"
                                  "  by lift-equivariant\n"
                                  "  ap(lift(F), act(g, x)) = act(g, ap(lift(F), x))\n")
                          .front();
  expect_error<AlgebraError>([&] { return prove(claim, {}); },
                             R"("cites" cites "lift-equivariant", which is not before it)");
  std::vector<Claim> const earlier = shipped_theory().lemmas[1].claims;
  expect_error<AlgebraError>([&] { return prove(claim, earlier); },
                             R"("cites" cites "lift-equivariant" without "X-identity")");
}

TEST(Prover, CitesAClaimAboutOneMapForThatMapAlone) {
  Claim const unique = shipped_theory().lemmas[3].claims.front();
  Equation const law = to_equation(unique);
  EXPECT_FALSE(law.variables.contains("H"));
  EXPECT_TRUE(law.variables.contains("x"));
  Claim citing = unique;
  citing.name = "again";
  citing.cites = {"lift-unique"};
  citing.strategy = {};
  EXPECT_TRUE(std::holds_alternative<Proof>(prove(citing, {unique})));
  citing.variables["H"] = parse_term("Fun(X, Map(G, Y))");
  expect_error<AlgebraError>(
      [&] { return prove(citing, {unique}); },
      R"("again" cites "lift-unique", which is about one H: Fun(X, Map(G, Z)))");
}

TEST(Rewriting, UsesALawOfMapsToYForNoOtherMap) {
  Equation const law = to_equation(shipped_theory().constructions[1].claims[7]);
  ASSERT_EQ(law.name, "averaged-equivariant");
  Term const term = parse_term("ap(average(F), act(of_H(k), x))");
  for (auto const& [sorts, applies] : std::vector<std::pair<char const*, bool>>{
           {"F: Fun(X, Y); k: H; x: X", true}, {"F: Fun(X, Z); k: H; x: X", false}}) {
    EXPECT_EQ(rewrite(term, law, Direction::forward, parse_context(sorts)).has_value(), applies)
        << sorts;
  }
}

TEST(Prover, ProvesWhatTheConstructionsRestOn) {
  for (auto const& theorem : prove_all(shipped_theory().theorems())) {
    for (auto const& proved : theorem.claims) {
      EXPECT_TRUE(proved.holds()) << proved.claim.name;
    }
  }
}

} // namespace
} // namespace equivarify::algebra::proof
