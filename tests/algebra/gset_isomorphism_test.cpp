#include "equivarify/algebra/gset_isomorphism.hpp"

#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <gtest/gtest.h>

namespace equivarify::algebra {
namespace {

TEST(TransitivePieces, AreOrbitsWithTheirStabilizers) {
  Group const d4 = dihedral(4);
  GSet const set = GSet::disjoint_union(natural_action(d4), GSet::regular(d4));
  std::vector<TransitivePiece> const pieces = transitive_pieces(set);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].points.size(), 4U);
  EXPECT_EQ(pieces[0].stabilizer.order(), 2U);
  EXPECT_EQ(pieces[1].points.size(), 8U);
  EXPECT_EQ(pieces[1].stabilizer.order(), 1U);
}

TEST(OrbitMap, TakesCosetsToTheOrbit) {
  Group const s4 = symmetric(4);
  GSet const points = natural_action(s4);
  EquivariantMap const map = orbit_map(points, Point{2});
  EXPECT_EQ(map(Point{0}), Point{2});
  EXPECT_TRUE(map.is_injective());
  EXPECT_TRUE(map.is_surjective());
}

TEST(FindIsomorphism, GivesTheMapOrNothing) {
  Group const d4 = dihedral(4);
  GSet const corners = natural_action(d4);
  GSet const edges = GSet::coset_space(Subgroup::generated_by(d4, {d4.element_named("r s")}));
  // Both are faithful and have 4 points, but no reflection of one kind fixes points of the other.
  EXPECT_TRUE(is_faithful(corners) && is_faithful(edges));
  GSet const one = GSet::coset_space(stabilizer(corners, Point{1}));
  EXPECT_NE(is_isomorphic(corners, edges),
            is_isomorphic(corners,
                          GSet::coset_space(Subgroup::generated_by(d4, {d4.element_named("s")}))));
  auto const map =
      find_isomorphism(GSet::disjoint_union(one, edges), GSet::disjoint_union(edges, corners));
  ASSERT_TRUE(map.has_value());
  EXPECT_TRUE(map->is_injective());
  EXPECT_FALSE(
      find_isomorphism(GSet::disjoint_union(one, one), GSet::disjoint_union(edges, corners)));
  EXPECT_FALSE(find_isomorphism(corners, GSet::trivial(d4, 4)));
  EXPECT_FALSE(find_isomorphism(corners, GSet::trivial(cyclic(8), 4)));
}

} // namespace
} // namespace equivarify::algebra
