/// \file
/// Attacks on the prover: no false claim is proved, however it came about.
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proof_draw.hpp"
#include "proof_models.hpp"
#include "proof_mutation.hpp"
#include "shipped_claims.hpp"

namespace equivarify::algebra::proof {
namespace {

/// Whether \p claim is proved, after all that is shipped.
bool is_proved(Claim const& claim) {
  try {
    return std::holds_alternative<Proof>(prove(claim, shipped_claims()));
  } catch (std::exception const&) { // not admitted, or an idea that does not apply
    return false;
  }
}

/// Whether a model that gives all hypotheses of \p claim tells its sides apart. Hypotheses about
/// maps are given by none.
bool is_false(Claim const& claim) {
  bool fixes = false;
  for (Equation const& given : claim.hypotheses) {
    fixes = fixes || given.name == "N-fixes";
    if (!is_law_of_sets(given) && given.name != "N-fixes") {
      return false;
    }
  }
  Equation const sides{.name = claim.name,
                       .source = {},
                       .variables = claim.variables,
                       .left = claim.left,
                       .right = claim.right};
  return is_refuted(sides, fixes ? models_with_n_fixing() : all_models());
}

std::string text_of(Claim const& claim) {
  std::string text = to_string(claim.left) + " = " + to_string(claim.right);
  for (Equation const& given : claim.hypotheses) {
    text += ", " + given.name;
  }
  return text;
}

/// What the random claims may suppose.
std::vector<Equation> laws(bool n_fixes) {
  std::vector<Equation> result;
  for (char const* name : {"X-identity",
                           "X-product",
                           "Y-identity",
                           "Y-product",
                           "V-identity",
                           "V-product",
                           "I-identity",
                           "I-product",
                           "Cell-identity",
                           "Cell-product",
                           "signs-start",
                           "signs-compose"}) {
    result.push_back(shipped_theory().hypothesis(name));
  }
  if (n_fixes) {
    result.push_back(shipped_theory().hypothesis("N-fixes"));
  }
  return result;
}

/// A random claim; functions are compared at an index, and up to three claims are cited.
Claim random_claim(Draw& draw) {
  std::string const& sort = Draw::sorts()[draw.below(Draw::sorts().size())];
  Claim claim{.name = "random",
              .says = {},
              .variables = Draw::variables(),
              .hypotheses = laws(draw.below(3) == 0),
              .cites = {},
              .left = draw.term(sort, 3),
              .right = {},
              .compared_at = std::nullopt,
              .strategy = {}};
  bool const is_near = draw.below(2) == 0;
  auto const near = is_near ? mutants({"", "", claim.variables, claim.left, claim.left})
                            : std::vector<Equation>{};
  claim.right = near.empty() ? draw.term(sort, 3) : near[draw.below(near.size())].right;
  if (sort.rfind("Map", 0) == 0) {
    claim.compared_at = Term{"index", {}};
    claim.variables.emplace("index", parse_term(sort).arguments[0]);
  }
  static std::vector<std::string> const citable{"lift-equivariant",
                                                "kernel-inverse",
                                                "kernel-lift-well-defined",
                                                "kernel-lift-values",
                                                "kernel-action-well-defined",
                                                "kernel-lift-equivariant",
                                                "quotient-product",
                                                "quotient-sees",
                                                "turned-moves",
                                                "averaged-equivariant",
                                                "mean-head-equivariant",
                                                "mean-head-of-lift",
                                                "marginals-invariant",
                                                "best-answers-of-lift",
                                                "correlation-terms",
                                                "posed-equivariant"};
  for (std::size_t i = draw.below(4); i > 0; --i) {
    claim.cites.push_back(citable[draw.below(citable.size())]);
  }
  return claim;
}

TEST(FalseClaims, OfRandomTermsAreNotProved) {
  Draw draw{20261128};
  std::set<std::string> tried;
  std::size_t proved = 0;
  for (int i = 0; i < 4000; ++i) {
    Claim const claim = random_claim(draw);
    if (is_false(claim)) {
      if (tried.insert(text_of(claim)).second) {
        EXPECT_FALSE(is_proved(claim)) << text_of(claim);
      }
    } else {
      proved += is_proved(claim) ? 1U : 0U;
    }
  }
  EXPECT_GE(tried.size(), 2000U);
  EXPECT_GE(proved, 100U); // of the others: what is true is within its reach
  RecordProperty("tried", static_cast<int>(tried.size()));
  RecordProperty("proved", static_cast<int>(proved));
}

/// The claims that one change makes of \p claim, with and without its strategy.
std::vector<Claim> changed_claims(Claim const& claim) {
  std::vector<Claim> result;
  for (Equation const& mutant :
       mutants({claim.name, "", claim.variables, claim.left, claim.right})) {
    result.push_back(claim);
    result.back().left = mutant.left;
    result.back().right = mutant.right;
  }
  for (std::size_t i = 0; i < claim.hypotheses.size(); ++i) {
    result.push_back(claim);
    result.back().hypotheses.erase(result.back().hypotheses.begin() +
                                   static_cast<std::ptrdiff_t>(i));
  }
  std::size_t const count = result.size();
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back(result[i]);
    result.back().strategy = {};
  }
  return result;
}

TEST(FalseClaims, ThatDifferByOneChangeFromThoseShippedAreNotProved) {
  std::set<std::string> tried;
  for (Claim const& claim : shipped_claims()) {
    for (Claim const& changed : changed_claims(claim)) {
      if (is_false(changed)) {
        EXPECT_FALSE(is_proved(changed)) << claim.name << ": " << text_of(changed);
        tried.insert(text_of(changed));
      }
    }
  }
  EXPECT_GE(tried.size(), 400U);
  RecordProperty("tried", static_cast<int>(tried.size()));
}

/// False statements that an earlier theory proved.
constexpr char const* false_statements = R"(
claim kernel_fixes_points: of Z^{xG}
  for h: G; n: N; s: Map(G, A)
  act(in(n), s) = s at h
claim functions_of_cosets: are few
  for h: G; n: N; s: Map(G, A)
  at(s, mul(h, in(n))) = at(s, h)
claim every_point_is_included: only those that N fixes
  for h: G; s: Map(G, A)
  ap(include, descend(s)) = s at h
claim descent_at_any_element: not for every s
  for h: G; s: Map(G, A)
  at(descend(s), coset(h)) = at(s, h)
claim lift_at_any_element: N need not fix x
  for F: Fun(X, Z); h: G; x: X
  given X-identity, X-product
  at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x))
