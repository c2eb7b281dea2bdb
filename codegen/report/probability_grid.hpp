/// \file
/// The joint probabilities of one image as a grid of shaded cells: one row for each group element,
/// one column for each class.
#ifndef EQUIVARIFY_CODEGEN_REPORT_PROBABILITY_GRID_HPP
#define EQUIVARIFY_CODEGEN_REPORT_PROBABILITY_GRID_HPP

#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a grid shows, and the names on its sides.
struct GridLabels {
  std::string name;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
};

/// How dark a cell is drawn, from 0 to 1: the fourth root, so that one in a thousand still shows.
[[nodiscard]] double shade_of(double probability);

/// The grid as an SVG, and its exact values as a table to unfold. A grid too large to read is a
/// sentence that says so.
[[nodiscard]] std::string
probability_grid_html(std::vector<std::vector<double>> const& probabilities,
                      GridLabels const& labels);

/// One row of the grid as shaded characters, one for each class.
[[nodiscard]] std::string probability_line(std::vector<double> const& row);

} // namespace equivarify::codegen

#endif
