/// \file
/// Decisions against definition 3.0.3, tried out on every small candidate, and wrong criteria that
/// these candidates kill.
#include "equivarify/algebra/equivarifications/decision.hpp"

#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/algebra/equivarifications/lift_count.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <set>

#include "explore/small_candidates.hpp"

namespace equivarify::algebra {
namespace {

/// The sets of classes of subgroups, each as a class of inputs; all of them is the absolute one.
std::vector<InputClass> all_input_classes(Group const& group) {
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  std::vector<InputClass> result;
  for (std::size_t bits = 1; bits < std::size_t{1} << classes.size(); ++bits) {
    std::vector<Subgroup> chosen;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if ((bits >> i & 1U) != 0) {
        chosen.push_back(classes[i].representative);
      }
    }
    result.push_back(inputs_with_stabilizers(chosen));
  }
  result.back() = all_inputs(group);
  return result;
}

/// What the definition says of one candidate: for each class of subgroups, whether all maps lift.
class Truth {
public:
  explicit Truth(LabelledSet const& w) : onto_{is_onto(w)} {
    for (SubgroupClass const& members : subgroup_classes(w.set.group())) {
      lift_.emplace_back(members.representative, all_maps_lift(w, members.representative));
    }
  }

  [[nodiscard]] bool all_lift(Subgroup const& h) const {
    for (auto const& [subgroup, all] : lift_) {
      if (subgroup == h) {
        return all;
      }
    }
    throw InternalError("no such class");
  }

  [[nodiscard]] bool holds(InputClass const& inputs) const {
    return onto_ && std::all_of(inputs.subgroups.begin(),
                                inputs.subgroups.end(),
                                [this](Subgroup const& h) { return all_lift(h); });
  }

  /// The points of the smallest X with a map that does not lift, or nothing.
  [[nodiscard]] std::uint32_t smallest_failure(InputClass const& inputs) const {
    std::uint32_t least = 0;
    for (Subgroup const& h : inputs.subgroups) {
      if (!all_lift(h) && (least == 0 || h.index() < least)) {
        least = h.index();
      }
    }
    return least;
  }

private:
  bool onto_;
  std::vector<std::pair<Subgroup, bool>> lift_;
};

TEST(Decide, AgreesWithTheDefinitionOnEverySmallCandidate) {
  std::size_t yes = 0;
  for (SmallCase const& small : small_cases()) {
    std::vector<InputClass> const classes = all_input_classes(small.group);
    for (LabelledSet const& w : all_candidates(small.group, small.labels, small.points)) {
      Truth const truth{w};
      Candidate const candidate = to_candidate(w);
      for (InputClass const& inputs : classes) {
        Decision const decision = decide(candidate, inputs);
        ASSERT_EQ(decision.is_yes(), truth.holds(inputs)) << small.group.name();
        yes += decision.is_yes() ? 1U : 0U;
        check_decision(candidate, inputs, decision);
        if (decision.counterexample) {
          CosetMap const& map = *decision.counterexample;
          ASSERT_FALSE(lifts(w, GSet::coset_space(map.subgroup), map.labels));
          ASSERT_EQ(map.subgroup.index(), truth.smallest_failure(inputs));
        }
      }
    }
  }
  EXPECT_GT(yes, 500U);
}

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

/// A random class of inputs of a random small group.
InputClass random_inputs(Group const& group) {
  std::vector<Subgroup> chosen;
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  std::size_t const count = *rc::gen::inRange<std::size_t>(1, 3);
  for (std::size_t i = 0; i < count; ++i) {
    chosen.push_back(classes[*rc::gen::inRange<std::size_t>(0, classes.size())].representative);
  }
  return inputs_with_stabilizers(chosen);
}

CosetMap random_orbit(Group const& group, std::uint32_t labels) {
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  Subgroup const h = classes[*rc::gen::inRange<std::size_t>(0, classes.size())].representative;
  LabelMap map;
  for (std::uint32_t i = 0; i < h.index(); ++i) {
    map.push_back(*rc::gen::inRange<Label>(0, labels));
  }
  return {h, map};
}

Group random_group() {
  return *rc::gen::element(
      cyclic(3), cyclic(4), elementary_abelian(2, 2), symmetric(3), dihedral(4), cyclic(6));
}

RC_GTEST_PROP(Decide, SaysYesToTheSmallestSetAndAnyOrbits, ()) {
  Group const group = random_group();
  InputClass const inputs = random_inputs(group);
  std::vector<CosetMap> orbits;
  for (ForcedOrbit const& forced : forced_orbits(minimal_equivarification(inputs, 2), 2)) {
    orbits.push_back(forced.orbit);
  }
  std::size_t const added = *rc::gen::inRange<std::size_t>(0, 3);
  for (std::size_t i = 0; i < added; ++i) {
    auto const place = *rc::gen::inRange<std::size_t>(0, orbits.size() + 1);
    orbits.insert(orbits.begin() + static_cast<std::ptrdiff_t>(place), random_orbit(group, 2));
  }
  Candidate const candidate = assemble(group, 2, orbits);
  Decision const decision = decide(candidate, inputs);
  RC_ASSERT(decision.is_yes());
  check_decision(candidate, inputs, decision);
  RC_ASSERT((least_points(inputs, 2) == candidate.set.size()) == (added == 0));
}

RC_GTEST_PROP(Decide, SaysNoWhereAnOrbitIsMissing, ()) {
  Group const group = random_group();
  InputClass const inputs = random_inputs(group);
  std::vector<CosetMap> orbits;
  for (ForcedOrbit const& forced : forced_orbits(minimal_equivarification(inputs, 2), 2)) {
    orbits.push_back(forced.orbit);
  }
  orbits.erase(orbits.begin() +
               *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(orbits.size())));
  Candidate const candidate = assemble(group, 2, orbits);
  Decision const decision = decide(candidate, inputs);
  RC_ASSERT(!decision.is_yes());
  check_decision(candidate, inputs, decision);
}

