/// \file
/// The motions of planes and of volumes that exchange and reverse axes, recognised in permutations.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_BOX_MOTION_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_BOX_MOTION_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::codegen {

/// Slices, rows and columns of a volume; a plane has one slice.
using BoxAxes = std::array<std::size_t, 3>;

/// A motion of a box: along axis k the place that an entry comes from is its place along axis
/// `from[k]`, reversed where `flipped[k]`.
struct BoxMotion {
  std::array<std::size_t, 3> from{0, 1, 2};
  std::array<bool, 3> flipped{};

  /// Whether boxes of \p axes have it: exchanged axes are equal.
  [[nodiscard]] bool fits(BoxAxes const& axes) const;

  /// The place from which entry \p i of a box of \p axes comes. \pre it fits
  [[nodiscard]] std::size_t source_of(BoxAxes const& axes, std::size_t i) const;
};

/// The motion of a box of \p axes that \p permutation is, one of 48 for cubes and of 8 for square
/// planes; nothing if it is none.
[[nodiscard]] std::optional<BoxMotion>
find_box_motion(BoxAxes const& axes, std::vector<std::uint32_t> const& permutation);

} // namespace equivarify::codegen

#endif
