/// \file
/// Water on a torus.
#ifndef EQUIVARIFY_TESTS_GALLERY_SHALLOW_WATER_HPP
#define EQUIVARIFY_TESTS_GALLERY_SHALLOW_WATER_HPP

#include <array>
#include <cstddef>

namespace equivarify::gallery {

/// Rows and columns of the torus.
constexpr std::size_t water_rows = 8;

/// A number for each cell, row by row.
using WaterPlane = std::array<double, water_rows * water_rows>;

/// Water on Arakawa's C grid: its height in the middle of each cell, and how fast it flows through
/// the edges to the next row and to the next column.
struct Water {
  WaterPlane height{};
  WaterPlane down{};
  WaterPlane right{};
};

/// \p water after 2 units of time. Gravity moves it, so that small waves go 1 cell in a unit; the
/// momentum that the flow carries is left out.
[[nodiscard]] Water later(Water water);

} // namespace equivarify::gallery

#endif
