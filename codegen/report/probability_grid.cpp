#include "equivarify/codegen/report/probability_grid.hpp"

#include "equivarify/codegen/report/heat_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace equivarify::codegen {

double shade_of(double probability) {
  return std::sqrt(std::sqrt(std::max(probability, 0.0)));
}

std::string probability_grid_html(std::vector<std::vector<double>> const& probabilities,
                                  GridLabels const& labels) {
  if (!is_drawable(labels.rows.size(), labels.columns.size())) {
    return fmt::format("<p class=\"soft\">{} probabilities are too many to draw.</p>\n",
                       labels.rows.size() * labels.columns.size());
  }
  HeatGrid grid{.name = labels.name, .rows = labels.rows, .columns = labels.columns, .cells = {}};
  for (std::vector<double> const& row : probabilities) {
    std::vector<HeatCell>& cells = grid.cells.emplace_back();
    for (double const probability : row) {
      cells.push_back({shade_of(probability), fmt::format("{:.9g}", probability)});
    }
  }
  return heat_grid_svg(grid) + heat_grid_table(grid);
}

std::string probability_line(std::vector<double> const& row) {
  static constexpr std::array<char const*, 5> shades{"·", "░", "▒", "▓", "█"};
  std::string line;
  for (double const probability : row) {
    auto const level = static_cast<std::size_t>(shade_of(probability) * shades.size());
    line += shades[std::min(level, shades.size() - 1)];
  }
  return line;
}

} // namespace equivarify::codegen
