/// \file
/// Who goes with whom at the least cost.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_ASSIGNMENT_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_ASSIGNMENT_HPP

#include <cstdint>
#include <vector>

namespace equivarify::algebra::symmetries {

/// For each of \p count rows its column, each column once, so that the sum of \p costs (a matrix,
/// row by row) is the least: shortest augmenting paths, a row after the other [Jonker and
/// Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment
/// problems]. Equal arguments give equal results.
///
/// Cost: O(count^3).
///
/// \throws AlgebraError if there are not count^2 costs, or one is no finite number.
[[nodiscard]] std::vector<std::uint32_t> cheapest_assignment(std::vector<double> const& costs,
                                                             std::uint32_t count);

} // namespace equivarify::algebra::symmetries

#endif
