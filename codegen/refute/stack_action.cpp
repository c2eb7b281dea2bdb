#include "equivarify/codegen/refute/stack_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/symmetry/box_motion.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using Sources = algebra::EntryPermutation;

/// A motion of arrays axis by axis: one of planes, and a signed permutation of channels.
struct AxisMotion {
  BoxMotion plane;
  std::vector<std::size_t> channels; ///< from which each channel comes
  std::vector<bool> negated;         ///< whether it is negated on the way

  /// On arrays of \p shape. \pre there are as many channels
  [[nodiscard]] SignedPermutation on(Shape const& shape) const {
    std::size_t const area = shape.plane();
    SignedPermutation result;
    for (std::size_t i = 0; i < shape.size(); ++i) {
      std::size_t const pixel = plane.source_of(shape.axes(), i % area);
      result.gather.push_back(static_cast<std::uint32_t>(channels[i / area] * area + pixel));
      result.negated.push_back(negated[i / area]);
    }
    return result;
  }

  /// Whether all channels move alike and none is moved to another.
  [[nodiscard]] bool moves_channels_alike() const {
    for (std::size_t c = 0; c < channels.size(); ++c) {
      if (channels[c] != c || negated[c] != negated.front()) {
        return false;
      }
    }
    return true;
  }
};

/// The motion of \p g on the input axis by axis; nothing if it is none.
std::optional<AxisMotion> axes_of(Network const& network, algebra::Element g) {
  SignedPermutation const motion = network.input_motion(g);
  Shape const& input = network.input;
  std::size_t const area = input.plane();
  AxisMotion axes;
  for (std::size_t c = 0; c < input.channels; ++c) {
    axes.channels.push_back(motion.gather[c * area] / area);
    axes.negated.push_back(motion.negated[c * area]);
  }
  Sources pixels;
  std::transform(
      motion.gather.begin(),
      motion.gather.begin() + static_cast<std::ptrdiff_t>(area),
      std::back_inserter(pixels),
      [area](std::uint32_t source) { return source % static_cast<std::uint32_t>(area); });
  std::optional<BoxMotion> const plane = find_box_motion(input.axes(), pixels);
  if (!plane) {
    return std::nullopt;
  }
  axes.plane = *plane;
  SignedPermutation const built = axes.on(input);
  bool const same = built.gather == motion.gather && built.negated == motion.negated;
  return same ? std::optional{std::move(axes)} : std::nullopt;
}

/// As on the input, on planes of \p shape.
std::optional<SignedPermutation>
as_the_input(Network const& network, Shape const& shape, algebra::Element g) {
  if (shape == network.input) {
    return network.input_motion(g);
  }
  auto axes = axes_of(network, g);
  if (!axes || !axes->plane.fits(shape.axes())) {
    return std::nullopt;
  }
  if (shape.channels != network.input.channels) {
    if (!axes->moves_channels_alike()) {
      return std::nullopt;
    }
    axes->channels.resize(shape.channels);
    std::iota(axes->channels.begin(), axes->channels.end(), std::size_t{0});
    axes->negated.assign(shape.channels, axes->negated.front());
  }
  return axes->on(shape);
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

/// On a value of \p shape that is one part.
std::optional<SignedPermutation>
motion_of_part(Network const& network, PartKind kind, Shape const& shape, algebra::Element g) {
  switch (kind) {
  case PartKind::copies:
    return algebra::without_signs(
        move_copies(network.group, shape.size() / network.group.order(), g));
  case PartKind::fixed: {
    Sources all(shape.size());
    std::iota(all.begin(), all.end(), 0U);
    return algebra::without_signs(std::move(all));
  }
  case PartKind::planes:
    return as_the_input(network, shape, g);
  }
  throw algebra::InternalError{"an action of no known kind"};
}

/// Adds \p part, which moves the entries that follow those of \p motion.
void append(SignedPermutation& motion, SignedPermutation const& part) {
  auto const offset = static_cast<std::uint32_t>(motion.gather.size());
  for (std::uint32_t const source : part.gather) {
    motion.gather.push_back(offset + source);
  }
  motion.negated.insert(motion.negated.end(), part.negated.begin(), part.negated.end());
}

} // namespace

std::optional<SignedPermutation> motion_of(Network const& network,
                                           ValueAction const& action,
                                           Shape const& shape,
                                           algebra::Element g) {
  SignedPermutation result;
  for (ActionPart const& part : action.parts) {
    auto const motion = motion_of_part(network, part.kind, shape.with_channels(part.channels), g);
    if (!motion) {
      return std::nullopt;
    }
    append(result, *motion);
  }
  return result;
}

std::optional<SignedPermutation> motion_of_inputs(Network const& network,
                                                  std::vector<ValueAction> const& actions,
                                                  Layer const& layer,
                                                  algebra::Element g) {
  SignedPermutation result;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    auto const motion = motion_of(network, actions[i], layer.inputs[i], g);
    if (!motion) {
      return std::nullopt;
    }
    append(result, *motion);
  }
  return result;
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
