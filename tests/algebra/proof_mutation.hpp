/// \file
/// Terms and equations with one small change.
#ifndef EQUIVARIFY_TESTS_ALGEBRA_PROOF_MUTATION_HPP
#define EQUIVARIFY_TESTS_ALGEBRA_PROOF_MUTATION_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/equation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// Whether argument \p i of \p symbol is a map, which has no sort.
inline bool is_map_place(std::string const& symbol, std::size_t i) {
  return i == 0 && (symbol == "ap" || symbol == "turned");
}

/// The places of \p term that are no maps and not inside one.
inline std::vector<Position> places(Term const& term) {
  std::vector<Position> result{{}};
  for (std::size_t i = 0; i < term.arguments.size(); ++i) {
    if (is_map_place(term.symbol, i)) {
      continue;
    }
    for (Position const& inner : places(term.arguments[i])) {
      Position place{i};
      place.insert(place.end(), inner.begin(), inner.end());
      result.push_back(std::move(place));
    }
  }
  return result;
}

/// \p part with one change that keeps its sort: an inverse more or less, another variable, a
/// factor or an action left out, the neutral element.
inline std::vector<Term> changed(Term const& part, Context const& context) {
  std::vector<Term> result;
  Term const sort = sort_of(part, context);
  for (auto const& [name, of] : context) {
    if (of == sort && part != Term{name, {}}) {
      result.push_back({name, {}});
    }
  }
  for (std::size_t i = 0; i < part.arguments.size(); ++i) {
    if (!is_map_place(part.symbol, i) && sort_of(part.arguments[i], context) == sort) {
      result.push_back(part.arguments[i]);
    }
  }
  if (sort == Term{"G", {}}) {
    result.push_back({"inv", {part}});
    result.push_back({"e", {}});
  }
  if (part.symbol == "mul" || part.symbol == "mul_H") {
    result.push_back({part.symbol, {part.arguments[1], part.arguments[0]}});
  }
  return result;
}

/// All equations with one change in one side of \p equation, each once.
inline std::vector<Equation> mutants(Equation const& equation) {
  std::vector<Equation> result;
  for (Term Equation::*side : {&Equation::left, &Equation::right}) {
    for (Position const& place : places(equation.*side)) {
      for (Term const& part : changed(subterm(equation.*side, place), equation.variables)) {
        Equation mutant = equation;
        mutant.*side = replaced(equation.*side, place, part);
        if (mutant.*side != equation.*side) {
          result.push_back(std::move(mutant));
        }
      }
    }
  }
  return result;
}

} // namespace equivarify::algebra::proof

#endif
