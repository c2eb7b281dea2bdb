/// \file
/// Moments of samples as a graph.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_STATISTICS_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_STATISTICS_HPP

#include "equivarify/algebra/symmetries/samples.hpp"
#include "equivarify/algebra/symmetries/statistic_graph.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::algebra::symmetries {

/// What is known before any sample is seen.
struct StatisticsOptions {
  /// So many columns at the start were drawn independently of one another, so that statistics of
  /// two of them would be noise, and are taken as 0.
  std::size_t independent = 0;
  double slack = 0; ///< see StatisticGraph
};

/// The means of \p samples, and for each pair the central moments E[d_i d_j], E[d_i^2 d_j] and
/// E[d_i^2 d_j^2], each with its standard error. A coordinate that is constant, or differs from its
/// mean in too few samples to judge, stays: fewer than 20 that count, or an eighth where there are
/// fewer than 160.
///
/// Cost: O(rows width^2).
///
/// \throws AlgebraError for fewer than 2 rows, or another number of coordinates than the width.
[[nodiscard]] StatisticGraph statistics_of(Samples const& samples,
                                           std::vector<Coordinate> coordinates,
                                           StatisticsOptions const& options = {});

} // namespace equivarify::algebra::symmetries

#endif
