#include "equivarify/algebra/equivariant_maps.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

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

TEST(EquivariantMaps, AreListedLazily) {
  GSet const many = GSet::trivial(cyclic(1), 30);
  EquivariantMaps const maps{many, many};
  EXPECT_EQ(maps.size(), boost::multiprecision::pow(BigInteger{30}, 30));
  int index = 0;
  for (EquivariantMap const map : maps) {
    EXPECT_EQ(map, maps.at(index));
    if (++index == 40) {
      break;
    }
  }
  GSet const c3 = GSet::regular(cyclic(3));
  EquivariantMaps const few{c3, c3};
  EXPECT_EQ(std::distance(few.begin(), few.end()), 3);
}

TEST(EquivariantMaps, AreDrawnUniformly) {
  GSet const c3 = GSet::regular(cyclic(3));
  GSet const two = GSet::disjoint_union(c3, c3);
  EquivariantMaps const maps{two, c3}; // 9 of them
  std::map<std::vector<Point>, int> count;
  std::mt19937_64 random{7};
  for (int i = 0; i < 9'000; ++i) {
    EquivariantMap const map = maps.sample(random);
    EXPECT_EQ(EquivariantMap::from_images(two, c3, map.images()), map);
    ++count[map.images()];
  }
  EXPECT_EQ(count.size(), 9U);
  for (auto const& [images, times] : count) {
    EXPECT_NEAR(times, 1'000, 150); // five standard deviations
  }
}

TEST(EquivariantMaps, CannotBeDrawnWhereThereIsNone) {
  Group const c2 = cyclic(2);
  std::mt19937_64 random{1};
  EquivariantMaps const none{GSet::trivial(c2, 1), GSet::regular(c2)};
  EXPECT_EQ(none.size(), 0);
  EXPECT_EQ(none.begin(), none.end());
  expect_error<AlgebraError>(
      [&] { return none.sample(random); },
      "there is no equivariant map to draw: some point has a stabilizer that "
      "fixes no point of the codomain");
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
