#include "equivarify/algebra/equivarifications/classification.hpp"

#include "equivarify/algebra/equivarifications/decision.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <set>

#include "explore/list_all.hpp"
#include "explore/small_candidates.hpp"

namespace equivarify::algebra {
namespace {

/// The number of equivarifications up to isomorphism, by the definition and by listing everything.
std::size_t count_by_listing(Group const& group, std::uint32_t labels, std::uint32_t points) {
  std::set<std::vector<std::uint32_t>> found;
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  for (LabelledSet const& w : all_candidates(group, labels, points)) {
    bool const yes = is_onto(w) &&
                     std::all_of(classes.begin(), classes.end(), [&](SubgroupClass const& members) {
                       return all_maps_lift(w, members.representative);
                     });
    if (yes) {
      found.insert(canonical_table(w));
    }
  }
  return found.size();
}

TEST(Classification, AgreesWithTheTheorem) {
  Classification const c2{cyclic(2), 2};
  EXPECT_EQ(c2.generating_function(), "x^4 / ((1-x)^2 (1-x^2)^3)");
  EXPECT_EQ(c2.counts(2, 6), (std::vector<BigInteger>{0, 0, 1, 2, 6}));
}

TEST(Classification, AgreesWithListingEverything) {
  struct Case {
    Group group;
    std::uint32_t labels = 0;
    std::uint32_t most = 0;
  };

  for (Case const& small : {Case{cyclic(2), 2, 6},
                            Case{cyclic(2), 1, 6},
                            Case{cyclic(3), 1, 5},
                            Case{elementary_abelian(2, 2), 1, 4},
                            Case{symmetric(3), 1, 4}}) {
    Classification const classification{small.group, small.labels};
    std::vector<BigInteger> const counts = classification.counts(1, small.most);
    for (std::uint32_t points = 1; points <= small.most; ++points) {
      EXPECT_EQ(counts[points - 1], count_by_listing(small.group, small.labels, points))
          << small.group.name() << " " << points;
    }
  }
}

TEST(Classification, AutomorphismsMatter) {
  // Maps up to isomorphism, not maps: 3 and not 4 types of free orbits for C2 and two labels.
  for (Group const& group : small_groups()) {
    if (group.order() > 8) {
      break;
    }
    for (Subgroup const& h : all_subgroups(group)) {
      BigInteger const count = count_labelled_orbits(h, 2);
      OrbitSweep const sweep{h, 2, OrbitKind::any, count};
      EXPECT_EQ(count, algebra::sweep({sweep}).front().orbits.size()) << group.name();
    }
  }
  EXPECT_EQ(count_labelled_orbits(Subgroup::trivial(cyclic(2)), 2), 3);
}

TEST(Classification, ListsWhatItCounts) {
  for (Group const& group : {cyclic(2), cyclic(3), elementary_abelian(2, 2)}) {
    Classification const classification{group, 2};
    auto const least = static_cast<std::uint32_t>(classification.least_points());
    InputClass const inputs = all_inputs(group);
    for (std::uint32_t points = least; points < least + 4; ++points) {
      std::vector<Candidate> const all = list_all(classification, points);
      EXPECT_EQ(classification.counts(points, points).front(), all.size());
      for (Candidate const& candidate : all) {
        EXPECT_EQ(candidate.set.size(), points);
        EXPECT_TRUE(decide(candidate, inputs).is_yes());
      }
    }
  }
}

TEST(Classification, ListsNoTwoIsomorphicOnes) {
  std::set<std::vector<std::uint32_t>> keys;
  for (Candidate const& candidate : list_all(Classification{cyclic(2), 2}, 6)) {
    keys.insert(canonical_table(
        {GSet::from_generators(cyclic(2), 6, candidate.set.images()), 2, candidate.projection}));
  }
  EXPECT_EQ(keys.size(), 6U);
}

TEST(Classification, RefusesWhatItCannotCount) {
  Classification const classification{cyclic(2), 2};
  EXPECT_THROW(static_cast<void>(classification.counts(10'000, 10'000)), LimitError);
  EXPECT_THROW((Classification{cyclic(2), 0}), AlgebraError);
}

} // namespace
} // namespace equivarify::algebra
