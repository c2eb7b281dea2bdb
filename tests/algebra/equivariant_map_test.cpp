#include "equivarify/algebra/equivariant_map.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

TEST(EquivariantMap, IsRefusedNamingGAndX) {
  GSet const c2 = GSet::regular(cyclic(2));
  expect_error<AlgebraError>(
      [&] {
        return EquivariantMap::from_images(c2, c2, {Point{0}, Point{0}});
      },
      "not equivariant: f(g x) = 0, but g f(x) = 1 for g = r, x = 0");
}

TEST(EquivariantMaps, ListsExactlyTheEquivariantMaps) {
  Group const s3 = symmetric(3);
  GSet const x =
      GSet::disjoint_union(GSet::regular(s3), GSet::from_generators(s3, 3, {{1, 0, 2}, {1, 2, 0}}));
  EquivariantMaps const maps{x, x};
  // The regular orbit goes to any of 9 points; a point with stabilizer C2 only to the one point
  // that C2 fixes.
  EXPECT_EQ(maps.size(), 9);
  for (int i = 0; i < 9; ++i) {
    EquivariantMap const map = maps.at(i);
    EXPECT_EQ(EquivariantMap::from_images(x, x, map.images()), map);
    for (int j = 0; j < i; ++j) {
      EXPECT_NE(maps.at(j), map);
    }
  }
  expect_error<AlgebraError>([&] { return maps.at(9); }, "there are 9 equivariant maps, none at 9");
}

TEST(EquivariantMap, Composes) {
  GSet const c4 = GSet::regular(cyclic(4));
  EquivariantMaps const maps{c4, c4};
  EXPECT_EQ(maps.at(1).then(maps.at(3)), maps.at(0));
  EXPECT_TRUE(maps.at(2).is_injective());
  EXPECT_TRUE(maps.at(2).is_surjective());
}

} // namespace
} // namespace equivarify::algebra