RC_GTEST_PROP(CountLifts, AgreesWithTryingAllEquivariantMaps, ()) {
  Group const group = *rc::gen::element(cyclic(2), cyclic(3), elementary_abelian(2, 2));
  std::vector<CosetMap> orbits;
  std::vector<CosetMap> inputs;
  for (int i = 0; i < 3; ++i) {
    orbits.push_back(random_orbit(group, 2));
    inputs.push_back(random_orbit(group, 2));
  }
  inputs.pop_back();
  Candidate const candidate = assemble(group, 2, orbits);
  Candidate const x = assemble(group, 2, inputs);
  GSet const w = GSet::from_generators(group, candidate.set.size(), candidate.set.images());
  GSet const domain = GSet::from_generators(group, x.set.size(), x.set.images());
  EquivariantMaps const maps{domain, w};
  BigInteger lifts = 0;
  for (BigInteger i = 0; i < maps.size(); ++i) {
    EquivariantMap const lift = maps.at(i);
    bool equal = true;
    for (std::uint32_t y = 0; y < domain.size(); ++y) {
      equal = equal && candidate.projection[lift(Point{y}).index()] == x.projection[y];
    }
    lifts += equal ? 1 : 0;
  }
  RC_ASSERT(count_lifts(candidate, x.set, x.projection).lifts == lifts);
}

TEST(CheckDecision, RefusesWhatProvesNothing) {
  Candidate const product = to_candidate(g_product(cyclic(3), 2));
  InputClass const inputs = all_inputs(cyclic(3));
  Decision const good = decide(product, inputs);
  Decision incomplete = good;
  incomplete.section.back().points.pop_back();
  EXPECT_THROW(check_decision(product, inputs, incomplete), InternalError);
  Decision wrong = good;
  wrong.section.back().points.front() = wrong.section.back().points.back();
  EXPECT_THROW(check_decision(product, inputs, wrong), InternalError);
  Decision denial = good;
  denial.counterexample = CosetMap{Subgroup::trivial(cyclic(3)), {0, 1, 1}};
  EXPECT_THROW(check_decision(product, inputs, denial), InternalError);
}

TEST(Decide, NeedsNoListOfTheProduct) {
  // 300^2 = 90,000 points under C2; and 2^24 maps, of which only the first are looked at.
  EXPECT_TRUE(decide(to_candidate(g_product(cyclic(2), 300)), all_inputs(cyclic(2))).is_yes());
  Group const group = octahedral();
  Candidate const product{SchreierGraph::of(GSet::trivial(group, 1000)), 2, LabelMap(1000, 0)};
  Candidate candidate = product;
  candidate.projection[7] = 1;
  Decision const decision = decide(candidate, all_inputs(group));
  ASSERT_TRUE(decision.counterexample);
  EXPECT_EQ(decision.counterexample->subgroup.index(), 2U);
  check_decision(candidate, all_inputs(group), decision);
}

} // namespace
} // namespace equivarify::algebra
