#include "equivarify/algebra/proof/admission.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra::proof {
namespace {

bool mentions(Term const& term, std::string const& symbol) {
  return term.symbol == symbol ||
         std::any_of(term.arguments.begin(), term.arguments.end(), [&](Term const& argument) {
           return mentions(argument, symbol);
         });
}

bool mentions(Equation const& equation, std::string const& symbol) {
  return mentions(equation.left, symbol) || mentions(equation.right, symbol);
}

/// Whether a hypothesis says something of the variable \p name of the claim.
bool speaks_of(Equation const& hypothesis, std::string const& name) {
  return !hypothesis.variables.contains(name) && mentions(hypothesis, name);
}

Equation sides(Claim const& claim) {
  return {.name = claim.name,
          .source = {},
          .variables = claim.variables,
          .left = claim.left,
          .right = claim.right};
}

[[noreturn]] void refuse_place(Claim const& claim, char const* reason) {
  throw AlgebraError(fmt::format(
      R"("{}" is compared at "{}", which {})", claim.name, to_string(*claim.compared_at), reason));
}

/// Two functions are equal if they are equal at a variable that could be any index.
void demand_any_index(Claim const& claim) {
  auto const variable = claim.variables.find(claim.compared_at->symbol);
  if (!claim.compared_at->arguments.empty() || variable == claim.variables.end()) {
    refuse_place(claim, "is no variable of it");
  }
  for (Term const* side : {&claim.left, &claim.right}) {
    Term const sort = sort_of(*side, claim.variables);
    if (sort.symbol != "Map" || sort.arguments[0] != variable->second) {
      refuse_place(claim, "is of another sort than the places of its sides");
    }
  }
  if (mentions(sides(claim), variable->first)) {
    refuse_place(claim, "stands in its sides");
  }
  for (Equation const& hypothesis : claim.hypotheses) {
    if (speaks_of(hypothesis, variable->first)) {
      refuse_place(claim, "a hypothesis speaks of");
    }
  }
}

void demand_definitions(Claim const& claim,
                        Equation const& equation,
                        std::vector<Claim> const& earlier,
                        Theory const& theory) {
  std::string const missing = missing_before(equation, earlier, theory);
  if (!missing.empty()) {
    throw AlgebraError(
        fmt::format(R"("{}" uses a symbol that is defined after "{}")", claim.name, missing));
  }
}

} // namespace

std::string
missing_before(Equation const& equation, std::vector<Claim> const& earlier, Theory const& theory) {
  for (DefinedSymbol const& defined : theory.defined) {
    if (!mentions(equation, defined.symbol)) {
      continue;
    }
    for (std::string const& name : defined.after) {
      auto const is_named = [&](Claim const& claim) { return claim.name == name; };
      if (std::none_of(earlier.begin(), earlier.end(), is_named)) {
        return name;
      }
    }
  }
  return {};
}

void admit(Claim const& claim, std::vector<Claim> const& earlier, Theory const& theory) {
  demand_definitions(claim, sides(claim), earlier, theory);
  for (Equation const& hypothesis : claim.hypotheses) {
    demand_definitions(claim, hypothesis, earlier, theory);
  }
  if (claim.compared_at) {
    demand_any_index(claim);
  }
}

} // namespace equivarify::algebra::proof
