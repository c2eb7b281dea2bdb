/// \file
/// Tables of numbers as grids of shaded cells, with names on both sides.
#ifndef EQUIVARIFY_CODEGEN_REPORT_HEAT_GRID_HPP
#define EQUIVARIFY_CODEGEN_REPORT_HEAT_GRID_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// One cell: how dark it is, from 0 to 1, and its number in words.
struct HeatCell {
  double shade = 0.0;
  std::string value;
};

/// A grid of cells. Where `numbers` is set the cells show their values, otherwise only to a
/// pointer.
struct HeatGrid {
  std::string name; ///< what it shows, for those who do not see it
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<std::vector<HeatCell>> cells;
  bool numbers = false;
};

/// Whether a grid of so many rows and columns can be drawn so that people can read it.
[[nodiscard]] bool is_drawable(std::size_t rows, std::size_t columns);

/// The grid as an SVG. Names have the room that they need, up to 16 characters; longer ones end in
/// an ellipsis. Names of columns that are wider than their cells stand upright.
[[nodiscard]] std::string heat_grid_svg(HeatGrid const& grid);

/// The same numbers as an HTML table, to read or to copy, folded up at first.
[[nodiscard]] std::string heat_grid_table(HeatGrid const& grid);

} // namespace equivarify::codegen

#endif
