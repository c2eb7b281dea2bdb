#include "equivarify/algebra/table_of_marks.hpp"

#include "equivarify/algebra/action_structure.hpp"
#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/gset_isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

namespace equivarify::algebra {
namespace {

TEST(TableOfMarks, MarksAreFixedPointsOfCosetSpaces) {
  for (Group const& group : small_groups()) {
    TableOfMarks const table{group};
    for (std::size_t i = 0; i < table.classes().size(); ++i) {
      GSet const x = GSet::coset_space(table.classes()[i].representative);
      for (std::size_t j = 0; j < table.classes().size(); ++j) {
        EXPECT_EQ(table.marks()[i][j], fixed_points(x, table.classes()[j].representative).size());
      }
    }
  }
}

TEST(TableOfMarks, DecomposesGSets) {
  Group const d4 = dihedral(4);
  GSet const corners = natural_action(d4);
  EXPECT_TRUE(is_isomorphic(corners, GSet::coset_space(stabilizer(corners, Point{2}))));
  EXPECT_FALSE(is_isomorphic(corners, GSet::trivial(d4, 4)));
  EXPECT_TRUE(is_isomorphic(
      GSet::product(corners, GSet::regular(d4)),
      GSet::disjoint_union(GSet::disjoint_union(GSet::regular(d4), GSet::regular(d4)),
                           GSet::disjoint_union(GSet::regular(d4), GSet::regular(d4)))));
}

TEST(CountGProduct, AgreesWithListing) {
  for (Group const& group : small_groups()) {
    if (group.order() <= 9) {
      GSet const product = GSet::maps_into(GSet::regular(group), 2);
      EXPECT_EQ(total_orbits(count_g_product(group, 2)), orbits(product).size()) << group.name();
    }
  }
}

TEST(CountGProduct, IsNoMatterOfSize) {
  Group const group = direct_product(octahedral(), cyclic(2));
  BigInteger points = 0;
  for (StabilizerCount const& count : count_g_product(group, 3)) {
    points += count.points;
  }
  EXPECT_EQ(points, boost::multiprecision::pow(BigInteger{3}, 48));
}

TEST(ActionStructure, PrimitivityAndRank) {
  EXPECT_TRUE(is_primitive(natural_action(symmetric(4))));
  EXPECT_FALSE(is_primitive(natural_action(dihedral(4))));
  EXPECT_TRUE(is_primitive(natural_action(dihedral(5))));
  EXPECT_EQ(rank(natural_action(dihedral(4))), 3U);
  EXPECT_EQ(rank(natural_action(symmetric(5))), 2U);
}

TEST(ActionStructure, BlocksAreNamedByTheirLeastPoints) {
  using Names = std::vector<std::uint32_t>;
  GSet const square = natural_action(dihedral(4));
  EXPECT_EQ(block_system(square, Point{3}, Point{1}), (Names{0, 1, 0, 1}));
  EXPECT_EQ(block_system(square, Point{2}, Point{3}), (Names{0, 0, 0, 0}));
  GSet const turns = GSet::regular(cyclic(6));
  EXPECT_EQ(block_system(turns, Point{5}, Point{2}), (Names{0, 1, 2, 0, 1, 2}));
  EXPECT_EQ(block_system(turns, Point{4}, Point{4}), (Names{0, 1, 2, 3, 4, 5}));
}

TEST(Coinduced, HasOneCopyForEachCoset) {
  // Z = {0, 1} exchanged by H = <s> in D4: Map_H(G, Z) has 2^4 points [partial symmetry].
  Group const d4 = dihedral(4);
  Inclusion const h = as_group(Subgroup::generated_by(d4, {d4.element_named("s")}));
  GSet const z = GSet::regular(h.group);
  EXPECT_EQ(coinduced(z, h.into).set.size(), 16U);
  EXPECT_EQ(induced(z, h.into).size(), 8U);
  EXPECT_TRUE(is_isomorphic(induced(z, h.into), GSet::regular(d4)));
}

TEST(Coinduced, FromTheTrivialSubgroupIsTheGProduct) {
  Group const s3 = symmetric(3);
  Inclusion const one = as_group(Subgroup::trivial(s3));
  EXPECT_EQ(coinduced(GSet::trivial(one.group, 2), one.into).set, g_product(s3, 2).set);
}

} // namespace
} // namespace equivarify::algebra
