#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

#include "explore/small_candidates.hpp"

namespace equivarify::algebra {
namespace {

TEST(SchreierGraph, AcceptsExactlyTheActions) {
  // Against GSet, which checks all pairs of elements: all pairs of permutations of three points.
  for (Group const& group : {symmetric(3), elementary_abelian(2, 2), dihedral(4)}) {
    std::vector<GSet> const actions = all_actions(group, 3);
    std::size_t accepted = 0;
    std::vector<std::uint32_t> first{0, 1, 2};
    do {
      std::vector<std::uint32_t> second{0, 1, 2};
      do {
        try {
          static_cast<void>(SchreierGraph::from_generators(group, 3, {first, second}));
          ++accepted;
        } catch (BrokenAction const& error) {
          EXPECT_NE(error.in_turn, error.at_once);
        }
      } while (std::next_permutation(second.begin(), second.end()));
    } while (std::next_permutation(first.begin(), first.end()));
    EXPECT_EQ(accepted, actions.size()) << group.name();
  }
}

TEST(SchreierGraph, ActsAsTheGSetDoes) {
  for (Group const& group : small_groups()) {
    if (group.order() > 8) {
      break;
    }
    for (Subgroup const& h : all_subgroups(group)) {
      GSet const set = GSet::coset_space(h);
      SchreierGraph const graph = SchreierGraph::coset_space(h);
      for (Element const g : group.elements()) {
        for (Point const x : set.points()) {
          ASSERT_EQ(graph.act(g, x), set.act(g, x));
        }
      }
      EXPECT_EQ(graph.stabilizer(Point{0}), h);
      for (Subgroup const& k : all_subgroups(group)) {
        EXPECT_EQ(graph.fixed_points(k).size(), fixed_points(set, k).size());
      }
    }
  }
}

TEST(CosetWalk, MeetsEveryCosetOnceAndLeadsThere) {
  Group const group = octahedral();
  for (SubgroupClass const& members : subgroup_classes(group)) {
    Subgroup const& h = members.representative;
    CosetWalk const walk{h};
    SchreierGraph const graph = SchreierGraph::coset_space(h);
    ASSERT_EQ(walk.cosets.size(), h.index());
    for (std::size_t i = 1; i < walk.cosets.size(); ++i) {
      EXPECT_LT(walk.parent[i], i);
      EXPECT_EQ(graph.step_unchecked(walk.via[i], walk.cosets[walk.parent[i]]), walk.cosets[i]);
    }
  }
}

TEST(InputClass, ConjugatesAreOneClass) {
  Group const d4 = dihedral(4);
  auto const generated = [&](char const* name) {
    return Subgroup::generated_by(d4, {d4.element_named(name)});
  };
  EXPECT_EQ(conjugates(generated("s")).size(), 2U);
  EXPECT_EQ(inputs_with_stabilizers({generated("s"), generated("r^2 s"), generated("r s")})
                .subgroups.size(),
            2U);
  EXPECT_EQ(inputs_fixed_by(generated("r^2")).subgroups.size(), 5U); // of V4
  EXPECT_EQ(kernel(inputs_fixed_by(generated("r^2"))), generated("r^2"));
  EXPECT_EQ(kernel(inputs_with_stabilizers({generated("s")})).order(), 1U);
}

TEST(InputClass, ArraysOnARegularOrbitHaveEveryStabilizer) {
  for (Group const& group : {symmetric(3), dihedral(4), elementary_abelian(2, 3)}) {
    EXPECT_EQ(arrays_on(GSet::regular(group)).subgroups.size(), subgroup_classes(group).size());
  }
}

TEST(InputClass, ArraysOnThreePlacesCannotTellTurnsFromReflections) {
  // S3 on 3 places: whoever is fixed by the turns has three equal values, and is fixed by all.
  Group const s3 = symmetric(3);
  GSet const places = GSet::coset_space(Subgroup::generated_by(s3, {s3.element_named("a")}));
  std::vector<std::uint32_t> orders;
  for (Subgroup const& h : arrays_on(places).subgroups) {
    orders.push_back(h.order());
  }
  EXPECT_EQ(orders, (std::vector<std::uint32_t>{6, 2, 1}));
}

} // namespace
} // namespace equivarify::algebra
