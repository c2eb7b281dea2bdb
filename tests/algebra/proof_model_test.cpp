/// \file
/// The axioms and every step of every proof, evaluated in finite models: what the rewriting calls
/// equal is equal there.
#include "proof_model.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {
namespace {

Model model(int which, Context const& context, std::uint64_t seed) {
  Group const group = which % 2 == 0 ? dihedral(4) : symmetric(3);
  Element const normal = group.element_named(which % 2 == 0 ? "r^2" : "b");
  return {group,
          which < 2 ? Subgroup::generated_by(group, {normal}) : Subgroup::trivial(group),
          Subgroup::generated_by(group, {group.element_named(which % 2 == 0 ? "r" : "a")}),
          context,
          seed};
}

bool has_only_laws_of_x(Claim const& claim) {
  return std::all_of(claim.hypotheses.begin(), claim.hypotheses.end(), [](auto const& hypothesis) {
    return hypothesis.name.front() == 'X' || hypothesis.name.front() == 'Y' ||
           hypothesis.name == "N-fixes";
  });
}

RC_GTEST_PROP(ProofModel, EveryStepOfEveryProofKeepsTheValue, ()) {
  auto const which = *rc::gen::inRange(0, 4);
  auto const seed = *rc::gen::arbitrary<std::uint64_t>();
  std::vector<Theorem> theorems = lemma_theorems();
  auto const& more = construction_theorems();
  theorems.insert(theorems.end(), more.begin(), more.end());
  for (auto const& theorem : prove_all(theorems)) {
    for (auto const& [claim, verdict] : theorem.claims) {
      if (!has_only_laws_of_x(claim)) {
        continue;
      }
      auto const& proof = std::get<Proof>(verdict);
      Model values = model(which, claim.variables, seed);
      for (auto const* steps : {&proof.left, &proof.right}) {
        for (Step const& step : *steps) {
          RC_ASSERT(values.evaluate(step.before) == values.evaluate(step.after));
        }
      }
    }
  }
}

/// Whether some model tells the sides of \p equation apart.
bool is_refuted(Equation const& equation) {
  for (int which = 0; which < 4; ++which) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Model values = model(which, equation.variables, seed);
      if (values.evaluate(equation.left) != values.evaluate(equation.right)) {
        return true;
      }
    }
  }
  return false;
}

/// The variables of an equation with sets for the sorts that stand for any.
Equation instance(Equation equation) {
  static std::set<std::string> const means{"turned", "average", "posed"};
  bool const is_of_means = means.contains(equation.name);
  for (auto& [name, sort] : equation.variables) {
    std::string text = to_string(sort);
    text = text == "Any" ? (name == "L"                  ? "Fun(Map(G, Y), Z)"
                            : name == "H"                ? "Fun(X, Y)"
                            : is_of_means || name == "S" ? "Fun(X, Y)"
                                                         : "Fun(X, Z)")
                         : text;
    text = text == "A"           ? "X"
           : text == "Map(G, A)" ? "Map(G, Y)"
           : text == "Map(Q, A)" ? "Map(Q, Y)"
           : text == "Map(H, A)" ? "Map(H, Y)"
                                 : text;
    sort = parse_term(text);
  }
  bool const on_y =
      equation.name == "each" || equation.name == "quotient-each" || equation.name == "composition";
  if (on_y) {
    equation.variables["F"] = parse_term("Fun(Y, Z)");
  }
  return equation;
}

TEST(ProofModel, TellsWrongAxiomsFromRightOnes) {
  for (Equation const& axiom : axioms()) {
    if (axiom.name != "descent") { // about points that N fixes alone
      EXPECT_FALSE(is_refuted(instance(axiom))) << axiom.name;
    }
  }
  for (char const* wrong : {"at(act(g, s), h) = at(s, mul(g, h))",
                            "at(act(g, s), h) = at(s, mul(h, inv(g)))",
                            "at(act(g, s), h) = at(s, mul(h, g))",
                            "at(shift(h, s), g) = at(s, mul(g, h))",
                            "ap(p, s) = at(s, g)"}) {
    EXPECT_TRUE(is_refuted(parse_equation("wrong", "", "g: G; h: G; s: Map(G, Y)", wrong)))
        << wrong;
  }
  for (char const* wrong : {"at(ap(lift(F), x), h) = ap(F, act(h, x))",
                            "act(g, label(h, c)) = label(mul(h, g), c)",
                            "mul(g, h) = mul(h, g)",
                            "coset(mul(h, g)) = coset(h)"}) {
    EXPECT_TRUE(
        is_refuted(parse_equation("wrong", "", "F: Fun(X, Z); c: K; g: G; h: G; x: X", wrong)))
        << wrong;
  }
  for (char const* wrong :
       {"mean(act(of_H(k), P), f) = mean(P, f)",
        "mean(P, every(k, f)) = mean(P, f)",
        "mean(P, all(y)) = y",
        "at(turned(F, x), k) = act(of_H(k), ap(F, act(of_H(k), x)))",
        "chosen(act(g, x)) = chosen(x)",
        "ap(posed(F), x) = ap(F, x)",
        "at(ap(coinduce(S), x), g) = act(of_H(rest(g)), ap(S, act(rep(g), x)))"}) {
    EXPECT_TRUE(is_refuted(parse_equation("wrong",
                                          "",
                                          "F: Fun(X, Y); S: Fun(X, Y); P: Map(H, Truth); "
                                          "f: Map(H, Y); g: G; k: H; x: X; y: Y",
                                          wrong)))
        << wrong;
  }
}

} // namespace
} // namespace equivarify::algebra::proof
