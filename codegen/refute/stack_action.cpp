#include "equivarify/codegen/refute/stack_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/grid_action.hpp"

#include <numeric>
#include <string>

namespace equivarify::codegen {
namespace {

algebra::ArrayShape to_array_shape(Shape const& shape) {
  auto const number = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  return {number(shape.channels), number(shape.rows), number(shape.columns)};
}

std::optional<Sources> motion(std::vector<std::string> const& names, Shape const& shape) {
  try {
    return algebra::grid_action(names, to_array_shape(shape));
  } catch (algebra::AlgebraError const&) { // a quarter turn of a plane that is no square
    return std::nullopt;
  }
}

/// The motion of planes of \p shape that is that of \p g on the input.
std::optional<Sources>
plane_motion(Network const& network, Shape const& shape, algebra::Element g) {
  std::vector<std::vector<std::string>> motions{{"transpose", "half_turn"}};
  for (std::string const& name : algebra::grid_action_names()) {
    motions.push_back({name});
  }
  for (auto const& names : motions) {
    if (motion(names, network.input) == network.input_permutations[g.index()]) {
      return motion(names, shape);
    }
  }
  return std::nullopt;
}

/// (g s)(h) = s(g^-1 h), the copies of \p size entries one after another.
Sources move_copies(algebra::Group const& group, std::size_t size, algebra::Element g) {
  Sources result;
  for (algebra::Element const h : group.elements()) {
    std::size_t const from = group.multiply(group.inverse(g), h).index() * size;
    for (std::size_t i = 0; i < size; ++i) {
      result.push_back(static_cast<std::uint32_t>(from + i));
    }
  }
  return result;
}

} // namespace

std::optional<Sources>
sources_of(Network const& network, Carrier carrier, Shape const& shape, algebra::Element g) {
  if (carrier == Carrier::copies) {
    return move_copies(network.group, shape.size() / network.group.order(), g);
  }
  if (carrier == Carrier::plane) {
    return shape == network.input ? std::optional{network.input_permutations[g.index()]}
                                  : plane_motion(network, shape, g);
  }
  Sources all(shape.size());
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

std::vector<float> moved(Sources const& sources, std::vector<float> const& value) {
  std::vector<float> result;
  result.reserve(sources.size());
  for (std::uint32_t const source : sources) {
    result.push_back(value[source]);
  }
  return result;
}

} // namespace equivarify::codegen
