#include "equivarify/algebra/proof/claim.hpp"

#include <algorithm>

namespace equivarify::algebra::proof {
namespace {

bool mentions(Term const& term, Context const& names) {
  return (term.arguments.empty() && names.contains(term.symbol)) ||
         std::any_of(term.arguments.begin(), term.arguments.end(), [&](Term const& argument) {
           return mentions(argument, names);
         });
}

/// The variables of \p claim that are not those of \p hypothesis.
Context rigid(Claim const& claim, Equation const& hypothesis) {
  Context result = claim.variables;
  for (auto const& [name, sort] : hypothesis.variables) {
    result.erase(name);
  }
  return result;
}

/// Whether the values of maps to \p set have laws: H acts on Y, G on V and W, and R has signs. The
/// other sets of values are any sets.
bool has_laws(Term const& set) {
  return set.symbol == "Y" || set.symbol == "V" || set.symbol == "W" || set.symbol == "R";
}

} // namespace

Term Claim::start(Side side) const {
  Term const& whole = side == Side::left ? left : right;
  return compared_at ? Term{"at", {whole, *compared_at}} : whole;
}

Context fixed_names(Claim const& claim) {
  Context result;
  for (Equation const& hypothesis : claim.hypotheses) {
    for (auto const& entry : rigid(claim, hypothesis)) {
      Context const name{entry};
      if (mentions(hypothesis.left, name) || mentions(hypothesis.right, name)) {
        result.insert(entry);
      }
    }
  }
  return result;
}

Equation to_equation(Claim const& claim) {
  Context variables = claim.variables;
  for (auto const& [name, sort] : fixed_names(claim)) {
    variables.erase(name);
  }
  for (auto& [name, sort] : variables) {
    bool const is_map = sort.symbol == "Fun" || sort.symbol == "Family";
    sort = is_map && !has_laws(sort.arguments[1]) ? Term{"Any", {}} : sort;
  }
  return {.name = claim.name,
          .source = "proved above",
          .variables = variables,
          .left = claim.left,
          .right = claim.right};
}

} // namespace equivarify::algebra::proof
