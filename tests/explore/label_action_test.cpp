/// \file
/// Labels on which a subgroup acts: decided, counted and minimised, against the definition tried
/// out.
#include "equivarify/algebra/equivarifications/classification.hpp"
#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"

#include <gtest/gtest.h>

#include <set>

#include "explore/label_actions.hpp"
#include "explore/list_all.hpp"
#include "explore/truth.hpp"

namespace equivarify::algebra {
namespace {

TEST(LabelAction, TakesAnActionAndRefusesAnyOther) {
  Group const c4 = cyclic(4);
  Element const r = c4.element_named("r");
  Labels const swapped = Labels::with_action(c4, 3, {{r, {1, 0, 2}}});
  EXPECT_EQ(swapped.subgroup()->order(), 4U);
  EXPECT_EQ(swapped.act(c4.element_named("r^3"), 0), 1U);
  EXPECT_EQ(swapped.act(c4.element_named("r^2"), 0), 0U);
  EXPECT_EQ(swapped.fixed_by(*swapped.subgroup()), (std::vector<Label>{2}));
  EXPECT_THROW(static_cast<void>(Labels::with_action(c4, 3, {{r, {1, 2, 0}}})), ActionError);
  EXPECT_THROW(static_cast<void>(Labels::with_action(c4, 3, {{r, {1, 1, 0}}})), AlgebraError);
  EXPECT_THROW(static_cast<void>(Labels::with_action(c4, 3, {{r, {1, 0}}})), AlgebraError);
  EXPECT_EQ(Labels::with_action(c4, 2, {{c4.element(0), {0, 1}}}), Labels{2});
  EXPECT_FALSE(swapped == Labels{3});
}

TEST(LabelAction, MapsAreThoseThatTryingEveryMapFinds) {
  for (ActedCase const& small : acted_cases(3)) {
    for (SubgroupClass const& members : subgroup_classes(small.group)) {
      LabelMaps const maps{members.representative, small.labels};
      std::set<LabelMap> found;
      for (std::uint64_t i = 0; i < maps.count(); ++i) {
        found.insert(maps.at(i));
      }
      std::vector<LabelMap> const all =
          equivariant_label_maps(GSet::coset_space(members.representative), small.labels);
      EXPECT_EQ(found, std::set<LabelMap>(all.begin(), all.end()));
      EXPECT_EQ(maps.count(), all.size());
      for (std::uint64_t i = 0; i + 1 < maps.count(); ++i) {
        LabelMap next = maps.at(i);
        EXPECT_TRUE(maps.advance(next));
        EXPECT_EQ(next, maps.at(i + 1));
      }
      EXPECT_EQ(count_label_maps(members.representative, small.labels), all.size());
    }
  }
}

TEST(LabelAction, DecidesAsTheDefinitionDoes) {
  std::size_t yes = 0;
  for (ActedCase const& small : acted_cases()) {
    std::vector<InputClass> const classes = all_input_classes(small.group);
    for (std::uint32_t points = 1; points <= small.points; ++points) {
      for (LabelledSet const& w : all_candidates_over(small.group, small.labels, points)) {
        for (InputClass const& inputs : classes) {
          Candidate const candidate = over(w, small.labels);
          Decision const decision = decide(candidate, inputs);
          check_decision(candidate, inputs, decision);
          ASSERT_EQ(decision.is_yes(), is_equivarification(w, small.labels, inputs))
              << small.group.name() << " points " << points;
          yes += decision.is_yes() ? 1U : 0U;
        }
      }
    }
  }
  EXPECT_GT(yes, 100U);
}

TEST(LabelAction, RefusesAProjectionThatDoesNotCommute) {
  Group const c2 = cyclic(2);
  Labels const swapped = Labels::with_action(c2, 2, {{c2.element_named("r"), {1, 0}}});
  Candidate const candidate{SchreierGraph::trivial(c2, 2), swapped, LabelMap{0, 1}};
  EXPECT_THROW(static_cast<void>(decide(candidate, all_inputs(c2))), AlgebraError);
}

TEST(LabelAction, AnInputWithoutMapsAsksForNothing) {
  // r swaps the labels and fixes the point of G/G: no map commutes.
  Group const c2 = cyclic(2);
  Labels const swapped = Labels::with_action(c2, 2, {{c2.element_named("r"), {1, 0}}});
  InputClass const inputs = inputs_with_stabilizers({Subgroup::whole(c2)});
  EXPECT_EQ(minimal_equivarification(inputs, swapped).points, 0);
  Decision const decision = decide({SchreierGraph::trivial(c2, 0), swapped, {}}, inputs);
  EXPECT_TRUE(decision.is_yes());
  EXPECT_EQ(decision.findings.front().maps, 0);
  EXPECT_FALSE(decide({SchreierGraph::trivial(c2, 0), swapped, {}}, all_inputs(c2)).is_yes());
}

/// All s : G -> Z with s(g h) = h^-1 s(g) for h in H, as points of Z^{xG}.
std::vector<Point> coinduced_points(LabelledSet const& product, Labels const& labels) {
  Group const& group = product.set.group();
  std::vector<Point> points = product.set.points();
  std::erase_if(points, [&](Point s) {
    LabelMap const values = coordinates(group, labels.size(), s);
    for (Element const g : group.elements()) {
      for (Element const h : group.elements()) {
        bool const acts = labels.subgroup() != nullptr && labels.subgroup()->contains(h);
        if (acts && values[group.multiply(g, h).index()] !=
                        labels.act(group.inverse(h), values[g.index()])) {
          return true;
        }
      }
    }
    return false;
  });
  return points;
}

TEST(LabelAction, CoinductionIsAPartOfTheGProduct) {
  for (ActedCase const& small : acted_cases(3)) {
    Group const& group = small.group;
    LabelledSet const product = g_product(group, small.labels.size());
    std::vector<Point> const points = coinduced_points(product, small.labels);
    SchreierGraph const graph = SchreierGraph::coinduced(group, small.labels);
    ASSERT_EQ(graph.size(), points.size());
    Subgroup const h =
        small.labels.subgroup() == nullptr ? Subgroup::trivial(group) : *small.labels.subgroup();
    std::vector<Element> const cosets = h.transversal();
    auto const number = [&](Point s) {
      LabelMap const values = coordinates(group, small.labels.size(), s);
      std::uint32_t sum = 0;
      for (std::size_t i = cosets.size(); i-- > 0;) {
        sum = sum * small.labels.size() + values[cosets[i].index()];
      }
      return sum;
    };
    for (Point const s : points) {
      for (std::size_t k = 0; k < graph.images().size(); ++k) {
        Element const g = group.generators()[k].element;
        ASSERT_EQ(graph.step_unchecked(k, number(s)), number(product.set.act(g, s)));
      }
    }
  }
}

TEST(LabelAction, TheSmallestIsTheFixedPointsOfCoinduction) {
  for (ActedCase const& small : acted_cases(3)) {
    LabelledSet const product = g_product(small.group, small.labels.size());
    std::vector<Point> const points = coinduced_points(product, small.labels);
    for (InputClass const& inputs : all_input_classes(small.group)) {
      std::set<Point> fixed;
      for (Subgroup const& h : inputs.subgroups) {
        for (Subgroup const& conjugate : conjugates(h)) {
          std::copy_if(
              points.begin(), points.end(), std::inserter(fixed, fixed.end()), [&](Point s) {
                return std::all_of(conjugate.elements().begin(),
                                   conjugate.elements().end(),
                                   [&](Element g) { return product.set.act(g, s) == s; });
              });
        }
      }
      MinimalSet const minimal = minimal_equivarification(inputs, small.labels);
      EXPECT_EQ(minimal.points, fixed.size()) << small.group.name();
      EXPECT_EQ(least_points(inputs, small.labels), fixed.size());
      EXPECT_EQ(minimal.points_of_product, points.size());
    }
  }
}

TEST(LabelAction, TheSmallestIsOneAndEachOfItsOrbitsIsForced) {
  for (ActedCase const& small : acted_cases()) {
    for (InputClass const& inputs : all_input_classes(small.group)) {
      MinimalSet const minimal = minimal_equivarification(inputs, small.labels);
      std::vector<CosetMap> orbits;
      for (ForcedOrbit const& forced : forced_orbits(minimal, small.labels)) {
        orbits.push_back(forced.orbit);
      }
      Candidate const whole = assemble(small.group, small.labels, orbits);
      EXPECT_EQ(minimal.points, whole.set.size());
      EXPECT_TRUE(decide(whole, inputs).is_yes()) << small.group.name();
      for (std::size_t skipped = 0; skipped < orbits.size(); ++skipped) {
        std::vector<CosetMap> rest = orbits;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(skipped));
        EXPECT_FALSE(decide(assemble(small.group, small.labels, rest), inputs).is_yes());
      }
    }
  }
}

TEST(LabelAction, ClassesAreThoseThatListingEverythingFinds) {
  std::size_t classes = 0;
  for (ActedCase const& small : acted_cases()) {
    Classification const classification{small.group, small.labels};
    std::vector<BigInteger> const counts = classification.counts(1, small.points);
    InputClass const inputs = all_inputs(small.group);
    for (std::uint32_t points = 1; points <= small.points; ++points) {
      std::set<std::vector<std::uint32_t>> found;
      for (LabelledSet const& w : all_candidates_over(small.group, small.labels, points)) {
        if (is_equivarification(w, small.labels, inputs)) {
          found.insert(canonical_table(w));
        }
      }
      EXPECT_EQ(counts[points - 1], found.size()) << small.group.name() << " points " << points;
      EXPECT_EQ(list_all(classification, points).size(), found.size());
      classes += found.size();
    }
  }
  EXPECT_GT(classes, 50U);
}

} // namespace
} // namespace equivarify::algebra
