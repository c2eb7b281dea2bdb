#include "equivarify/algebra/symmetries/multiple_testing.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace equivarify::algebra::symmetries {
namespace {

// Each by the number of those that are no smaller, but never below an earlier one.
TEST(Holm, CorrectsByTheNumberOfThoseThatAreLeft) {
  std::vector<double> const corrected = holm({0.01, 0.04, 0.03});
  EXPECT_DOUBLE_EQ(corrected[0], 0.03);
  EXPECT_DOUBLE_EQ(corrected[1], 0.06);
  EXPECT_DOUBLE_EQ(corrected[2], 0.06);
  EXPECT_EQ(holm({0.9, 0.8}), (std::vector<double>{1, 1}));
  EXPECT_TRUE(holm({}).empty());
}

// Without failures the bound solves (1 - share)^trials = level, about 3 / trials for 0.05.
TEST(ShareBound, IsTheRuleOfThreeWithoutFailures) {
  EXPECT_NEAR(share_bound(0, 1000, 0.05), 1 - std::pow(0.05, 1e-3), 1e-12);
  EXPECT_NEAR(share_bound(0, 1000, 0.05), 3.0 / 1000, 1e-5);
  EXPECT_EQ(share_bound(10, 10, 0.05), 1);
}

// With that share, so few failures have exactly the chance of the level.
TEST(ShareBound, IsWhereSoFewFailuresHaveTheChanceOfTheLevel) {
  for (std::size_t const failures : {0U, 1U, 5U, 50U}) {
    double const bound = share_bound(failures, 200, 0.01);
    EXPECT_NEAR(chance_of_so_few(failures, 200, bound), 0.01, 1e-9) << failures;
    EXPECT_GT(bound, static_cast<double>(failures) / 200);
  }
}

TEST(ChanceOfSoFew, IsThatOfTheBinomialDistribution) {
  EXPECT_NEAR(chance_of_so_few(1, 3, 0.5), 0.5, 1e-12);
  EXPECT_NEAR(chance_of_so_few(0, 3, 0.1), 0.729, 1e-12);
}

} // namespace
} // namespace equivarify::algebra::symmetries
