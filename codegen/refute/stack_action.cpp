#include "equivarify/codegen/refute/stack_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;

algebra::ArrayShape to_array_shape(Shape const& shape) {
  auto const number = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  return {number(shape.channels), number(shape.rows), number(shape.columns)};
}

using Sources = algebra::EntryPermutation;

std::optional<Sources> motion(std::vector<std::string> const& names, Shape const& shape) {
  try {
    return algebra::grid_action(names, to_array_shape(shape));
  } catch (algebra::AlgebraError const&) { // a quarter turn of a plane that is no square
    return std::nullopt;
  }
}

/// The plane from which each channel of the input comes under \p sources, if all channels then
/// move alike.
struct ChannelsAndPlane {
  std::vector<std::size_t> channels;
  Motion plane;
};

std::optional<ChannelsAndPlane> split(Shape const& input, Sources const& sources) {
  std::size_t const area = input.rows * input.columns;
  ChannelsAndPlane result;
  Sources plane;
  for (std::size_t i = 0; i < area; ++i) {
    plane.push_back(static_cast<std::uint32_t>(sources[i] % area));
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (i % area == 0) {
      result.channels.push_back(sources[i] / area);
    }
    if (sources[i] / area != result.channels.back() || sources[i] % area != plane[i % area]) {
      return std::nullopt;
    }
  }
  std::optional<Motion> const motion = find_motion({1, input.rows, input.columns}, plane);
  if (!motion) {
    return std::nullopt;
  }
  result.plane = *motion;
  return result;
}

/// A motion of planes and a permutation of channels at once, on planes of another size.
std::optional<Sources>
channels_and_plane(Network const& network, Shape const& shape, algebra::Element g) {
  auto const parts = split(network.input, network.input_permutations[g.index()]);
  bool const fits = parts && shape.channels == network.input.channels &&
                    (!parts->plane.transposed || shape.rows == shape.columns);
  if (!fits) {
    return std::nullopt;
  }
  std::size_t const area = shape.rows * shape.columns;
  Sources sources;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    std::size_t const pixel = parts->plane.source_of({1, shape.rows, shape.columns}, i % area);
    sources.push_back(static_cast<std::uint32_t>(parts->channels[i / area] * area + pixel));
  }
  return sources;
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
  return channels_and_plane(network, shape, g);
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

/// Which entries of planes of \p shape \p g negates: those of the channels that it negates on the
/// input.
std::optional<std::vector<bool>>
signs_of(Network const& network, Shape const& shape, algebra::Element g) {
  std::vector<bool> signs(shape.size(), false);
  if (network.input_negated.empty()) {
    return signs;
  }
  std::vector<bool> const& input = network.input_negated[g.index()];
  if (shape == network.input) {
    return input;
  }
  std::size_t const plane = network.input.rows * network.input.columns;
  bool const uniform = std::equal(input.begin() + 1, input.end(), input.begin());
  for (std::size_t i = 0; i < input.size(); ++i) {
    bool const like_its_channel = input[i] == input[i - i % plane];
    if (!like_its_channel || (!uniform && shape.channels != network.input.channels)) {
      return std::nullopt;
    }
  }
  for (std::size_t i = 0; i < signs.size(); ++i) {
    std::size_t const channel = i / (shape.rows * shape.columns);
    signs[i] = input[uniform ? 0 : channel * plane];
  }
  return signs;
}

} // namespace

std::optional<SignedPermutation>
motion_of(Network const& network, Carrier carrier, Shape const& shape, algebra::Element g) {
  if (carrier == Carrier::copies) {
    return algebra::without_signs(
        move_copies(network.group, shape.size() / network.group.order(), g));
  }
  if (carrier == Carrier::fixed) {
    Sources all(shape.size());
    std::iota(all.begin(), all.end(), 0U);
    return algebra::without_signs(std::move(all));
  }
  auto sources = shape == network.input ? std::optional{network.input_permutations[g.index()]}
                                        : plane_motion(network, shape, g);
  auto negated = signs_of(network, shape, g);
  if (!sources || !negated) {
    return std::nullopt;
  }
  return SignedPermutation{*std::move(sources), *std::move(negated)};
}

std::vector<float> moved(SignedPermutation const& motion, std::vector<float> const& value) {
  std::vector<float> result;
  result.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    float const entry = value[motion.gather[i]];
    result.push_back(motion.negated[i] ? 0.0F - entry : entry);
  }
  return result;
}

} // namespace equivarify::codegen
