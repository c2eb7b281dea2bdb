#include "equivarify/algebra/equivarifications/minimal.hpp"

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/equivarifications/decision.hpp"
#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

#include <set>

#include "explore/small_candidates.hpp"

namespace equivarify::algebra {
namespace {

/// The points of Z^{xG} that some conjugate of a subgroup of \p inputs fixes, one by one.
std::size_t count_by_listing(InputClass const& inputs, std::uint32_t labels) {
  LabelledSet const product = g_product(inputs.subgroups.front().group(), labels);
  std::set<Point> points;
  for (Subgroup const& h : inputs.subgroups) {
    for (Subgroup const& conjugate : conjugates(h)) {
      for (std::uint32_t const x : SchreierGraph::of(product.set).fixed_points(conjugate)) {
        points.insert(Point{x});
      }
    }
  }
  return points.size();
}

InputClass corners() {
  Group const d4 = dihedral(4);
  return inputs_like(SchreierGraph::from_generators(d4, 4, d4.natural_images()));
}

TEST(Minimal, TheCornersOfASquareNeed28Points) {
  MinimalSet const minimal = minimal_equivarification(corners(), 2);
  EXPECT_EQ(minimal.points, 28);
  EXPECT_EQ(minimal.points_of_product, 256);
  EXPECT_EQ(minimal.points_of_quotient, 256);
  EXPECT_EQ(minimal.kernel.order(), 1U);
}

TEST(Minimal, AgreesWithListing) {
  for (Group const& group : small_groups()) {
    if (group.order() > 8) {
      break;
    }
    std::vector<SubgroupClass> const classes = subgroup_classes(group);
    for (SubgroupClass const& a : classes) {
      for (SubgroupClass const& b : classes) {
        InputClass const inputs = inputs_with_stabilizers({a.representative, b.representative});
        MinimalSet const minimal = minimal_equivarification(inputs, 2);
        EXPECT_EQ(minimal.points, count_by_listing(inputs, 2)) << group.name();
        EXPECT_EQ(minimal.points, least_points(inputs, 2));
      }
    }
  }
}

TEST(Minimal, EachOrbitIsForced) {
  // Without it, the map named with it has no lift.
  std::vector<ForcedOrbit> const forced = forced_orbits(minimal_equivarification(corners(), 2), 2);
  for (std::size_t skipped = 0; skipped < forced.size(); ++skipped) {
    std::vector<CosetMap> orbits;
    for (std::size_t i = 0; i < forced.size(); ++i) {
      if (i != skipped) {
        orbits.push_back(forced[i].orbit);
      }
    }
    Candidate const candidate = assemble(dihedral(4), 2, orbits);
    LabelledSet const w{
        GSet::from_generators(dihedral(4), candidate.set.size(), candidate.set.images()),
        2,
        candidate.projection};
    CosetMap const& input = forced[skipped].input;
    EXPECT_FALSE(lifts(w, GSet::coset_space(input.subgroup), input.labels));
    EXPECT_TRUE(forced[skipped].orbit.subgroup.contains(input.subgroup));
  }
}

TEST(Minimal, IsTheProductAbsolutelyAndTheQuotientForAKernel) {
  Group const q8 = dicyclic(2);
  EXPECT_EQ(minimal_equivarification(all_inputs(q8), 3).points, 6'561);
  Subgroup const centre = Subgroup::generated_by(q8, {q8.element_named("a^2")});
  MinimalSet const minimal = minimal_equivarification(inputs_fixed_by(centre), 3);
  EXPECT_EQ(minimal.points, 81);
  EXPECT_EQ(minimal.points_of_quotient, 81);
  EXPECT_EQ(minimal.kernel, centre);
}

TEST(Minimal, CountsWhatNobodyCouldList) {
  Group const group = direct_product(octahedral(), cyclic(2));
  MinimalSet const minimal = minimal_equivarification(free_inputs(group), 10);
  EXPECT_EQ(minimal.points, boost::multiprecision::pow(BigInteger{10}, 48));
  EXPECT_THROW(static_cast<void>(forced_orbits(minimal, 10)), LimitError);
  // 2^3000: the subgroups are not listed, and need not be.
  EXPECT_EQ(least_points(free_inputs(cyclic(3'000)), 2),
            boost::multiprecision::pow(BigInteger{2}, 3'000));
}

TEST(Minimal, RefusesAnEmptyClass) {
  EXPECT_THROW(static_cast<void>(minimal_equivarification({}, 2)), AlgebraError);
}

} // namespace
} // namespace equivarify::algebra
