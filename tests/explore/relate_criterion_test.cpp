/// \file
/// Maps over Z between two candidates against all maps there are, and wrong criteria for them,
/// which the same property kills.
#include "equivarify/algebra/equivarifications/maps_over.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "explore/maps_by_hand.hpp"
#include "support/few_cases.hpp"

namespace equivarify::algebra {
namespace {

/// A criterion that is said to count the maps over Z and to know isomorphic candidates.
struct RelateCriterion {
  std::function<BigInteger(Candidate const&, Candidate const&)> count =
      [](Candidate const& from, Candidate const& to) { return maps_over(from, to).count(); };
  std::function<bool(Candidate const&, Candidate const&)> isomorphic = [](Candidate const& from,
                                                                          Candidate const& to) {
    return isomorphism_over(from, to).has_value();
  };
};

/// What is first found against \p criterion; nothing if it agrees with all maps there are.
std::string found_against(RelateCriterion const& criterion) {
  return support::counterexample(150, [&criterion] {
    auto const group = *rc::gen::element(cyclic(2), cyclic(3), dihedral(2));
    Candidate const from = support::pick_candidate(group);
    Candidate const to = support::pick_candidate(group);
    RC_PRE(from.set.size() <= 6U && to.set.size() <= 6U);
    support::MapsByHand const all = support::count_by_hand(from, to);
    RC_ASSERT(criterion.count(from, to) == all.maps);
    RC_ASSERT(criterion.isomorphic(from, to) == (all.bijections != 0));
  });
}

/// The criterion that counts, for one point of each orbit, the points of the other set that
/// \p may_go says it may go to.
RelateCriterion counting(
    std::function<bool(Candidate const&, std::uint32_t, Candidate const&, std::uint32_t)> may_go) {
  RelateCriterion wrong;
  wrong.count = [may_go = std::move(may_go)](Candidate const& from, Candidate const& to) {
    BigInteger product = 1;
    std::vector<bool> seen(from.set.size(), false);
    for (std::uint32_t w = 0; w < from.set.size(); ++w) {
      if (seen[w]) {
        continue;
      }
      static_cast<void>(from.set.orbit(w, seen));
      std::uint32_t images = 0;
      for (std::uint32_t v = 0; v < to.set.size(); ++v) {
        images += may_go(from, w, to, v) ? 1U : 0U;
      }
      product *= images;
    }
    return product;
  };
  return wrong;
}

/// The criterion that compares what \p invariant says of all orbits.
RelateCriterion
comparing(std::function<LabelMap(Candidate const&, std::vector<std::uint32_t> const&)> invariant) {
  auto const all = [invariant = std::move(invariant)](Candidate const& candidate) {
    std::vector<LabelMap> found;
    std::vector<bool> seen(candidate.set.size(), false);
    for (std::uint32_t x = 0; x < candidate.set.size(); ++x) {
      if (!seen[x]) {
        found.push_back(invariant(candidate, candidate.set.orbit(x, seen)));
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  };
  RelateCriterion wrong;
  wrong.isomorphic = [all](Candidate const& from, Candidate const& to) {
    return all(from) == all(to);
  };
  return wrong;
}

/// The label of g x for each g.
LabelMap labels_along(Candidate const& candidate, std::uint32_t x) {
  LabelMap labels;
  for (Element const g : candidate.set.group().elements()) {
    labels.push_back(candidate.projection[candidate.set.act(g, Point{x}).index()]);
  }
  return labels;
}

bool stabilizer_inside(Candidate const& from,
                       std::uint32_t w,
                       Candidate const& to,
                       std::uint32_t v) {
  return to.set.stabilizer(Point{v}).contains(from.set.stabilizer(Point{w}));
}

Candidate without_labels(Candidate const& candidate) {
  return {candidate.set, candidate.labels, LabelMap(candidate.set.size(), 0)};
}

TEST(RelateCriterion, IsThatWhichTryingEveryMapFinds) {
  EXPECT_EQ(found_against({}), "");
}

TEST(RelateCriterion, CountsAPointWhoseStabilizerAndLabelsAlongTheOrbitFit) {
  EXPECT_EQ(found_against(counting([](auto const& from, auto w, auto const& to, auto v) {
              return stabilizer_inside(from, w, to, v) &&
                     labels_along(from, w) == labels_along(to, v);
            })),
            "");
}

TEST(RelateCriterion, StabilizersWithoutTheProjectionAreNotEnough) {
  EXPECT_NE(found_against(counting(stabilizer_inside)), "");
  RelateCriterion wrong;
  wrong.count = [](Candidate const& from, Candidate const& to) {
    return maps_over(without_labels(from), without_labels(to)).count();
  };
  EXPECT_NE(found_against(wrong), "");
}

TEST(RelateCriterion, TheLabelOfOnePointIsNotEnough) {
  EXPECT_NE(found_against(counting([](auto const& from, auto w, auto const& to, auto v) {
              return stabilizer_inside(from, w, to, v) && from.projection[w] == to.projection[v];
            })),
            "");
}

TEST(RelateCriterion, LabelsAlongTheOrbitWithoutStabilizersAreNotEnough) {
  EXPECT_NE(found_against(counting([](auto const& from, auto w, auto const& to, auto v) {
              return labels_along(from, w) == labels_along(to, v);
            })),
            "");
}

TEST(RelateCriterion, OrbitSizesAreNotEnough) {
  EXPECT_NE(found_against(comparing([](auto const&, auto const& orbit) {
              return LabelMap{static_cast<Label>(orbit.size())};
            })),
            "");
}

TEST(RelateCriterion, OrbitSizesWithTheirLabelsAreNotEnough) {
  // Over V4 the orbits of two subgroups of order 2 have as many points.
  EXPECT_NE(found_against(comparing([](auto const& candidate, auto const& orbit) {
              LabelMap labels;
              for (std::uint32_t const x : orbit) {
                labels.push_back(candidate.projection[x]);
              }
              std::sort(labels.begin(), labels.end());
              return labels;
            })),
            "");
}

TEST(RelateCriterion, MapsBothWaysAreNoIsomorphism) {
  RelateCriterion wrong;
  wrong.isomorphic = [](Candidate const& from, Candidate const& to) {
    return maps_over(from, to).count() != 0 && maps_over(to, from).count() != 0;
  };
  EXPECT_NE(found_against(wrong), "");
}

TEST(RelateCriterion, IsomorphicSetsMayHaveOtherLabels) {
  RelateCriterion wrong;
  wrong.isomorphic = [](Candidate const& from, Candidate const& to) {
    return isomorphism_over(without_labels(from), without_labels(to)).has_value();
  };
  EXPECT_NE(found_against(wrong), "");
}

} // namespace
} // namespace equivarify::algebra
