/// \file
/// How the group moves arrays, as lists for programs in other languages.
#ifndef EQUIVARIFY_TESTS_ENGINES_ANSWER_PLACES_HPP
#define EQUIVARIFY_TESTS_ENGINES_ANSWER_PLACES_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace equivarify::testing {

/// 1, 2, ..., \p size.
inline std::vector<double> count_up(std::size_t size) {
  std::vector<double> values(size);
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

/// A value whose entries were 1, 2, ..., moved: the place from which each comes, and whether it is
/// negated.
inline nlohmann::json places_of(std::vector<double> const& moved) {
  nlohmann::json places{{"sources", nlohmann::json::array()}, {"negated", nlohmann::json::array()}};
  for (double const value : moved) {
    places["sources"].push_back(static_cast<std::size_t>(std::abs(value)) - 1);
    places["negated"].push_back(value < 0);
  }
  return places;
}

/// How each element moves \p output.
inline nlohmann::json output_action(codegen::Network const& network,
                                    codegen::Output const& output) {
  nlohmann::json action;
  for (algebra::Element const g : network.group.elements()) {
    action.push_back(places_of(output.head.act(g, count_up(output.head.size()))));
  }
  return action;
}

} // namespace equivarify::testing

#endif
