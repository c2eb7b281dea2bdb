// Each convention is recognised by a function that follows it, and by no other name.

#include "equivarify/algebra/probe/probe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "functions.hpp"

namespace equivarify::algebra::probe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// C2 x C2 is no help here: conventions differ where elements do not commute or are no involutions.
ArrayAction permuted_triples() {
  Group const group = symmetric(3);
  return ArrayAction::on_places(
      GSet::from_generators(group, 6, {{1, 0, 2, 4, 3, 5}, {1, 2, 0, 4, 5, 3}}));
}

template <typename Function>
Identification identify(Function function, ArrayAction const& input, ArrayAction const& output) {
  ProbeReport const report = probe(make_black_box(function), input, output);
  EXPECT_FALSE(report.equivariant());
  return report.identification.value_or(Identification{});
}

std::vector<std::string> names(Identification const& found) {
  std::vector<std::string> result;
  for (OutputLaw const& law : found.laws) {
    result.push_back(law.name);
  }
  return result;
}

/// A function with y(h) taken from copy source(h) of the lift.
template <typename Source>
auto rearranged(ArrayAction const& input, Source const& source) {
  return [=](Floats const& x) {
    Floats const lifted = lift_of(input)(x);
    Floats y;
    for (Element const h : input.group().elements()) {
      std::size_t const copy = source(h).index();
      y.push_back(lifted[2 * copy]);
      y.push_back(lifted[2 * copy + 1]);
    }
    return y;
  };
}

TEST(IdentifyLaw, TheLiftNeedsNone) {
  for (ArrayAction const& input : {turned_squares(3), moved_squares(3), permuted_triples()}) {
    ArrayAction const output = ArrayAction::regular(input.group(), 2);
    EXPECT_TRUE(probe(make_black_box(lift_of(input)), input, output).equivariant());
  }
}

TEST(IdentifyLaw, KnowsTheAuthorsShift) {
  for (ArrayAction const& input : {turned_squares(3), moved_squares(3), permuted_triples()}) {
    ArrayAction const output = ArrayAction::regular(input.group(), 2);
    Identification const found = identify(opposite_of(input), input, output);
    EXPECT_THAT(names(found), ElementsAre("opposite"));
    EXPECT_EQ(found.laws.front().equation, "f(g x)(h) = f(x)(h g)");
  }
}

TEST(IdentifyLaw, SaysWhichSubgroupIsLeft) {
  ArrayAction const input = turned_squares(3);
  Identification const found =
      identify(opposite_of(input), input, ArrayAction::regular(input.group(), 2));
  ASSERT_TRUE(found.largest);
  EXPECT_EQ(found.largest->to_string(), "<r^2>"); // a half turn is its own inverse
  EXPECT_FALSE(found.largest_is_bound);
}

// f(x) = flipped x: a turn goes through the flip backward.
TEST(IdentifyLaw, KnowsARightAction) {
  ArrayAction const input = turned_squares(3);
  ArrayAction const d4 = moved_squares(3);
  Element const s = d4.group().element_named("s");
  auto const flip = [&](Floats const& x) { return d4.act(s, widened(x)); };
  EXPECT_THAT(names(identify(flip, input, input)), ElementsAre("right_action"));
}

TEST(IdentifyLaw, KnowsAnotherNamingOfTheElements) {
  ArrayAction const input = moved_squares(3);
  Element const s = input.group().element_named("s");
  auto const flip = [&](Floats const& x) { return input.act(s, widened(x)); };
  Identification const found = identify(flip, input, input);
  EXPECT_THAT(names(found), ElementsAre("automorphism"));
  EXPECT_EQ(found.laws.front().meaning,
            "the output follows another naming of the elements, a: r -> r^3, s -> s");
}

TEST(IdentifyLaw, KnowsInvariance) {
  ArrayAction const input = turned_squares(2);
  auto const largest = [](Floats const& x) {
    float const most = *std::max_element(x.begin(), x.end());
    return Floats{most, 2 * most, 3 * most, 4 * most};
  };
  EXPECT_THAT(names(identify(largest, input, input)), ElementsAre("invariant"));
  ArrayAction const copies = ArrayAction::regular(input.group(), 1);
  EXPECT_THAT(names(identify(largest, input, copies)), ElementsAre("invariant"));
}

// Feature maps that turn with the picture, in copies that do not change places, and the reverse.
TEST(IdentifyLaw, TellsCopiesFromTheirEntries) {
  ArrayAction const input = turned_squares(2);
  ArrayAction const output = ArrayAction::on_copies(GSet::regular(input.group()), input);
  auto const entries_alone = [](Floats const& x) {
    Floats y;
    for (int copy = 1; copy <= 4; ++copy) {
      for (float const value : x) {
        y.push_back(static_cast<float>(copy) * value);
      }
    }
    return y;
  };
  EXPECT_THAT(names(identify(entries_alone, input, output)), ElementsAre("copies_unmoved"));
  auto const copies_alone = [&](Floats const& x) {
    Floats y;
    for (Element const h : input.group().elements()) {
      auto const turned = input.act(input.group().inverse(h), widened(x));
      for (std::size_t i = 0; i < turned.size(); ++i) {
        y.push_back(static_cast<float>(static_cast<double>(i + 1) * turned[i]));
      }
    }
    return y;
  };
  EXPECT_THAT(names(identify(copies_alone, input, output)), ElementsAre("entries_unmoved"));
}

TEST(IdentifyLaw, KnowsAnEquivariantNetworkUnderASubgroup) {
  ArrayAction const input = turned_squares(2);
  ArrayAction const output = ArrayAction::trivial(input.group(), 1);
  Identification const found = identify([](Floats const& x) { return x[0] + x[3]; }, input, output);
  EXPECT_THAT(found.laws, IsEmpty());
  EXPECT_EQ(found.largest->to_string(), "<r^2>");
}

TEST(IdentifyLaw, SeesAnotherOrderOfTheCopies) {
  ArrayAction const input = turned_squares(3);
  Group const& group = input.group();
  auto const swapped = [&](Element h) {
    return h.index() == 1 || h.index() == 2 ? group.element(3 - h.index()) : h;
  };
  Identification const found =
      identify(rearranged(input, swapped), input, ArrayAction::regular(group, 2));
  EXPECT_THAT(found.laws, IsEmpty());
  // e, r^2, r, r^3: r takes copy 0 to 2, 2 to 1, 1 to 3.
  EXPECT_THAT(found.observed, ElementsAre("r by (0 4 2 6)(1 5 3 7)"));
}

TEST(IdentifyLaw, AdmitsThatItKnowsNothing) {
  ArrayAction const input = turned_squares(2);
  ArrayAction const output = ArrayAction::trivial(input.group(), 1);
  Identification const found =
      identify([](Floats const& x) { return x[0] + 2 * x[1]; }, input, output);
  EXPECT_THAT(found.laws, IsEmpty());
  EXPECT_THAT(found.observed, IsEmpty());
  EXPECT_EQ(found.largest->order(), 1U);
}

TEST(RivalLaws, AreListedOnceWhereElementsCommute) {
  EXPECT_EQ(rival_laws(ArrayAction::regular(cyclic(4), 1)).size(), 2U);   // opposite, invariant
  EXPECT_EQ(rival_laws(ArrayAction::regular(cyclic(2), 1)).size(), 1U);   // invariant
  EXPECT_EQ(rival_laws(ArrayAction::regular(dihedral(3), 1)).size(), 4U); // all of them
  EXPECT_EQ(rival_laws(ArrayAction::trivial(cyclic(4), 3)).size(), 0U);
}

} // namespace
} // namespace equivarify::algebra::probe
