/// \file
/// Decisions against definition 3.0.3, tried out on every small candidate.
#include "equivarify/algebra/equivarifications/decision.hpp"

#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/algebra/equivarifications/lift_count.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "explore/truth.hpp"

namespace equivarify::algebra {
namespace {

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
