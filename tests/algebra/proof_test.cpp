#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/claim_text.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

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
  Equation const law = hypothesis("X-identity");
  EXPECT_TRUE(rewrite(parse_term("act(e, x)"), law, Direction::forward, context));
  EXPECT_FALSE(rewrite(parse_term("act(e, s)"), law, Direction::forward, context));
}

TEST(Prover, ProvesEveryClaimOfEveryLemma) {
  auto const theorems = prove_all(lemma_theorems());
  EXPECT_EQ(theorems.size(), 19U);
  for (auto const& theorem : theorems) {
    EXPECT_FALSE(theorem.claims.empty()) << theorem.id;
    for (auto const& proved : theorem.claims) {
      EXPECT_TRUE(proved.holds()) << proved.claim.name;
    }
  }
}

TEST(Prover, WritesProofsThatLeadFromBothSidesToOneTerm) {
  for (auto const& theorem : prove_all(lemma_theorems())) {
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

/// A claim that is false, or that lacks a hypothesis.
class FalseClaim : public testing::TestWithParam<ClaimText> {};

std::vector<ClaimText> false_claims() {
  std::string const both = "F: Fun(X, Z); g: G; k: G; x: X; h: G";
  std::vector<std::string> const x_set{"X-identity", "X-product"};
  std::string const with_h = "F: Fun(X, Z); H: Fun(X, Map(G, Z)); x: X; h: G";
  return {
      {.name = "inverse_dropped",
       .says = "",
       .variables = both,
       .hypotheses = x_set,
       .equation = "ap(lift(F), act(g, x)) = act(inv(g), ap(lift(F), x))",
       .compared_at = "h"},
      {.name = "products_commute",
       .says = "",
       .variables = "g: G; k: G; s: Map(G, Z); h: G",
       .equation = "act(g, act(k, s)) = act(mul(k, g), s)",
       .compared_at = "h"},
      {.name = "no_action_on_x",
       .says = "",
       .variables = both,
       .equation = "ap(lift(F), act(g, x)) = act(g, ap(lift(F), x))",
       .compared_at = "h"},
      {.name = "not_equivariant",
       .says = "",
       .variables = with_h,
       .hypotheses = {"X-identity", "X-product", "H-projects"},
       .equation = "ap(H, x) = ap(lift(F), x)",
       .compared_at = "h",
       .strategy = {.backward = {"H-projects"}}},
      {.name = "not_a_lift_of_f",
       .says = "",
       .variables = with_h,
       .hypotheses = {"X-identity", "X-product", "H-equivariant"},
       .equation = "ap(H, x) = ap(lift(F), x)",
       .compared_at = "h"},
      {.name = "projected_elsewhere",
       .says = "",
       .variables = both,
       .hypotheses = x_set,
       .equation = "at(ap(lift(F), x), g) = ap(F, x)"},
      {.name = "unturned_copies",
       .says = "",
       .variables = "g: G; h: G; s: Map(G, A); k: G",
       .equation = "shift(h, act(g, s)) = shift(mul(g, h), s)",
       .compared_at = "k"},
      {.name = "mean_without_k",
       .says = "",
       .variables = "F: Fun(X, Y); k: H; x: X; l: H",
       .hypotheses = {"X-identity", "X-product", "Y-identity", "Y-product"},
       .equation = "turned(F, act(of_H(k), x)) = act(of_H(k), turned(F, x))",
       .compared_at = "l"},
      {.name = "poses_of_another_orbit",
       .says = "",
       .variables = "g: G; k: H; x: X; l: H",
       .hypotheses = {"X-identity", "X-product"},
       .equation = "poses(act(g, x)) = poses(x)",
       .compared_at = "l"},
      {.name = "coinduced_without_commuting",
       .says = "",
       .variables = "S: Fun(X, Y); x: X; h: G",
       .hypotheses = {"X-identity", "X-product", "Y-identity", "Y-product"},
       .equation = "ap(coinduce(S), x) = ap(lift(S), x)",
       .compared_at = "h"},
      {.name = "mean_of_copies_as_they_are",
       .says = "",
       .variables = "g: G; s: Map(G, V)",
       .hypotheses = {"V-identity", "V-product"},
       .equation = "total(act(g, s)) = act(g, total(s))"},
      {.name = "kept_without_equivariance",
       .says = "",
       .variables = "F: Fun(X, V); x: X",
       .hypotheses = {"X-identity", "X-product", "V-identity", "V-product"},
       .equation = "ap(head, ap(lift(F), x)) = ap(F, x)"},
      {.name = "one_answer_for_all",
       .says = "",
       .variables = "pick: Fun(Map(G, Z), Prod(G, K)); s: Map(G, Z); g: G",
       .hypotheses = {"pick-commutes"},
       .equation = "g = e"},
      {.name = "any_map_under_signs",
       .says = "",
       .variables = "a: Fun(R, R); g: G; v: Map(I, R); i: I",
       .equation = "ap(pointwise(a), act(g, v)) = act(g, ap(pointwise(a), v))",
       .compared_at = "i"},
      {.name = "correlation_backward",
       .says = "",
       .variables = "f: Map(Cell, R); g: G; w: Map(Cell, R)",
       .hypotheses = {"Cell-identity", "Cell-product"},
       .equation = "at(ap(lift(dot(w)), f), g) = total(times(act(inv(g), w), f))"},
      {.name = "targets_on_the_other_side",
       .says = "",
       .variables = "c: K; g: G; h: G; s: Map(G, Z); k: H",
       .equation = "on_coset(act(g, s), mul(h, g), c) = on_coset(s, h, c)",
       .compared_at = "k"},
      {.name = "labels_stay",
       .says = "",
       .variables = both + "; c: K",
       .hypotheses = x_set,
       .equation =
           "score(ap(lift(F), act(g, x)), label(h, c)) = score(ap(lift(F), x), label(h, c))"},
  };
}

TEST_P(FalseClaim, IsNotProved) {
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(to_claim(GetParam()), {})));
}

