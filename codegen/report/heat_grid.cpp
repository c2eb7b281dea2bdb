#include "equivarify/codegen/report/heat_grid.hpp"

#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

constexpr std::size_t longest_name = 16;
constexpr std::size_t letter = 7; ///< the width of a letter, generously

std::size_t longest(std::vector<std::string> const& names) {
  std::size_t result = 0;
  for (std::string const& name : names) {
    result = std::max(result, std::min(characters(name), longest_name));
  }
  return result;
}

/// \p name cut to \ref longest_name letters, the last of which is then an ellipsis.
std::string shortened(std::string const& name) {
  if (characters(name) <= longest_name) {
    return name;
  }
  std::size_t end = 0;
  for (std::size_t count = 0; count < longest_name; ++end) {
    count += (static_cast<unsigned char>(name[end]) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  return name.substr(0, end - 1) + "…";
}

/// The measures of one grid.
class Layout {
public:
  explicit Layout(HeatGrid const& grid)
      : cell(grid.numbers ? 34 : 18), left(letter * longest(grid.rows) + 8),
        upright(letter * longest(grid.columns) > cell),
        below(upright ? letter * longest(grid.columns) + 8 : 18) {}

  std::size_t cell;  ///< the side of a cell
  std::size_t left;  ///< the room for the names of rows
  bool upright;      ///< whether the names of columns stand upright
  std::size_t below; ///< the room for the names of columns
};

std::string
cell_svg(Layout const& layout, std::size_t row, std::size_t column, HeatCell const& cell) {
  return fmt::format("<g><title>{}</title><rect class=\"frame\" x=\"{x}\" y=\"{y}\" width=\"{w}\" "
                     "height=\"{w}\"/><rect class=\"heat\" x=\"{x}\" y=\"{y}\" width=\"{w}\" "
                     "height=\"{w}\" opacity=\"{:.3f}\"/></g>",
                     escape_html(cell.value),
                     cell.shade,
                     fmt::arg("x", layout.left + column * layout.cell),
                     fmt::arg("y", row * layout.cell),
                     fmt::arg("w", layout.cell - 1));
}

std::string
number_svg(Layout const& layout, std::size_t row, std::size_t column, HeatCell const& cell) {
  return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                     cell.shade > 0.6 ? "on" : "off",
                     layout.left + column * layout.cell + layout.cell / 2,
                     row * layout.cell + layout.cell / 2 + 4,
                     escape_html(cell.value));
}

std::string row_svg(HeatGrid const& grid, Layout const& layout, std::size_t row) {
  std::string svg = fmt::format(R"(<text x="{}" y="{}" text-anchor="end">{}</text>)",
                                layout.left - 6,
                                row * layout.cell + layout.cell / 2 + 4,
                                escape_html(shortened(grid.rows[row])));
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    HeatCell const& cell = grid.cells[row][column];
    svg += cell_svg(layout, row, column, cell);
    if (grid.numbers && cell.shade > 0.0) {
      svg += number_svg(layout, row, column, cell);
    }
  }
  return svg + "\n";
}

std::string column_name_svg(HeatGrid const& grid, Layout const& layout, std::size_t column) {
  std::size_t const x = layout.left + column * layout.cell + layout.cell / 2;
  std::size_t const y = layout.cell * grid.rows.size();
  std::string const name = escape_html(shortened(grid.columns[column]));
  if (layout.upright) {
    return fmt::format(
        R"svg(<text text-anchor="end" transform="translate({} {}) rotate(-90)">{}</text>)svg",
        x + 4,
        y + 4,
        name);
  }
  return fmt::format(R"(<text x="{}" y="{}" text-anchor="middle">{}</text>)", x, y + 14, name);
}

} // namespace

bool is_drawable(std::size_t rows, std::size_t columns) {
  constexpr std::size_t most = 40;
  return rows <= most && columns <= most;
}

std::string heat_grid_svg(HeatGrid const& grid) {
  Layout const layout(grid);
  std::size_t const width = layout.left + layout.cell * grid.columns.size();
  std::string svg =
      fmt::format("<svg class=\"grid\" viewBox=\"0 0 {} {}\" style=\"max-width:{}px\" "
                  "role=\"img\" aria-label=\"{}\">\n",
                  width,
                  layout.cell * grid.rows.size() + layout.below,
                  width * 3 / 2,
                  escape_html(grid.name));
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    svg += row_svg(grid, layout, row);
  }
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    svg += column_name_svg(grid, layout, column);
  }
  return svg + "</svg>\n";
}

std::string heat_grid_table(HeatGrid const& grid) {
  std::string html = "<details><summary>the numbers</summary><div class=\"wide\"><table "
                     "class=\"matrix\">\n<thead><tr><th></th>";
  for (std::string const& name : grid.columns) {
    html += fmt::format("<th scope=\"col\" class=\"number\">{}</th>", html_name(name));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    html += fmt::format("<tr><th scope=\"row\">{}</th>", html_name(grid.rows[row]));
    for (HeatCell const& cell : grid.cells[row]) {
      html += fmt::format("<td class=\"number\">{}</td>", escape_html(cell.value));
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div></details>\n";
}

} // namespace equivarify::codegen
