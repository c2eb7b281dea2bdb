/// \file
/// Attacks on the prover: no false claim is proved, however it came about.
#include "equivarify/algebra/proof/claim_text.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

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

/// Draws terms of each sort.
class Draw {
public:
  explicit Draw(std::uint64_t seed) : random_{seed} {}

  static Context variables() {
    return parse_context("g: G; h: G; n: N; C: Q; k: H; x: X; z: Z; F: Fun(X, Z); S: Fun(X, Y); "
                         "L: Fun(Map(G, Z), Z); M: Fun(Map(Q, Z), Z); E: Fun(Z, Z); "
                         "s: Map(G, Z); t: Map(Q, Z); y: Y; T: Fun(X, V); m: Map(G, V); v: V; "
                         "r: R; c: K; i: I; q: Map(Cell, R); u: Map(I, R)");
  }

  static std::vector<std::string> const& sorts() {
    static std::vector<std::string> const all{"G",
                                              "N",
                                              "Q",
                                              "H",
                                              "X",
                                              "Y",
                                              "Z",
                                              "Map(G, Z)",
                                              "Map(Q, Z)",
                                              "Map(H, Y)",
                                              "V",
                                              "R",
                                              "Truth",
                                              "Map(G, V)",
                                              "Map(Cell, R)",
                                              "Map(I, R)"};
    return all;
  }

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }

  /// A term of the sort \p sort, at most \p depth symbols deep.
  Term term(std::string const& sort, int depth) {
    auto const& forms = forms_of(sort);
    std::string const& form = depth == 0 ? forms.front() : forms[below(forms.size())];
    return filled(parse_term(form), depth);
  }

private:
  /// How terms of the sort \p sort are written; `_SORT` stands for a term.
  static std::vector<std::string> const& forms_of(std::string const& sort) {
    static std::map<std::string, std::vector<std::string>> const forms{
        {"G",
         {"g", "h", "e", "mul(_G, _G)", "inv(_G)", "in(_N)", "sec(_Q)", "of_H(_H)", "rep(_G)"}},
        {"N", {"n", "conj(_N, _G)", "invert(_N)", "rest_N(_G)"}},
        {"Q", {"C", "coset(_G)"}},
        {"H", {"k", "mul_H(_H, _H)", "inv_H(_H)", "rest(_G)"}},
        {"X", {"x", "act(_G, _X)", "act(_G, _X)", "chosen(_X)"}},
        {"Y",
         {"y",
          "act(of_H(_H), _Y)",
          "ap(S, _X)",
          "ap(average(S), _X)",
          "ap(posed(S), _X)",
          "at(_f, _H)",
          "mean(poses(_X), _f)",
          "mean(all(true), _f)"}},
        {"Z",
         {"z",
          "ap(F, _X)",
          "at(_s, _G)",
          "at(_t, _Q)",
          "ap(p, _s)",
          "ap(p_N, _t)",
          "ap(comp(p, lift(F)), _X)",
          "ap(comp(p_N, lift_N(F)), _X)"}},
        {"s",
         {"s",
          "act(_G, _s)",
          "ap(lift(F), _X)",
          "ap(include, _t)",
          "shift(_G, _s)",
          "constant(_Z)",
          "ap(each(E), _s)",
          "ap(concat(L), _s)"}},
        {"t",
         {"t",
          "act(_G, _t)",
          "ap(lift_N(F), _X)",
          "descend(_s)",
          "shift_N(_Q, _t)",
          "ap(each_N(E), _t)",
          "ap(concat_N(M), _t)"}},
        {"V", {"v", "act(_G, _V)", "ap(T, _X)", "ap(head, _m)", "at(_m, _G)", "total(_m)"}},
        {"R",
         {"r",
          "sum(_R, _R)",
          "signed(sgn(_G, i), _R)",
          "marginal(_s, c)",
          "share(_s, label(_G, c))",
          "score(_s, label(_G, c))",
          "ap(dot(q), _q)",
          "at(_u, i)",
          "zero"}},
        {"Truth", {"best(_s, label(_G, c))", "best(_s, act(_G, label(_G, c)))"}},
        {"m", {"m", "act(_G, _m)", "spread(_m)", "by(_G, _m)", "constant(_V)", "ap(lift(T), _X)"}},
        {"q", {"q", "act(_G, _q)", "times(_q, _q)"}},
        {"u", {"u", "act(_G, _u)", "plus(_u, _u)", "flat(_R)"}},
        {"f", {"all(_Y)", "turned(S, _X)", "every(_H, _f)", "act(of_H(_H), _f)"}}};
    static std::map<std::string, std::string> const short_names{{"Map(G, Z)", "s"},
                                                                {"Map(Q, Z)", "t"},
                                                                {"Map(H, Y)", "f"},
                                                                {"Map(G, V)", "m"},
                                                                {"Map(Cell, R)", "q"},
                                                                {"Map(I, R)", "u"}};
    auto const name = short_names.find(sort);
    return forms.at(name == short_names.end() ? sort : name->second);
  }

  Term filled(Term const& form, int depth) {
    if (form.symbol.front() == '_') {
      return term(form.symbol.substr(1), std::max(depth - 1, 0));
    }
    Term result{.symbol = form.symbol, .arguments = {}};
    for (Term const& argument : form.arguments) {
      result.arguments.push_back(filled(argument, depth));
    }
    return result;
  }

  std::mt19937_64 random_;
};

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
    result.push_back(hypothesis(name));
  }
  if (n_fixes) {
    result.push_back(hypothesis("N-fixes"));
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
class FalseStatement : public testing::TestWithParam<ClaimText> {};

std::vector<ClaimText> false_statements() {
  return {{.name = "kernel_fixes_points",
           .says = "",
           .variables = "n: N; s: Map(G, A); h: G",
           .equation = "act(in(n), s) = s",
           .compared_at = "h"},
          {.name = "functions_of_cosets",
           .says = "",
           .variables = "n: N; s: Map(G, A); h: G",
           .equation = "at(s, mul(h, in(n))) = at(s, h)"},
          {.name = "every_point_is_included",
           .says = "",
           .variables = "s: Map(G, A); h: G",
           .equation = "ap(include, descend(s)) = s",
           .compared_at = "h"},
          {.name = "descent_at_any_element",
           .says = "",
           .variables = "s: Map(G, A); h: G",
           .equation = "at(descend(s), coset(h)) = at(s, h)"},
          {.name = "lift_at_any_element",
           .says = "",
           .variables = "F: Fun(X, Z); h: G; x: X",
           .hypotheses = {"X-identity", "X-product"},
           .equation = "at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x))"},
          {.name = "lift_over_any_kernel",
           .says = "",
           .variables = "F: Fun(X, Z); g: G; x: X; C: Q",
           .hypotheses = {"X-identity", "X-product"},
           .equation = "ap(lift_N(F), act(g, x)) = act(g, ap(lift_N(F), x))",
           .compared_at = "C"},
          {.name = "section_of_a_homomorphism",
           .says = "",
           .variables = "g: G; h: G",
           .equation = "sec(coset(mul(g, h))) = mul(sec(coset(g)), sec(coset(h)))"}};
}

TEST_P(FalseStatement, IsNotProvedWhateverItCites) {
  Claim const claim = to_claim(GetParam());
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
                         testing::ValuesIn(false_statements()),
                         [](auto const& claim) { return claim.param.name; });

} // namespace
} // namespace equivarify::algebra::proof
