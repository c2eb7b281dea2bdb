/// \file
/// The axioms and every step of every proof, evaluated in finite models: what the rewriting calls
/// equal is equal there.
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/proof/prover.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {
namespace {

/// An element, a point, a number, a label (h, c), or a function on the group as its values.
using Value = std::vector<std::uint32_t>;

/// A group with a set X = W on which it acts with the kernel N, maps that are hash functions, and
/// values for the variables.
class Model {
public:
  Model(Group group, Subgroup kernel, Context context, std::uint64_t seed)
      : group_{std::move(group)}, kernel_{std::move(kernel)}, x_{GSet::coset_space(kernel_)},
        context_{std::move(context)}, seed_{seed} {}

  Value evaluate(Term const& term) {
    auto const value = [&](std::size_t i) { return evaluate(term.arguments.at(i)); };
    std::string const& symbol = term.symbol;
    if (term.arguments.empty() && symbol != "e") {
      return variable(symbol);
    }
    if (symbol == "e") {
      return {0};
    }
    if (symbol == "mul") {
      return {multiply(value(0)[0], value(1)[0])};
    }
    if (symbol == "inv" || symbol == "invert") {
      return {inverse(value(0)[0])};
    }
    if (symbol == "in") {
      return value(0);
    }
    if (symbol == "conj") {
      std::uint32_t const h = value(1)[0];
      return {multiply(inverse(h), multiply(value(0)[0], h))};
    }
    if (symbol == "coset") {
      return {representative(value(0)[0])};
    }
    if (symbol == "act") {
      return act(value(0)[0], value(1), sort_of(term, context_));
    }
    if (symbol == "at") {
      return {value(0).at(value(1)[0])};
    }
    if (symbol == "shift") {
      return shift(value(0)[0], value(1));
    }
    if (symbol == "constant") {
      return Value(group_.order(), value(0)[0]);
    }
    if (symbol == "label") {
      return {value(0)[0], value(1)[0]};
    }
    if (symbol == "score") {
      return hash("entry", {value(0).at(value(1)[0]), value(1)[1]});
    }
    if (symbol == "ap") {
      return apply(term.arguments[0], value(1), sort_of(term.arguments[1], context_));
    }
    Value all;
    for (std::size_t i = 0; i < term.arguments.size(); ++i) {
      Value const part = value(i);
      all.insert(all.end(), part.begin(), part.end());
    }
    return hash(symbol, all);
  }

private:
  std::uint32_t multiply(std::uint32_t g, std::uint32_t h) const {
    return group_.multiply_unchecked(g, h);
  }

  std::uint32_t inverse(std::uint32_t g) const { return group_.inverse_unchecked(g); }

  std::uint32_t representative(std::uint32_t h) const {
    return kernel_.transversal()[kernel_.coset_numbers()[h]].index();
  }

  Value hash(std::string const& name, Value const& arguments) const {
    std::uint64_t state = seed_ ^ std::hash<std::string>{}(name);
    for (std::uint32_t const argument : arguments) {
      state = (state ^ argument) * 0x9E3779B97F4A7C15ULL;
      state ^= state >> 29U;
    }
    return {static_cast<std::uint32_t>(state % 7)};
  }

  /// A value of the variable's sort that follows from its name and the seed.
  Value variable(std::string const& name) const {
    auto const number = [&](std::uint32_t i) {
      return hash(name, {i, 1})[0] + 7 * hash(name, {i})[0];
    };
    Term const& sort = context_.at(name);
    if (sort.symbol == "N") {
      return {kernel_.elements()[number(0) % kernel_.order()].index()};
    }
    if (sort.symbol == "Map") {
      Value s;
      for (std::uint32_t h = 0; h < group_.order(); ++h) {
        bool const of_cosets = sort.arguments[0].symbol == "Q";
        s.push_back(number(of_cosets ? representative(h) : h) % 7);
      }
      return s;
    }
    return {number(0) % (sort.symbol == "G" ? group_.order() : sort.symbol == "X" ? x_.size() : 7)};
  }

  Value shift(std::uint32_t h, Value const& s) const {
    Value seen;
    for (std::uint32_t k = 0; k < group_.order(); ++k) {
      seen.push_back(s.at(multiply(h, k)));
    }
    return seen;
  }

  Value act(std::uint32_t g, Value const& value, Term const& sort) const {
    if (sort.symbol == "Map") {
      return shift(inverse(g), value);
    }
    if (sort.symbol == "Prod") {
      return {multiply(g, value[0]), value[1]};
    }
    return {x_.act_unchecked(g, value[0])};
  }

  Value apply(Term const& map, Value const& argument, Term const& sort) {
    std::string const& symbol = map.symbol;
    auto const for_each_copy = [&](auto const& copy) {
      Value s;
      for (std::uint32_t h = 0; h < group_.order(); ++h) {
        s.push_back(copy(h).at(0));
      }
      return s;
    };
    if (symbol == "p" || symbol == "p_N") {
      return {argument.at(0)};
    }
    if (symbol == "include") {
      return argument;
    }
    if (symbol == "comp") {
      Term const inner{"ap", {map.arguments[1], {"argument", {}}}};
      Context context = context_;
      context["argument"] = sort;
      return apply(
          map.arguments[0], apply(map.arguments[1], argument, sort), sort_of(inner, context));
    }
    if (symbol == "lift" || symbol == "lift_N") {
      return for_each_copy([&](std::uint32_t h) {
        return apply(map.arguments[0], act(inverse(h), argument, sort), sort);
      });
    }
    if (symbol == "each") {
      return for_each_copy([&](std::uint32_t h) {
        return apply(map.arguments[0], {argument.at(h)}, sort.arguments[1]);
      });
    }
    if (symbol == "concat") {
      return for_each_copy(
          [&](std::uint32_t h) { return apply(map.arguments[0], shift(h, argument), sort); });
    }
    return hash(to_string(map), argument);
  }

  Group group_;
  Subgroup kernel_;
  GSet x_;
  Context context_;
  std::uint64_t seed_;
};

Model model(int which, Context const& context, std::uint64_t seed) {
  Group const group = which % 2 == 0 ? dihedral(4) : symmetric(3);
  Element const normal = group.element_named(which % 2 == 0 ? "r^2" : "b");
  return {group,
          which < 2 ? Subgroup::generated_by(group, {normal}) : Subgroup::trivial(group),
          context,
          seed};
}

bool has_only_laws_of_x(Claim const& claim) {
  return std::all_of(claim.hypotheses.begin(), claim.hypotheses.end(), [](auto const& hypothesis) {
    return hypothesis.name.front() == 'X' || hypothesis.name == "N-fixes";
  });
}

RC_GTEST_PROP(ProofModel, EveryStepOfEveryProofKeepsTheValue, ()) {
  auto const which = *rc::gen::inRange(0, 4);
  auto const seed = *rc::gen::arbitrary<std::uint64_t>();
  std::vector<Theorem> theorems = lemma_theorems();
  for (auto const& theorem : prove_all(theorems)) {
    for (auto const& [claim, verdict] : theorem.claims) {
      if (!has_only_laws_of_x(claim)) {
        continue;
      }
      Proof const& proof = std::get<Proof>(verdict);
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
  for (auto& [name, sort] : equation.variables) {
    std::string text = to_string(sort);
    text = text == "Any" ? (name == "L"   ? "Fun(Map(G, Y), Z)"
                            : name == "H" ? "Fun(X, Y)"
                                          : "Fun(X, Z)")
                         : text;
    text = text == "A"           ? "X"
           : text == "Map(G, A)" ? "Map(G, Y)"
           : text == "Map(Q, A)" ? "Map(Q, Y)"
                                 : text;
    sort = parse_term(text);
  }
  bool const on_y = equation.name == "each" || equation.name == "composition";
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
}

} // namespace
} // namespace equivarify::algebra::proof
