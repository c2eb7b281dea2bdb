#include "equivarify/algebra/symmetries/statistic_graph.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace equivarify::algebra::symmetries {

namespace {

/// The chance that any of all comparisons calls equal statistics different.
constexpr double chance_of_a_miss = 1e-3;

/// Rounding of a sum of products.
constexpr double rounding = 1e-12;

double largest_of(std::vector<Estimate> const& table) {
  double largest = 0;
  for (Estimate const& each : table) {
    largest = std::max(largest, std::abs(each.value));
  }
  return largest;
}

} // namespace

StatisticGraph::StatisticGraph(std::vector<Coordinate> coordinates,
                               std::vector<Estimate> means,
                               std::vector<PairTable> pairs,
                               double slack)
    : coordinates_{std::move(coordinates)}, means_{std::move(means)}, pairs_{std::move(pairs)} {
  std::size_t const n = coordinates_.size();
  if (means_.size() != n || !(slack >= 0)) {
    throw AlgebraError(
        fmt::format("{} means of {} coordinates, with the slack {}", means_.size(), n, slack));
  }
  mean_floor_ = (slack + rounding) * largest_of(means_);
  for (PairTable const& table : pairs_) {
    if (table.entries.size() != n * n) {
      throw AlgebraError(
          fmt::format("a table of {} pairs of {} coordinates", table.entries.size(), n));
    }
    floors_.push_back((slack + rounding) * largest_of(table.entries));
  }
  // The tail of the normal distribution beyond z is at most exp(-z^2 / 2) [Chernoff].
  auto const comparisons = static_cast<double>(n * n * std::max<std::size_t>(1, pairs_.size()));
  deviations_ = std::sqrt(2 * std::log(std::max(comparisons, 1.0) / chance_of_a_miss));
}

double
StatisticGraph::apart(Estimate const& a, Estimate const& b, bool negated, double floor) const {
  double const difference = std::abs(a.value - (negated ? -b.value : b.value));
  double const allowed = floor + deviations_ * std::hypot(a.error, b.error);
  if (allowed > 0) {
    return difference / allowed;
  }
  return difference > 0 ? std::numeric_limits<double>::infinity() : 0;
}

bool StatisticGraph::agree(Estimate const& a, Estimate const& b, bool negated, double floor) const {
  double const beyond = std::abs(a.value - (negated ? -b.value : b.value)) - floor;
  return beyond <= 0 ||
         beyond * beyond <= deviations_ * deviations_ * (a.error * a.error + b.error * b.error);
}

bool StatisticGraph::admits(std::uint32_t i, SignedPlace from) const {
  Coordinate const& here = coordinates_[i];
  Coordinate const& there = coordinates_[from.place];
  if (here.stays || there.stays) {
    return i == from.place && !from.negated;
  }
  return here.kind == there.kind && (!from.negated || (here.may_negate && there.may_negate)) &&
         agree(means_[i], means_[from.place], from.negated, mean_floor_) &&
         admits(i, from, i, from);
}

bool StatisticGraph::admits(std::uint32_t i,
                            SignedPlace from,
                            std::uint32_t j,
                            SignedPlace other) const {
  std::size_t const n = coordinates_.size();
  for (std::size_t t = 0; t < pairs_.size(); ++t) {
    PairTable const& table = pairs_[t];
    bool const one = (table.row_odd && from.negated) != (table.column_odd && other.negated);
    bool const two = (table.row_odd && other.negated) != (table.column_odd && from.negated);
    if (!agree(table.entries[i * n + j],
               table.entries[from.place * n + other.place],
               one,
               floors_[t]) ||
        !agree(table.entries[j * n + i],
               table.entries[other.place * n + from.place],
               two,
               floors_[t])) {
      return false;
    }
  }
  return true;
}

double StatisticGraph::misfit(std::uint32_t i,
                              SignedPlace from,
                              std::uint32_t j,
                              SignedPlace other) const {
  std::size_t const n = coordinates_.size();
  double sum = 0;
  for (std::size_t t = 0; t < pairs_.size(); ++t) {
    PairTable const& table = pairs_[t];
    bool const one = (table.row_odd && from.negated) != (table.column_odd && other.negated);
    double const off = apart(
        table.entries[i * n + j], table.entries[from.place * n + other.place], one, floors_[t]);
    sum += off * off;
  }
  return sum;
}

} // namespace equivarify::algebra::symmetries
