#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>

#include <set>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::signed_permutation;

TEST(Samples, RefusesWhatIsNoFiniteNumberWithItsPlace) {
  support::expect_error<AlgebraError>(
      [] {
        (void)Samples{2, {1, 2, 3, std::nan("")}};
      },
      "row 1, entry 1 is nan, expected a finite number");
  support::expect_error<AlgebraError>(
      [] {
        (void)Samples{2, {1, 2, 3}};
      },
      "3 numbers are no rows of 2 numbers each");
}

TEST(MoveRow, TakesEachEntryFromItsPlaceWithItsSign) {
  std::vector<double> const x{1, 2, 3};
  std::vector<double> moved(3);
  move_row(signed_permutation({2, 0, 1}, {1, -1, 1}), x, moved);
  EXPECT_EQ(moved, (std::vector<double>{3, -1, 2}));
}

// A sign that two exchanged entries do not share doubles the order.
TEST(OrderOf, CountsSigns) {
  EXPECT_EQ(order_of(signed_permutation({1, 0}, {1, 1})), 2);
  EXPECT_EQ(order_of(signed_permutation({1, 0}, {1, -1})), 4);
  EXPECT_EQ(order_of(signed_permutation({0, 1}, {1, -1})), 2);
}

TEST(OnSignedPlaces, TakesAPlaceToWhereItsEntryGoes) {
  // The new entry 0 is minus the old entry 1.
  Permutation const p = on_signed_places(signed_permutation({1, 0}, {-1, 1}));
  EXPECT_EQ(p(1), 2);
  EXPECT_EQ(p(3), 0);
  EXPECT_EQ(p(0), 1);
}

TEST(SplitRows, GivesHalvesWithoutACommonRow) {
  auto const [searched, tested] = split_rows(101, 7);
  EXPECT_EQ(searched.size(), 50);
  std::set<std::size_t> all(searched.begin(), searched.end());
  all.insert(tested.begin(), tested.end());
  EXPECT_EQ(all.size(), 101);
  EXPECT_EQ(split_rows(101, 7), split_rows(101, 7));
  EXPECT_NE(split_rows(101, 7), split_rows(101, 8));
}

} // namespace
} // namespace equivarify::algebra::symmetries
