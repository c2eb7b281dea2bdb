#include "equivarify/codegen/report/counts_view.hpp"

#include "equivarify/codegen/report/heat_grid.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace equivarify::codegen {
namespace {

using Counts = std::vector<std::vector<double>>;

/// A number of pictures; with a fraction only where a picture counts in part.
std::string pictures(double count) {
  return count == std::floor(count) ? grouped(static_cast<std::size_t>(count))
                                    : fmt::format("{:.2f}", count);
}

/// The counts with each row shaded by its shares.
HeatGrid to_grid(Counts const& counts, GridLabels const& labels) {
  HeatGrid grid{.name = labels.name,
                .rows = labels.rows,
                .columns = labels.columns,
                .cells = {},
                .numbers = true};
  for (std::vector<double> const& row : counts) {
    double const all = std::accumulate(row.begin(), row.end(), 0.0);
    std::vector<HeatCell>& cells = grid.cells.emplace_back();
    for (double const count : row) {
      cells.push_back({all > 0.0 ? shade_of(count / all) : 0.0, pictures(count)});
    }
  }
  return grid;
}

/// One entry of a table of counts that is no right answer.
struct Confusion {
  std::size_t row = 0;
  std::size_t column = 0;
  double count = 0.0;
};

using IsError = std::function<bool(std::size_t row, std::size_t column)>;

/// For tables too large to draw: the most frequent entries that \p is_error(row, column).
std::string frequent(Counts const& counts, GridLabels const& labels, IsError const& is_error) {
  std::vector<Confusion> all;
  for (std::size_t row = 0; row < counts.size(); ++row) {
    for (std::size_t column = 0; column < counts[row].size(); ++column) {
      if (is_error(row, column) && counts[row][column] > 0.0) {
        all.push_back({row, column, counts[row][column]});
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](Confusion const& one, Confusion const& other) {
    return one.count > other.count;
  });
  all.resize(std::min<std::size_t>(all.size(), 20));
  std::vector<std::vector<std::string>> rows;
  for (Confusion const& entry : all) {
    rows.push_back({html_name(labels.rows[entry.row]),
                    html_name(labels.columns[entry.column]),
                    pictures(entry.count)});
  }
  return html_table(
      {{.heading = "shown"}, {.heading = "answered"}, {.heading = "pictures", .numeric = true}},
      rows);
}

} // namespace

std::string counts_html(Counts const& counts, GridLabels const& labels, IsError const& is_error) {
  if (!is_drawable(labels.rows.size(), labels.columns.size())) {
    return frequent(counts, labels, is_error);
  }
  HeatGrid const grid = to_grid(counts, labels);
  return heat_grid_svg(grid) + heat_grid_table(grid);
}

} // namespace equivarify::codegen
