#include "equivarify/algebra/gset.hpp"

#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

template <typename A, typename B>
concept Multipliable = requires(A a, B b) {
  a* b;
};

static_assert(!Multipliable<Point, Point>, "points are no elements");
static_assert(!std::is_convertible_v<Point, Element> && !std::is_convertible_v<Element, Point>);

TEST(GSet, FromGeneratorsActsOnTheLeft) {
  Group const s3 = symmetric(3);
  GSet const x = GSet::from_generators(s3, 3, {{1, 0, 2}, {1, 2, 0}});
  Element const g = s3.element_named("(0 1)");
  Element const h = s3.element_named("(0 1 2)");
  EXPECT_EQ(x.act(s3.multiply(g, h), Point{0}), x.act(g, x.act(h, Point{0})));
  EXPECT_EQ(x.act(h, Point{2}), Point{0});
}

TEST(GSet, RefusesImagesThatAreNoActionNamingGHX) {
  try {
    static_cast<void>(GSet::from_generators(cyclic(3), 2, {{1, 0}}));
    FAIL() << "expected ActionError";
  } catch (ActionError const& error) {
    EXPECT_STREQ(
        error.what(),
        "no action of C3: g (h x) = 1, but (g h) x = 0 for g = r^2, h = r, g h = e, x = 0; the "
        "relation r^3 = e fails");
    EXPECT_EQ(error.x, Point{0});
    EXPECT_EQ(error.relation, "r^3 = e");
  }
  expect_error<AlgebraError>(
      [] {
        return GSet::from_generators(cyclic(2), 2, {{1, 1}});
      },
      "generator r acts by not a permutation: both 0 and 1 go to 1");
  expect_error<AlgebraError>([] { return GSet::from_generators(cyclic(2), 2, {}); },
                             "C2 has 1 generators, found the images under 0");
}

TEST(GSet, MapsIntoZTurnAsTheFormulaSays) {
  // (g s)(h) = s(g^-1 h): for C4 the generator moves s(e) to place r.
  Group const c4 = cyclic(4);
  GSet const product = GSet::maps_into(GSet::regular(c4), 2);
  EXPECT_EQ(product.size(), 16U);
  EXPECT_EQ(product.act(c4.element(1), Point{1}), Point{2});
  EXPECT_EQ(product.act(c4.element(1), Point{8}), Point{1});
}

TEST(GSet, ConstructionsHaveTheirSizes) {
  Group const d4 = dihedral(4);
  GSet const corners = GSet::coset_space(Subgroup::generated_by(d4, {d4.element_named("s")}));
  EXPECT_EQ(corners.size(), 4U);
  EXPECT_EQ(GSet::product(corners, corners).size(), 16U);
  EXPECT_EQ(GSet::disjoint_union(corners, GSet::trivial(d4, 2)).size(), 6U);
  EXPECT_EQ(GSet::maps_into(corners, 3).size(), 81U);
  expect_error<AlgebraError>([&] { return GSet::product(corners, GSet::regular(cyclic(2))); },
                             "one set is acted on by D4, the other by C2; expected the same group");
}

TEST(GSet, RestrictsToInvariantSubsets) {
  Group const c2 = cyclic(2);
  GSet const x = GSet::from_generators(c2, 3, {{1, 0, 2}});
  EXPECT_EQ(GSet::restriction(x, std::vector<Point>{Point{1}, Point{0}}), GSet::regular(c2));
  expect_error<AlgebraError>([&] { return GSet::restriction(x, std::vector<Point>{Point{0}}); },
                             "not closed under the action: g x = 1 is outside for g = r, x = 0");
}

TEST(GSet, RestrictsAlongHomomorphisms) {
  Group const d4 = dihedral(4);
  Group const c4 = cyclic(4);
  Homomorphism const turns = Homomorphism::from_generators(c4, d4, {d4.element_named("r")});
  GSet const x = GSet::restriction(GSet::regular(d4), turns);
  EXPECT_EQ(x.group(), c4);
  EXPECT_EQ(x.act(c4.element(1), Point{0}), Point{1});
}

TEST(GSet, SaysWhatWouldNeedTooMuch) {
  expect_error<LimitError>([] { return GSet::maps_into(GSet::trivial(cyclic(1), 48), 3); },
                           "an action of C1 on 387420489 points needs 1 x 387420489 images; at "
                           "most 268435456 are stored");
}

} // namespace
} // namespace equivarify::algebra