INSTANTIATE_TEST_SUITE_P(Claims,
                         FalseClaim,
                         testing::ValuesIn(false_claims()),
                         [](auto const& claim) { return claim.param.name; });

TEST(Prover, CitesOnlyWhatIsProvedBeforeUnderTheSameHypotheses) {
  Claim claim = to_claim({.name = "cites",
                          .says = "",
                          .variables = "F: Fun(X, Z); g: G; x: X",
                          .cites = {"lift-equivariant"},
                          .equation = "ap(lift(F), act(g, x)) = act(g, ap(lift(F), x))"});
  expect_error<AlgebraError>([&] { return prove(claim, {}); },
                             R"("cites" cites "lift-equivariant", which is not before it)");
  std::vector<Claim> const earlier = lemma_theorems()[1].claims;
  expect_error<AlgebraError>([&] { return prove(claim, earlier); },
                             R"("cites" cites "lift-equivariant" without "X-identity")");
}

TEST(Prover, CitesAClaimAboutOneMapForThatMapAlone) {
  Claim const unique = lemma_theorems()[3].claims.front();
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
  Equation const law = to_equation(construction_theorems()[1].claims[7]);
  ASSERT_EQ(law.name, "averaged-equivariant");
  Term const term = parse_term("ap(average(F), act(of_H(k), x))");
  for (auto const& [sorts, applies] : std::vector<std::pair<char const*, bool>>{
           {"F: Fun(X, Y); k: H; x: X", true}, {"F: Fun(X, Z); k: H; x: X", false}}) {
    EXPECT_EQ(rewrite(term, law, Direction::forward, parse_context(sorts)).has_value(), applies)
        << sorts;
  }
}

TEST(Prover, ProvesWhatTheConstructionsRestOn) {
  std::vector<Theorem> theorems = lemma_theorems();
  auto const& more = construction_theorems();
  theorems.insert(theorems.end(), more.begin(), more.end());
  for (auto const& theorem : prove_all(theorems)) {
    for (auto const& proved : theorem.claims) {
      EXPECT_TRUE(proved.holds()) << proved.claim.name;
    }
  }
}

} // namespace
} // namespace equivarify::algebra::proof
