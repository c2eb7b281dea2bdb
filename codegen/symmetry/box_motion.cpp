#include "equivarify/codegen/symmetry/box_motion.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Those that keep slices come first, so that a plane is never taken for another box.
constexpr std::array<std::array<std::size_t, 3>, 6> exchanges{
    {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}};

} // namespace

bool BoxMotion::fits(BoxAxes const& axes) const {
  return axes[from[0]] == axes[0] && axes[from[1]] == axes[1] && axes[from[2]] == axes[2];
}

std::size_t BoxMotion::source_of(BoxAxes const& axes, std::size_t i) const {
  BoxAxes const to{i / axes[2] / axes[1], i / axes[2] % axes[1], i % axes[2]};
  std::size_t place = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    std::size_t const along = to[from[k]];
    place = place * axes[k] + (flipped[k] ? axes[k] - 1 - along : along);
  }
  return place;
}

std::optional<BoxMotion> find_box_motion(BoxAxes const& axes,
                                         std::vector<std::uint32_t> const& permutation) {
  for (std::array<std::size_t, 3> const& from : exchanges) {
    for (unsigned bits = 0; bits < 8; ++bits) {
      BoxMotion const motion{from, {(bits & 4U) != 0, (bits & 2U) != 0, (bits & 1U) != 0}};
      std::size_t i = 0;
      bool const same =
          motion.fits(axes) &&
          std::all_of(permutation.begin(), permutation.end(), [&](std::uint32_t source) {
            return source == motion.source_of(axes, i++);
          });
      if (same) {
        return motion;
      }
    }
  }
  return std::nullopt;
}

} // namespace equivarify::codegen
