#include "equivarify/algebra/symmetries/matching.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "algebra/symmetries/planted.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::random_motion;
using support::signed_permutation;

RC_GTEST_PROP(MatchColumns, FindsTheMotionThatWasMade, (std::uint64_t seed)) {
  std::mt19937_64 random{seed};
  auto const width = static_cast<std::uint32_t>(2 + random() % 6);
  SignedPermutation const g = random_motion(width, true, random);
  Samples const rows{width, support::plain_rows(width, 30, seed)};
  std::vector<double> moved(rows.rows() * width);
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    move_row(g, rows.row(r), std::span{moved}.subspan(r * width, width));
  }
  RC_ASSERT(match_columns(rows, Samples{width, moved}, true) == g);
}

TEST(MatchColumns, NegatesNothingWhereItMayNot) {
  Samples const rows{2, {1, 0, 0, 1}};
  Samples const moved{2, {0, -1, -1, 0}};
  EXPECT_FALSE(match_columns(rows, moved, false).changes_signs());
  EXPECT_EQ(match_columns(rows, moved, true), signed_permutation({1, 0}, {-1, -1}));
}

TEST(MatchColumns, LeavesEqualColumnsInPlace) {
  Samples const rows{3, {1, 1, 1, 2, 2, 2}};
  EXPECT_EQ(match_columns(rows, rows, true), support::identity_motion(3));
}

// The nearest first would take 11 from 10, at 1, and leave 14 to 0, at 196: 197 together, where the
// others are 121 and 16.
TEST(MatchColumns, IsBestForAllColumnsTogether) {
  EXPECT_EQ(match_columns(Samples{2, {0, 10}}, Samples{2, {11, 14}}, false),
            support::identity_motion(2));
}

// y = (x0, x1, x2) under (x0, x1, x2) -> (x1, x2, x0): the labels move as the inputs do, not back.
TEST(MatchLabels, MovesLabelsAsTheInputsMove) {
  Samples const plain{3, support::plain_rows(3, 3000, 5)};
  SignedPermutation const g = signed_permutation({1, 2, 0}, {1, 1, 1});
  Samples const x = support::planted_samples(g, 3000, 5);
  std::vector<double> values;
  for (std::size_t r = 0; r < x.rows(); ++r) {
    auto const row = x.row(r);
    values.insert(values.end(), row.begin(), row.end());
    values.insert(values.end(), {row[0] * 2, row[1] * 2, row[2] * 2});
  }
  EXPECT_EQ(match_labels(Samples{6, values}, g, false), g);
}

} // namespace
} // namespace equivarify::algebra::symmetries
