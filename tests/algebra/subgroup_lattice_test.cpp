#include "equivarify/algebra/subgroup_lattice.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace equivarify::algebra {
namespace {

TEST(SubgroupLattice, HasTheKnownCounts) {
  EXPECT_EQ(all_subgroups(dihedral(4)).size(), 10U);
  EXPECT_EQ(subgroup_classes(dihedral(4)).size(), 8U);
  EXPECT_EQ(all_subgroups(symmetric(4)).size(), 30U);
  EXPECT_EQ(subgroup_classes(symmetric(4)).size(), 11U);
  EXPECT_EQ(all_subgroups(alternating(5)).size(), 59U);
  EXPECT_EQ(subgroup_classes(alternating(5)).size(), 9U);
  EXPECT_EQ(all_subgroups(symmetric(5)).size(), 156U);
  EXPECT_EQ(subgroup_classes(symmetric(5)).size(), 19U);
  EXPECT_EQ(all_subgroups(elementary_abelian(2, 4)).size(), 67U);
}

TEST(SubgroupLattice, NormalSubgroupsAreTheClassesOfOneMember) {
  for (Group const& group : small_groups()) {
    std::size_t singles = 0;
    for (SubgroupClass const& subgroup_class : subgroup_classes(group)) {
      singles += subgroup_class.members.size() == 1 ? 1U : 0U;
      EXPECT_EQ(subgroup_class.representative.is_normal(), subgroup_class.members.size() == 1);
    }
    EXPECT_EQ(normal_subgroups(group).size(), singles) << group.name();
  }
}

TEST(SubgroupLattice, EveryPairOfElementsGeneratesAListedSubgroup) {
  for (Group const& group : small_groups()) {
    std::vector<Subgroup> const all = all_subgroups(group);
    for (Element const g : group.elements()) {
      for (Element const h : group.elements()) {
        Subgroup const wanted = Subgroup::generated_by(group, {g, h});
        EXPECT_NE(std::find(all.begin(), all.end(), wanted), all.end()) << group.name();
      }
    }
  }
}

} // namespace
} // namespace equivarify::algebra
