#include "equivarify/algebra/symmetries/assignment.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace equivarify::algebra::symmetries {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// A shortest path that is looked for from a row that has no column yet: over columns, each back
/// to its own row.
struct Path {
  std::vector<double> lengths;
  std::vector<std::uint32_t> before; ///< the row from which each column is reached
  std::vector<bool> settled;         ///< columns

  explicit Path(std::uint32_t count)
      : lengths(count, std::numeric_limits<double>::infinity()), before(count, nobody),
        settled(count) {}

  [[nodiscard]] std::uint32_t nearest_open() const {
    std::uint32_t best = nobody;
    for (std::uint32_t column = 0; column < lengths.size(); ++column) {
      if (!settled[column] && (best == nobody || lengths[column] < lengths[best])) {
        best = column;
      }
    }
    return best;
  }
};

class Assignment {
public:
  Assignment(std::vector<double> const& costs, std::uint32_t count)
      : costs_{costs}, count_{count}, row_prices_(count), column_prices_(count),
        rows_(count, nobody), columns_(count, nobody) {}

  std::vector<std::uint32_t> run() {
    for (std::uint32_t row = 0; row < count_; ++row) {
      add(row);
    }
    return columns_;
  }

private:
  /// Costs less prices: at least 0, and 0 for who goes together.
  [[nodiscard]] double reduced(std::uint32_t row, std::uint32_t column) const {
    return costs_[std::size_t{row} * count_ + column] - row_prices_[row] - column_prices_[column];
  }

  void add(std::uint32_t first) {
    Path path{count_};
    std::uint32_t row = first;
    double length = 0;
    std::uint32_t last = nobody;
    while (row != nobody) {
      for (std::uint32_t column = 0; column < count_; ++column) {
        double const through = length + reduced(row, column);
        if (!path.settled[column] && through < path.lengths[column]) {
          path.lengths[column] = through;
          path.before[column] = row;
        }
      }
      last = path.nearest_open();
      path.settled[last] = true;
      length = path.lengths[last];
      row = rows_[last];
    }
    set_prices(path, first, length);
    turn(path, first, last);
  }

  void set_prices(Path const& path, std::uint32_t first, double length) {
    row_prices_[first] += length;
    for (std::uint32_t column = 0; column < count_; ++column) {
      if (path.settled[column]) {
        double const slack = length - path.lengths[column];
        column_prices_[column] -= slack;
        if (rows_[column] != nobody) {
          row_prices_[rows_[column]] += slack;
        }
      }
    }
  }

  /// Each row of the path takes the column that it reached, from the end.
  void turn(Path const& path, std::uint32_t first, std::uint32_t last) {
    std::uint32_t column = last;
    std::uint32_t row = nobody;
    while (row != first) {
      row = path.before[column];
      rows_[column] = row;
      std::swap(columns_[row], column);
    }
  }

  std::vector<double> const& costs_;
  std::uint32_t count_;
  std::vector<double> row_prices_;
  std::vector<double> column_prices_;
  std::vector<std::uint32_t> rows_;    ///< of each column
  std::vector<std::uint32_t> columns_; ///< of each row
};

} // namespace

std::vector<std::uint32_t> cheapest_assignment(std::vector<double> const& costs,
                                               std::uint32_t count) {
  bool const finite =
      std::all_of(costs.begin(), costs.end(), [](double cost) { return std::isfinite(cost); });
  if (costs.size() != std::size_t{count} * count || !finite) {
    throw AlgebraError(fmt::format(
        "{} costs for {} rows, expected a finite one for each pair", costs.size(), count));
  }
  return Assignment{costs, count}.run();
}

} // namespace equivarify::algebra::symmetries
