#include "equivarify/algebra/proof/theory.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace equivarify::algebra::proof {

Equation const& Theory::hypothesis(std::string const& name) const {
  auto const found = std::find_if(hypotheses.begin(),
                                  hypotheses.end(),
                                  [&](Equation const& equation) { return equation.name == name; });
  if (found != hypotheses.end()) {
    return *found;
  }
  std::vector<std::string> names;
  std::transform(hypotheses.begin(),
                 hypotheses.end(),
                 std::back_inserter(names),
                 [](Equation const& equation) { return equation.name; });
  std::string const nearest = nearest_name(name, names);
  throw AlgebraError(fmt::format(R"(no hypothesis is called "{}"{})",
                                 name,
                                 nearest.empty() ? "" : fmt::format(" (nearest: {})", nearest)));
}

std::vector<Theorem> Theory::theorems() const {
  std::vector<Theorem> all = lemmas;
  all.insert(all.end(), constructions.begin(), constructions.end());
  return all;
}

Theory const& shipped_theory() {
  static Theory const theory = read_theory(shipped_theory_files());
  return theory;
}

} // namespace equivarify::algebra::proof
