#include "equivarify/algebra/orbit.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <gtest/gtest.h>

namespace equivarify::algebra {
namespace {

TEST(Orbit, SizesAreIndicesOfStabilizers) {
  for (Group const& group : small_groups()) {
    for (SubgroupClass const& subgroup_class : subgroup_classes(group)) {
      GSet const x = GSet::coset_space(subgroup_class.representative);
      EXPECT_TRUE(is_transitive(x));
      EXPECT_EQ(stabilizer(x, Point{0}), subgroup_class.representative);
      EXPECT_EQ(kernel(x).order() == 1, is_faithful(x));
      EXPECT_TRUE(kernel(x).is_normal());
    }
  }
}

TEST(Orbit, BurnsideCountsOrbits) {
  Group const d4 = dihedral(4);
  GSet const corners = GSet::coset_space(Subgroup::generated_by(d4, {d4.element_named("s")}));
  GSet const colourings = GSet::maps_into(corners, 2);
  EXPECT_EQ(orbits(colourings).size(), 6U);
  EXPECT_EQ(burnside_count(colourings), 6U);
}

TEST(Orbit, TransversalTakesTheFirstPointEverywhere) {
  Group const s4 = symmetric(4);
  GSet const x = GSet::coset_space(Subgroup::generated_by(s4, {s4.element_named("(0 1 2)")}));
  Orbit const orbit = orbit_of(x, Point{3});
  std::vector<Element> const transversal = orbit_transversal(x, Point{3});
  ASSERT_EQ(orbit.size(), transversal.size());
  for (std::size_t i = 0; i < orbit.size(); ++i) {
    EXPECT_EQ(x.act(transversal[i], Point{3}), orbit[i]);
  }
}

TEST(Orbit, FreeAndFaithfulDiffer) {
  EXPECT_TRUE(is_free(GSet::regular(cyclic(4))));
  Group const s3 = symmetric(3);
  GSet const points = GSet::from_generators(s3, 3, {{1, 0, 2}, {1, 2, 0}});
  EXPECT_FALSE(is_free(points));
  EXPECT_TRUE(is_faithful(points));
  EXPECT_EQ(fixed_points(points, stabilizer(points, Point{0})), std::vector<Point>{Point{0}});
}

} // namespace
} // namespace equivarify::algebra
