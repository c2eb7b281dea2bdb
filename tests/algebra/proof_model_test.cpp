/// \file
/// The axioms and every step of every proof, evaluated in finite models: what the rewriting calls
/// equal is equal there.
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "proof_models.hpp"
#include "proof_mutation.hpp"

namespace equivarify::algebra::proof {
namespace {

bool supposes(Claim const& claim, char const* name) {
  return std::any_of(claim.hypotheses.begin(), claim.hypotheses.end(), [&](auto const& given) {
    return given.name == name;
  });
}

/// Whether the models give all hypotheses of \p claim; N-fixes is given by some.
bool has_only_laws_of_sets(Claim const& claim) {
  return std::all_of(claim.hypotheses.begin(), claim.hypotheses.end(), [](auto const& hypothesis) {
    return is_law_of_sets(hypothesis) || hypothesis.name == "N-fixes";
  });
}

RC_GTEST_PROP(ProofModel, EveryStepOfEveryProofKeepsTheValue, ()) {
  auto const which = *rc::gen::arbitrary<std::size_t>();
  auto const seed = *rc::gen::arbitrary<std::uint64_t>();
  for (auto const& theorem : prove_all(shipped_theory().theorems())) {
    for (auto const& [claim, verdict] : theorem.claims) {
      if (!has_only_laws_of_sets(claim)) {
        continue;
      }
      auto const& models = supposes(claim, "N-fixes") ? models_with_n_fixing() : all_models();
      auto const& proof = std::get<Proof>(verdict);
      Model values{models[which % models.size()], claim.variables, seed};
      for (auto const* steps : {&proof.left, &proof.right}) {
        for (Step const& step : *steps) {
          RC_ASSERT(values.evaluate(step.before) == values.evaluate(step.after));
        }
      }
    }
  }
}

/// The variables of an equation with sets for the sorts that stand for any.
Equation instance(Equation equation) {
  static std::map<std::string, std::string> const sets{{"A", "X"},
                                                       {"Map(G, A)", "Map(G, Y)"},
                                                       {"B", "X"},
                                                       {"Map(A, R)", "Map(X, R)"},
                                                       {"Map(Q, A)", "Map(Q, Y)"},
                                                       {"Map(H, A)", "Map(H, Y)"}};
  static std::set<std::string> const to_y{"turned", "average", "posed", "coinduce"};
  static std::set<std::string> const on_y{"each", "quotient-each", "composition"};
  for (auto& [name, sort] : equation.variables) {
    std::string const text = to_string(sort);
    if (equation.name == "constant-map" && name == "w") {
      sort = parse_term("G"); // where it has the most wrong forms
    } else if (sets.contains(text)) {
      sort = parse_term(sets.at(text));
    } else if (text == "Any") {
      bool const of_cosets = equation.name == "quotient-concat";
      sort = parse_term(name == "L"   ? (of_cosets ? "Fun(Map(Q, Y), Z)" : "Fun(Map(G, Y), Z)")
                        : name == "H" ? "Fun(X, Y)"
                        : to_y.contains(equation.name) ? "Fun(X, Y)"
                        : on_y.contains(equation.name) ? "Fun(Y, Z)"
                        : equation.name == "pointwise" ? "Fun(R, R)"
                                                       : "Fun(X, Z)");
    }
  }
  return equation;
}

TEST(ProofModel, EveryAxiomIsTrueWhereNAndHAreNotTrivial) {
  for (Subgroups const& sets : models_with_n_moving()) {
    EXPECT_GT(sets.normal.order(), 1U);
    EXPECT_GT(sets.subgroup.order(), 1U);
    auto const n = sets.normal.elements();
    EXPECT_TRUE(std::any_of(
        n.begin(), n.end(), [&](Element one) { return !sets.stabilizer.contains(one); }));
  }
  for (Equation const& axiom : shipped_theory().axioms) {
    EXPECT_FALSE(is_refuted(instance(axiom), models_with_n_moving())) << axiom.name;
    EXPECT_FALSE(is_refuted(instance(axiom), all_models())) << axiom.name;
  }
}

/// Changes that leave an axiom true, for N is normal and H has inverses.
std::set<std::string> const& true_changes() {
  static std::set<std::string> const changes{"chosen: chosen(act(inv(of_H(k)), x)) = chosen(x)",
                                             "coset: coset(mul(h, inv(in(n)))) = coset(h)",
                                             "coset: coset(mul(in(n), h)) = coset(h)"};
  return changes;
}

/// \p equation with one more variable of each sort, for changes to put in.
Equation with_more_variables(Equation equation) {
  Context const more = parse_context("other_g: G; other_n: N; other_C: Q; other_k: H; other_x: X; "
                                     "other_y: Y; other_z: Z; other_s: Map(G, Y); "
                                     "other_t: Map(Q, Y); other_f: Map(H, Y); other_v: V; "
                                     "other_r: R; other_i: I; other_a: Sign; other_c: K; "
                                     "other_p: Map(X, R); other_q: Map(Cell, R); "
                                     "other_u: Map(I, R); other_w: Map(G, V)");
  equation.variables.insert(more.begin(), more.end());
  return equation;
}

/// Whether \p equation follows from the axioms and the laws of actions.
bool is_proved(Equation const& equation) {
  static std::vector<Claim> const kernel = shipped_theory().lemmas[7].claims;
  auto const given = [](char const* name) { return shipped_theory().hypothesis(name); };
  Claim const claim{.name = "mutant",
                    .says = {},
                    .variables = equation.variables,
                    .hypotheses = {given("X-identity"),
                                   given("X-product"),
                                   given("Y-identity"),
                                   given("Y-product")},
                    .cites = {},
                    .left = equation.left,
                    .right = equation.right,
                    .compared_at = std::nullopt,
                    .strategy = {}};
  return std::holds_alternative<Proof>(prove(claim, kernel));
}

TEST(ProofModel, EveryAxiomHasWrongFormsAndTheModelsTellThemApart) {
  std::size_t killed = 0;
  std::set<std::string> survivors;
  for (Equation const& axiom : shipped_theory().axioms) {
    std::size_t of_axiom = 0;
    for (Equation const& mutant : mutants(with_more_variables(instance(axiom)))) {
      if (is_refuted(mutant, all_models())) {
        ++of_axiom;
      } else if (!is_proved(mutant)) {
        survivors.insert(axiom.name + ": " + to_string(mutant.left) + " = " +
                         to_string(mutant.right));
      }
    }
    EXPECT_GE(of_axiom, 2U) << axiom.name;
    killed += of_axiom;
  }
  EXPECT_EQ(survivors, true_changes());
  EXPECT_GE(killed, 400U);
  RecordProperty("killed", static_cast<int>(killed));
}

TEST(ProofModel, TellsOtherWrongAxiomsFromRightOnes) {
  std::string const variables = "F: Fun(X, Z); S: Fun(X, Y); P: Map(H, Truth); f: Map(H, Y); "
                                "s: Map(G, Z); t: Map(Q, Z); C: Q; c: K; g: G; h: G; k: H; n: N; "
                                "x: X; y: Y";
  for (char const* wrong :
       {"at(act(g, s), h) = at(s, mul(h, inv(g)))",
        "ap(p, s) = at(s, g)",
        "at(descend(s), coset(h)) = at(s, h)",
        "at(ap(lift_N(F), x), coset(h)) = ap(F, act(inv(h), x))",
        "sec(coset(h)) = h",
        "act(in(n), x) = x",
        "coset(mul(h, g)) = coset(h)",
        "mean(act(of_H(k), P), f) = mean(P, f)",
        "mean(P, all(y)) = y",
        "chosen(act(g, x)) = chosen(x)",
        "ap(posed(S), x) = ap(S, x)",
        "at(ap(coinduce(S), x), g) = act(of_H(rest(g)), ap(S, act(rep(g), x)))"}) {
    EXPECT_TRUE(is_refuted(parse_equation("wrong", "", variables, wrong), all_models())) << wrong;
  }
}

} // namespace
} // namespace equivarify::algebra::proof