claim lift_over_any_kernel: N need not fix x
  for C: Q; F: Fun(X, Z); g: G; x: X
  given X-identity, X-product
  ap(lift_N(F), act(g, x)) = act(g, ap(lift_N(F), x)) at C
claim section_of_a_homomorphism: there may be none
  for g: G; h: G
  sec(coset(mul(g, h))) = mul(sec(coset(g)), sec(coset(h)))
)";

class FalseStatement : public ::testing::TestWithParam<Claim> {};

TEST_P(FalseStatement, IsNotProvedWhateverItCites) {
  Claim const& claim = GetParam();
  EXPECT_TRUE(std::holds_alternative<Unproved>(prove(claim, shipped_claims())));
  for (Claim const& cited : shipped_claims()) {
    Claim citing = claim;
    citing.cites = {cited.name};
    EXPECT_FALSE(is_proved(citing)) << cited.name;
    citing.strategy.backward = {"inclusion", "quotient-lift"};
    citing.strategy.unused = {"coset"};
    EXPECT_FALSE(is_proved(citing)) << cited.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Statements,
                         FalseStatement,
                         ::testing::ValuesIn(read_claims(false_statements)),
                         [](auto const& claim) { return claim.param.name; });

} // namespace
} // namespace equivarify::algebra::proof
