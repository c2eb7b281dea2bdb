#include "equivarify/codegen/report/probability_grid.hpp"

#include "equivarify/codegen/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace equivarify::codegen {
namespace {

constexpr std::size_t cell = 18;
constexpr std::size_t left = 46; ///< the room for the names of the rows

std::string cell_svg(std::size_t row, std::size_t column, double probability) {
  return fmt::format(
      "<g><title>{:.9g}</title><rect class=\"frame\" x=\"{x}\" y=\"{y}\" width=\"{w}\" "
      "height=\"{w}\"/><rect class=\"heat\" x=\"{x}\" y=\"{y}\" width=\"{w}\" "
      "height=\"{w}\" opacity=\"{:.3f}\"/></g>",
      probability,
      shade_of(probability),
      fmt::arg("x", left + column * cell),
      fmt::arg("y", row * cell),
      fmt::arg("w", cell - 1));
}

std::string text_svg(std::size_t x, std::size_t y, char const* anchor, std::string const& text) {
  return fmt::format(
      R"(<text x="{}" y="{}" text-anchor="{}">{}</text>)", x, y, anchor, escape_html(text));
}

} // namespace

double shade_of(double probability) {
  return std::sqrt(std::sqrt(std::max(probability, 0.0)));
}

std::string probability_grid_svg(std::vector<std::vector<double>> const& probabilities,
                                 GridLabels const& labels) {
  std::size_t const width = left + cell * labels.columns.size();
  std::size_t const height = cell * probabilities.size() + cell;
  std::string svg =
      fmt::format("<svg class=\"grid\" viewBox=\"0 0 {} {}\" role=\"img\">\n", width, height);
  for (std::size_t row = 0; row < probabilities.size(); ++row) {
    svg += text_svg(left - 6, row * cell + 13, "end", labels.rows[row]);
    for (std::size_t column = 0; column < probabilities[row].size(); ++column) {
      svg += cell_svg(row, column, probabilities[row][column]);
    }
    svg += "\n";
  }
  for (std::size_t column = 0; column < labels.columns.size(); ++column) {
    svg += text_svg(left + column * cell + cell / 2, height - 4, "middle", labels.columns[column]);
  }
  return svg + "</svg>\n";
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
