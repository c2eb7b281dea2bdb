#include "equivarify/codegen/symmetry/motion.hpp"

#include <utility>

namespace equivarify::codegen {

std::size_t Motion::source_of(Shape const& shape, std::size_t i) const {
  std::size_t const area = shape.rows * shape.columns;
  std::size_t const pixel = i % area;
  std::size_t const y = transposed ? pixel % shape.columns : pixel / shape.columns;
  std::size_t const x = transposed ? pixel / shape.columns : pixel % shape.columns;
  return i - pixel + (flipped_rows ? shape.rows - 1 - y : y) * shape.columns +
         (flipped_columns ? shape.columns - 1 - x : x);
}

std::vector<std::uint32_t> Motion::sources(Shape const& shape) const {
  std::vector<std::uint32_t> result(shape.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = static_cast<std::uint32_t>(source_of(shape, i));
  }
  return result;
}

std::optional<Motion> find_motion(Shape const& shape,
                                  std::vector<std::uint32_t> const& permutation) {
  if (shape.depth > 1) {
    return std::nullopt;
  }
  for (unsigned bits = 0; bits < 8; ++bits) {
    Motion const motion{(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0};
    bool const fits = !motion.transposed || shape.rows == shape.columns;
    if (fits && motion.sources(shape) == permutation) {
      return motion;
    }
  }
  return std::nullopt;
}

algebra::SignedPermutation ChannelMotion::entries(Shape const& shape) const {
  std::size_t const area = shape.rows * shape.columns;
  algebra::SignedPermutation result;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    std::size_t const channel = i / area;
    result.gather.push_back(static_cast<std::uint32_t>(channels[channel] * area + plane[i % area]));
    result.negated.push_back(negated[channel]);
  }
  return result;
}

std::optional<ChannelMotion> find_channel_motion(Shape const& shape,
                                                 algebra::SignedPermutation const& moves) {
  std::size_t const area = shape.rows * shape.columns;
  ChannelMotion motion;
  for (std::size_t c = 0; c < shape.channels; ++c) {
    motion.channels.push_back(static_cast<std::uint32_t>(moves.gather[c * area] / area));
    motion.negated.push_back(moves.negated[c * area]);
  }
  for (std::size_t i = 0; i < area; ++i) {
    motion.plane.push_back(static_cast<std::uint32_t>(moves.gather[i] % area));
  }
  return motion.entries(shape) == moves ? std::optional{std::move(motion)} : std::nullopt;
}

} // namespace equivarify::codegen
