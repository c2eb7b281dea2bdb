/// \file
/// Statistics of coordinates and of pairs of them, as a coloured graph whose weights have signs.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_STATISTIC_GRAPH_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_STATISTIC_GRAPH_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra::symmetries {

/// A statistic and its standard error.
struct Estimate {
  double value = 0;
  double error = 0;
};

/// A vertex of the graph: an entry of the input, of the output, or a label.
struct Coordinate {
  std::uint32_t kind = 0; ///< only coordinates of one kind are exchanged
  bool may_negate = true; ///< whether a symmetry may change its sign
  bool stays = false;     ///< nothing is to be seen of it, so it is left in place
};

/// A statistic of each pair: that of (i, j) is multiplied by the sign of i where `row_odd`, and by
/// that of j where `column_odd`.
struct PairTable {
  bool row_odd = false;
  bool column_odd = false;
  std::vector<Estimate> entries{}; ///< row by row
};

/// What a symmetry takes a coordinate from: another one, perhaps negated.
struct SignedPlace {
  std::uint32_t place = 0;
  bool negated = false;

  friend bool operator==(SignedPlace const&, SignedPlace const&) = default;
};

/// A graph on coordinates; an immutable value.
class StatisticGraph {
public:
  /// \p means holds an odd statistic of each coordinate. Two statistics count as equal if they
  /// differ by at most \p slack times the largest of their table, and so many standard errors that
  /// among all pairs there is hardly one whose equal statistics are further apart.
  ///
  /// \throws AlgebraError if a table has another size, or \p slack is no number from 0.
  StatisticGraph(std::vector<Coordinate> coordinates,
                 std::vector<Estimate> means,
                 std::vector<PairTable> pairs,
                 double slack);

  [[nodiscard]] std::vector<Coordinate> const& coordinates() const noexcept { return coordinates_; }

  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(coordinates_.size());
  }

  /// Whether a symmetry may take coordinate \p i from \p from, by what is known of these two alone.
  [[nodiscard]] bool admits(std::uint32_t i, SignedPlace from) const;

  /// Whether it may do so while it takes \p j from \p other, by the statistics of both pairs.
  [[nodiscard]] bool
  admits(std::uint32_t i, SignedPlace from, std::uint32_t j, SignedPlace other) const;

  /// How far apart these statistics are, squared and in units of what is allowed.
  [[nodiscard]] double
  misfit(std::uint32_t i, SignedPlace from, std::uint32_t j, SignedPlace other) const;

private:
  /// Whether \p a and \p b, or its negative, count as equal: apart() is at most 1.
  [[nodiscard]] bool agree(Estimate const& a, Estimate const& b, bool negated, double floor) const;

  [[nodiscard]] double
  apart(Estimate const& a, Estimate const& b, bool negated, double floor) const;

  std::vector<Coordinate> coordinates_;
  std::vector<Estimate> means_;
  std::vector<PairTable> pairs_;
  double mean_floor_ = 0;
  std::vector<double> floors_;
  double deviations_ = 0;
};

} // namespace equivarify::algebra::symmetries

#endif
