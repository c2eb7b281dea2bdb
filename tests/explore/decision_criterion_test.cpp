/// \file
/// Wrong criteria for a decision, which the small candidates kill.
#include "equivarify/algebra/equivarifications/labelled_orbit.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "explore/truth.hpp"

namespace equivarify::algebra {
namespace {

/// A criterion that is said to decide.
using Criterion = std::function<bool(LabelledSet const&, InputClass const&)>;

/// Whether \p criterion is right on every small candidate, for every class of inputs or only for
/// all inputs.
bool decides_all(Criterion const& criterion, bool absolutely_only) {
  for (SmallCase const& small : small_cases()) {
    std::vector<InputClass> const classes =
        absolutely_only ? std::vector{all_inputs(small.group)} : all_input_classes(small.group);
    for (LabelledSet const& w : all_candidates(small.group, small.labels, small.points)) {
      Truth const truth{w};
      for (InputClass const& inputs : classes) {
        if (criterion(w, inputs) != truth.holds(inputs)) {
          return false;
        }
      }
    }
  }
  return true;
}

/// The labels q(t w) of all cosets t H, by the table of the action.
LabelMap map_at(LabelledSet const& w, Subgroup const& h, Point point) {
  LabelMap map;
  for (Element const t : h.transversal()) {
    map.push_back(w.projection[w.set.act(t, point).index()]);
  }
  return map;
}

/// The criterion of decide() with its parts replaced: which subgroups are asked, which points may
/// lie above, which maps count as hit, and how many must be.
struct Parts {
  std::function<bool(Subgroup const&)> asked = [](Subgroup const&) { return true; };
  std::function<bool(LabelledSet const&, Subgroup const&, Point)> above =
      [](LabelledSet const& w, Subgroup const& h, Point x) {
        return stabilizer(w.set, x).contains(h);
      };
  std::function<LabelMap(LabelledSet const&, Subgroup const&, Point)> hit = map_at;
  std::function<std::size_t(std::vector<LabelMap> const&)> count =
      [](std::vector<LabelMap> const& maps) {
        return std::set<LabelMap>(maps.begin(), maps.end()).size();
      };
  std::function<std::size_t(LabelledSet const&, Subgroup const&)> needed = [](LabelledSet const& w,
                                                                              Subgroup const& h) {
    return all_label_maps(h.index(), w.labels).size();
  };
};

Criterion criterion_of(Parts const& parts) {
  return [parts](LabelledSet const& w, InputClass const& inputs) {
    return is_onto(w) &&
           std::all_of(inputs.subgroups.begin(), inputs.subgroups.end(), [&](Subgroup const& h) {
             if (!parts.asked(h)) {
               return true;
             }
             std::vector<LabelMap> hits;
             for (Point const x : w.set.points()) {
               if (parts.above(w, h, x)) {
                 hits.push_back(parts.hit(w, h, x));
               }
             }
             return parts.count(hits) >= parts.needed(w, h);
           });
  };
}

bool is_cyclic(Subgroup const& h) {
  auto const generates = [&h](Element g) { return h.group().element_order(g) == h.order(); };
  return std::any_of(h.elements().begin(), h.elements().end(), generates);
}

TEST(DecisionCriterion, IsRightInItsOwnParts) {
  EXPECT_TRUE(decides_all(criterion_of({}), false));
}

TEST(DecisionCriterion, PiOntoIsNotEnough) {
  Parts parts;
  parts.asked = [](Subgroup const& h) { return h.order() == 1; };
  EXPECT_FALSE(decides_all(criterion_of(parts), true));
}

TEST(DecisionCriterion, AnyStabilizerInsideIsNotEnough) {
  // Every w has Stab(w) inside Stab(pi(w)): f may be hit by points that H moves.
  Parts parts;
  parts.above = [](LabelledSet const& w, Subgroup const& h, Point x) {
    LabelMap const map = map_at(w, Subgroup::trivial(h.group()), x);
    std::vector<std::uint32_t> const coset = h.coset_numbers();
    LabelMap of_coset(h.index(), w.labels);
    for (std::size_t g = 0; g < map.size(); ++g) {
      Label& label = of_coset[coset[g]];
      if (label != w.labels && label != map[g]) {
        return false;
      }
      label = map[g];
    }
    return true;
  };
  EXPECT_FALSE(decides_all(criterion_of(parts), true));
}

TEST(DecisionCriterion, EqualStabilizersAreTooMuchRelatively) {
  // Absolutely one may ask for Stab(w) = H; relative to H a larger stabilizer serves as well.
  Parts parts;
  parts.above = [](LabelledSet const& w, Subgroup const& h, Point x) {
    return stabilizer(w.set, x) == h;
  };
  EXPECT_FALSE(decides_all(criterion_of(parts), false));
}

TEST(DecisionCriterion, TheProjectionInPlaceOfPiIsNotEnough) {
  Parts parts;
  parts.hit = [](LabelledSet const& w, Subgroup const&, Point x) {
    return LabelMap{w.projection[x.index()]};
  };
  parts.needed = [](LabelledSet const& w, Subgroup const&) { return std::size_t{w.labels}; };
  EXPECT_FALSE(decides_all(criterion_of(parts), true));
}

TEST(DecisionCriterion, CountingPointsInPlaceOfMapsIsNotEnough) {
  Parts parts;
  parts.count = [](std::vector<LabelMap> const& maps) { return maps.size(); };
  EXPECT_FALSE(decides_all(criterion_of(parts), true));
}

TEST(DecisionCriterion, CyclicSubgroupsAreNotEnough) {
  Parts parts;
  parts.asked = is_cyclic;
  EXPECT_FALSE(decides_all(criterion_of(parts), false));
}

TEST(DecisionCriterion, TheWholeGroupAloneIsNotEnough) {
  Parts parts;
  parts.asked = [](Subgroup const& h) { return h.index() == 1; };
  EXPECT_FALSE(decides_all(criterion_of(parts), true));
}

TEST(DecisionCriterion, OrbitsInPlaceOfMapsAreNotEnough) {
  Parts parts;
  parts.needed = [](LabelledSet const& w, Subgroup const& h) {
    return static_cast<std::size_t>(count_labelled_orbits(h, w.labels));
  };
  EXPECT_FALSE(decides_all(criterion_of(parts), false));
}

} // namespace
} // namespace equivarify::algebra
