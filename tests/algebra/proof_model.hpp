/// \file
/// Finite models of the theory of proofs.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROOF_MODEL_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROOF_MODEL_HPP

#include "equivarify/algebra/proof/sort.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proof_heads.hpp"

namespace equivarify::algebra::proof {

/// Evaluates terms, with values for the variables that follow from their names and the seed.
class Model : ProofHeads {
public:
  Model(Subgroups sets, Context context, std::uint64_t seed)
      : ProofHeads{std::move(sets), seed}, context_{std::move(context)} {}

  Value evaluate(Term const& term) {
    if (auto const found = evaluate_of_subgroup(term)) {
      return *found;
    }
    if (is_symbol_of_heads(term.symbol)) {
      std::vector<Value> parts;
      for (Term const& part : term.arguments) {
        parts.push_back(evaluate(part));
      }
      return of_heads(term.symbol, parts, sort_of(term, context_));
    }
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
    if (symbol == "sec") {
      return {section(value(0)[0])};
    }
    if (symbol == "rest_N") {
      std::uint32_t const h = value(0)[0];
      return {multiply(inverse(h), section(representative(h)))};
    }
    if (symbol == "descend") {
      Value const s = value(0);
      return on_group([&](std::uint32_t h) { return s.at(section(representative(h))); });
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
    if (symbol == "shift_N") {
      return shift(section(value(0)[0]), value(1));
    }
    if (symbol == "constant") {
      // NOLINTNEXTLINE(modernize-return-braced-init-list): as many equal entries, not two
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
  /// The symbols of constructions that average over H and coinduce from it.
  std::optional<Value> evaluate_of_subgroup(Term const& term) {
    auto const value = [&](std::size_t i) { return evaluate(term.arguments.at(i)); };
    std::string const& symbol = term.symbol;
    if (symbol == "true") {
      return Value{1};
    }
    if (symbol == "of_H") {
      return value(0);
    }
    if (symbol == "mul_H") {
      return Value{multiply(value(0)[0], value(1)[0])};
    }
    if (symbol == "inv_H") {
      return Value{inverse(value(0)[0])};
    }
    if (symbol == "rep") {
      return Value{in_transversal(value(0)[0])};
    }
    if (symbol == "rest") {
      return Value{multiply(inverse(in_transversal(value(0)[0])), value(0)[0])};
    }
    if (symbol == "equal") {
      return Value{value(0) == value(1) ? 1U : 0U};
    }
    if (symbol == "chosen") {
      return chosen(value(0));
    }
    if (symbol == "poses") {
      return on_subgroup([&](std::uint32_t k) {
        return x_.act_unchecked(inverse(k), value(0)[0]) == chosen(value(0))[0] ? 1U : 0U;
      });
    }
    if (symbol == "all") {
      return on_subgroup([&](std::uint32_t) { return value(0)[0]; });
    }
    if (symbol == "every") {
      Term const values = sort_of(term, context_).arguments[1];
      return on_subgroup(
          [&](std::uint32_t l) { return act(value(0)[0], {value(1).at(l)}, values)[0]; });
    }
    if (symbol == "turned") {
      return turned(term.arguments[0], value(1));
    }
    return symbol == "mean" ? std::optional{mean(value(0), value(1))} : std::nullopt;
  }

  Value turned(Term const& map, Value const& x) {
    return on_subgroup([&](std::uint32_t k) {
      Value const y = apply(map, {x_.act_unchecked(inverse(k), x[0])}, Term{"X", {}});
      return act(k, y, Term{"Y", {}})[0];
    });
  }

  /// A value of the variable's sort that follows from its name and the seed.
  [[nodiscard]] Value variable(std::string const& name) const {
    auto const number = [&](std::uint32_t i) {
      return hash(name, {i, 1})[0] + 7 * hash(name, {i})[0];
    };
    Term const& sort = context_.at(name);
    if (sort.symbol == "N") {
      return {kernel_.elements()[number(0) % kernel_.order()].index()};
    }
    if (sort.symbol == "H") {
      return {subgroup_.elements()[number(0) % subgroup_.order()].index()};
    }
    if (sort.symbol == "Prod") {
      return {number(0) % group_.order(), number(1) % 2};
    }
    if (sort.symbol == "K" || sort.symbol == "Sign") {
      return {number(0) % 2};
    }
    if (sort.symbol == "Map" && is_of_points(sort.arguments[0])) {
      Value f;
      for (std::uint32_t y = 0; y < x_.size(); ++y) {
        f.push_back(number(y) % 7);
      }
      return f;
    }
    if (sort.symbol == "Map" && sort.arguments[0].symbol == "H") {
      std::uint32_t const values = sort.arguments[1].symbol == "Truth" ? 2 : 7;
      return on_subgroup([&](std::uint32_t k) { return number(k) % values; });
    }
    if (sort.symbol == "Map") {
      Value s;
      for (std::uint32_t h = 0; h < group_.order(); ++h) {
        bool const of_cosets = sort.arguments[0].symbol == "Q";
        s.push_back(number(of_cosets ? representative(h) : h) % 7);
      }
      return s;
    }
    if (sort.symbol == "Q") {
      return {representative(number(0) % group_.order())};
    }
    bool const is_point = is_of_points(sort) || sort.symbol == "W";
    return {number(0) % (sort.symbol == "G" ? group_.order() : is_point ? x_.size() : 7)};
  }

  Value apply(Term const& map, Value const& argument, Term const& sort) {
    std::string const& symbol = map.symbol;
    auto const for_each_copy = [&](auto const& copy) {
      return on_group([&](std::uint32_t h) { return copy(h).at(0); });
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
        std::uint32_t const g = symbol == "lift" ? h : section(representative(h));
        return apply(map.arguments[0], act(inverse(g), argument, sort), sort);
      });
    }
    if (symbol == "head") {
      return mean_head(argument);
    }
    if (symbol == "to") {
      return evaluate(map.arguments[0]);
    }
    if (symbol == "dot") {
      return dot(evaluate(map.arguments[0]), argument);
    }
    if (symbol == "pointwise") {
      Value result;
      for (std::uint32_t const r : argument) {
        result.push_back(apply(map.arguments[0], {r}, sort.arguments[1])[0]);
      }
      return result;
    }
    if (symbol == "average") {
      return mean(Value(group_.order(), 1), turned(map.arguments[0], argument));
    }
    if (symbol == "posed") {
      Value const where = on_subgroup([&](std::uint32_t k) {
        return x_.act_unchecked(inverse(k), argument[0]) == chosen(argument)[0] ? 1U : 0U;
      });
      return mean(where, turned(map.arguments[0], argument));
    }
    if (symbol == "coinduce") {
      return for_each_copy([&](std::uint32_t g) {
        std::uint32_t const t = in_transversal(g);
        Value const y = apply(map.arguments[0], act(inverse(t), argument, sort), sort);
        return act(multiply(inverse(g), t), y, Term{"Y", {}});
      });
    }
    if (symbol == "each" || symbol == "each_N") {
      return for_each_copy([&](std::uint32_t h) {
        return apply(map.arguments[0], {argument.at(h)}, sort.arguments[1]);
      });
    }
    if (symbol == "concat" || symbol == "concat_N") {
      return for_each_copy([&](std::uint32_t h) {
        std::uint32_t const g = symbol == "concat" ? h : section(representative(h));
        return apply(map.arguments[0], shift(g, argument), sort);
      });
    }
    return hash(to_string(map), argument);
  }

  Context context_;
};

} // namespace equivarify::algebra::proof

#endif
