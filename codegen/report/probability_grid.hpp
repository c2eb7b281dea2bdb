/// \file
/// The joint probabilities of one image as a grid of shaded cells: a row a group element, a column
/// a class.
#ifndef EQUIVARIFY_CODEGEN_REPORT_PROBABILITY_GRID_HPP
#define EQUIVARIFY_CODEGEN_REPORT_PROBABILITY_GRID_HPP

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The names on the sides of a grid.
struct GridLabels {
  std::vector<std::string> rows;
  std::vector<std::string> columns;
};

/// How dark a cell is drawn, from 0 to 1: the fourth root, so that one in a thousand still shows.
[[nodiscard]] double shade_of(double probability);

/// The grid as an SVG, each cell with its exact value as a tooltip.
[[nodiscard]] std::string
probability_grid_svg(std::vector<std::vector<double>> const& probabilities,
                     GridLabels const& labels);

/// One row of the grid as shaded characters, one a class.
[[nodiscard]] std::string probability_line(std::vector<double> const& row);

} // namespace equivarify::codegen

#endif
