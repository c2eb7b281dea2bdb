#include "equivarify/algebra/symmetries/assignment.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

double sum_of(std::vector<double> const& costs, std::vector<std::uint32_t> const& columns) {
  double sum = 0;
  for (std::size_t row = 0; row < columns.size(); ++row) {
    sum += costs[row * columns.size() + columns[row]];
  }
  return sum;
}

RC_GTEST_PROP(CheapestAssignment, IsTheBestOfAllPermutations, (std::uint64_t seed)) {
  std::mt19937_64 random{seed};
  auto const count = static_cast<std::uint32_t>(1 + random() % 6);
  std::vector<double> costs(std::size_t{count} * count);
  for (double& cost : costs) { // whole numbers, so that many are equal
    cost = static_cast<double>(random() % 9) - 4;
  }
  std::vector<std::uint32_t> columns(count);
  std::iota(columns.begin(), columns.end(), 0U);
  double best = std::numeric_limits<double>::infinity();
  do {
    best = std::min(best, sum_of(costs, columns));
  } while (std::next_permutation(columns.begin(), columns.end()));
  std::vector<std::uint32_t> found = cheapest_assignment(costs, count);
  RC_ASSERT(sum_of(costs, found) == best);
  std::sort(found.begin(), found.end());
  std::iota(columns.begin(), columns.end(), 0U);
  RC_ASSERT(found == columns);
}

// Who takes the cheapest pair first, at 0, pays 100 for the rest.
TEST(CheapestAssignment, IsNotGreedy) {
  EXPECT_EQ(cheapest_assignment({0, 1, 1, 100}, 2), (std::vector<std::uint32_t>{1, 0}));
  EXPECT_TRUE(cheapest_assignment({}, 0).empty());
}

TEST(CheapestAssignment, RefusesCostsThatAreNone) {
  support::expect_error<AlgebraError>(
      [] {
        (void)cheapest_assignment({1, 2, 3}, 2);
      },
      "3 costs for 2 rows, expected a finite one for each pair");
  support::expect_error<AlgebraError>([] { (void)cheapest_assignment({std::nan("")}, 1); },
                                      "1 costs for 1 rows, expected a finite one for each pair");
}

} // namespace
} // namespace equivarify::algebra::symmetries
