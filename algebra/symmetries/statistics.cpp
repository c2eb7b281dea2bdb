#include "equivarify/algebra/symmetries/statistics.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace equivarify::algebra::symmetries {

namespace {

/// Fewer samples than these, each counted as much as it weighs in the variance, say nothing.
constexpr double enough_that_count = 20;
/// Of a few samples a smaller share must do: of Gaussian ones a third counts, of Laplace's a sixth.
constexpr double share_that_counts = 0.125;

double fewest_that_count(double rows) {
  return std::min(enough_that_count, share_that_counts * rows);
}

/// A variance below this times the square of the mean is rounding.
constexpr double rounded_variance = 1e-24;

std::vector<double> means_of(Samples const& samples) {
  std::vector<double> means(samples.width());
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    auto const row = samples.row(r);
    for (std::size_t i = 0; i < means.size(); ++i) {
      means[i] += row[i] / static_cast<double>(samples.rows());
    }
  }
  return means;
}

/// The sums of u and u^2 for a product u of each pair.
struct Sums {
  std::vector<double> first;
  std::vector<double> second;

  explicit Sums(std::size_t pairs) : first(pairs), second(pairs) {}

  void add(std::size_t pair, double u) {
    first[pair] += u;
    second[pair] += u * u;
  }

  [[nodiscard]] Estimate estimate(std::size_t pair, double rows) const {
    double const mean = first[pair] / rows;
    double const variance = std::max(0.0, second[pair] / rows - mean * mean);
    return {mean, std::sqrt(variance / rows)};
  }
};

/// The three moments of all pairs.
struct Moments {
  Sums covariance;
  Sums square_first;
  Sums squares;

  explicit Moments(std::size_t pairs) : covariance(pairs), square_first(pairs), squares(pairs) {}

  void add(std::vector<double> const& d) {
    std::size_t const n = d.size();
    for (std::size_t i = 0; i < n; ++i) {
      double const square = d[i] * d[i];
      for (std::size_t j = 0; j < n; ++j) {
        covariance.add(i * n + j, d[i] * d[j]);
        square_first.add(i * n + j, square * d[j]);
        squares.add(i * n + j, square * d[j] * d[j]);
      }
    }
  }
};

Moments moments_of(Samples const& samples, std::vector<double> const& means) {
  std::size_t const n = samples.width();
  Moments moments{n * n};
  std::vector<double> d(n);
  for (std::size_t r = 0; r < samples.rows(); ++r) {
    auto const row = samples.row(r);
    for (std::size_t i = 0; i < n; ++i) {
      d[i] = row[i] - means[i];
    }
    moments.add(d);
  }
  return moments;
}

PairTable table_of(Sums const& sums, double rows, std::size_t n, std::size_t independent) {
  PairTable table{.entries = std::vector<Estimate>(n * n)};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      bool const noise = i != j && i < independent && j < independent;
      table.entries[i * n + j] = noise ? Estimate{} : sums.estimate(i * n + j, rows);
    }
  }
  return table;
}

} // namespace

StatisticGraph statistics_of(Samples const& samples,
                             std::vector<Coordinate> coordinates,
                             StatisticsOptions const& options) {
  std::size_t const n = samples.width();
  if (coordinates.size() != n || samples.rows() < 2) {
    throw AlgebraError(fmt::format("statistics of {} rows of {} numbers, expected at least 2 rows, "
                                   "of {} numbers each",
                                   samples.rows(),
                                   n,
                                   coordinates.size()));
  }
  auto const rows = static_cast<double>(samples.rows());
  std::vector<double> const means = means_of(samples);
  Moments const moments = moments_of(samples, means);
  std::vector<Estimate> estimated;
  for (std::size_t i = 0; i < n; ++i) {
    double const square = moments.covariance.first[i * n + i];
    double const fourth = moments.squares.first[i * n + i];
    coordinates[i].stays = coordinates[i].stays ||
                           square <= rows * rounded_variance * means[i] * means[i] ||
                           square * square <= fewest_that_count(rows) * fourth;
    estimated.push_back({means[i], std::sqrt(square) / rows});
  }
  auto const table = [&](Sums const& sums, bool row_odd, bool column_odd) {
    PairTable result = table_of(sums, rows, n, options.independent);
    result.row_odd = row_odd;
    result.column_odd = column_odd;
    return result;
  };
  std::vector<PairTable> pairs{table(moments.covariance, true, true),
                               table(moments.square_first, false, true),
                               table(moments.squares, false, false)};
  return {std::move(coordinates), std::move(estimated), std::move(pairs), options.slack};
}

} // namespace equivarify::algebra::symmetries
