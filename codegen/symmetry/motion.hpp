/// \file
/// The eight motions of a grid, and motions of whole channels, recognised in permutations of
/// entries.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_MOTION_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_MOTION_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/layers/shape.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::codegen {

/// A motion of a grid, as runtime/group/grid_motion.hpp has it.
struct Motion {
  bool transposed = false;
  bool flipped_rows = false;
  bool flipped_columns = false;

  /// The place from which entry \p i of an array of \p shape comes, every channel moving alike.
  [[nodiscard]] std::size_t source_of(Shape const& shape, std::size_t i) const;

  /// The places of all entries of an array of \p shape.
  [[nodiscard]] std::vector<std::uint32_t> sources(Shape const& shape) const;
};

/// The motion of arrays of \p shape that \p permutation is; nothing if it is none of the eight,
/// or for volumes.
[[nodiscard]] std::optional<Motion> find_motion(Shape const& shape,
                                                std::vector<std::uint32_t> const& permutation);

/// A motion of whole channels, some of which change their signs; all planes move alike.
struct ChannelMotion {
  std::vector<std::uint32_t> channels; ///< for each channel the one from which it comes
  std::vector<bool> negated;           ///< whether each channel is negated
  std::vector<std::uint32_t> plane;    ///< for each entry of a plane the one from which it comes

  /// How it moves the entries of an array of \p shape. \pre it has as many channels, and planes of
  /// as many entries
  [[nodiscard]] algebra::SignedPermutation entries(Shape const& shape) const;
};

/// The motion of whole channels of \p shape that \p moves is; nothing if it is none. Cost: the
/// entries.
[[nodiscard]] std::optional<ChannelMotion>
find_channel_motion(Shape const& shape, algebra::SignedPermutation const& moves);

} // namespace equivarify::codegen

#endif
