/// \file
/// The generators of tests/support reach many groups, and a false law is shrunk to a small group.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <type_traits>

#include "support/arbitrary_map.hpp"

namespace equivarify::support {
namespace {

using algebra::Group;
using algebra::GSet;
using algebra::Homomorphism;
using algebra::Permutation;
using algebra::Subgroup;

template <typename T>
std::string shown(T const& value) {
  std::ostringstream out;
  showValue(value, out);
  return out.str();
}

/// The first drawn value that breaks \p law, and what RapidCheck's shrinking would make of it: the
/// first smaller value that breaks it too, again and again.
template <typename T, typename Law>
T smallest_counterexample(Law const& law, std::uint64_t seed = 1) {
  rc::Random random{seed};
  rc::Gen<T> const draw = rc::gen::arbitrary<T>();
  while (true) {
    auto shrinkable = draw(random.split(), full_size);
    if (law(shrinkable.value())) {
      continue;
    }
    while (true) {
      auto smaller = shrinkable.shrinks();
      auto next = smaller.next();
      while (next && law(next->value())) {
        next = smaller.next();
      }
      if (!next) {
        return shrinkable.value();
      }
      shrinkable = std::move(*next);
    }
  }
}

TEST(ArbitraryGroup, ReachesGroupsOfManyOrdersAndKinds) {
  rc::Random random{3};
  rc::Gen<Group> const draw = rc::gen::arbitrary<Group>();
  std::set<std::uint32_t> orders;
  std::size_t abelian = 0;
  constexpr std::size_t draws = 600;
  for (std::size_t i = 0; i < draws; ++i) {
    Group const group = draw(random.split(), full_size).value();
    EXPECT_LE(group.order(), max_random_order);
    orders.insert(group.order());
    abelian += group.is_abelian() ? 1U : 0U;
  }
  EXPECT_GE(orders.size(), 40U);
  EXPECT_GE(abelian, draws / 10);
  EXPECT_LE(abelian, draws * 8 / 10);
  EXPECT_THAT(orders, ::testing::IsSupersetOf({1U, 24U, 48U, 60U}));
}

TEST(ArbitraryGroup, IsTheSameForTheSameSeed) {
  rc::Gen<Group> const draw = rc::gen::arbitrary<Group>();
  EXPECT_EQ(draw(rc::Random{5}, full_size).value(), draw(rc::Random{5}, full_size).value());
}

TEST(Shrinking, AllGroupsAreAbelianShrinksToAMinimalNonabelianGroup) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    auto const law = [](Group const& g) { return g.is_abelian(); };
    auto const group = smallest_counterexample<Group>(law, seed);
    // Every proper subgroup and quotient is abelian.
    for (auto const& make : smaller_groups(group)) {
      EXPECT_TRUE(make().is_abelian());
    }
    EXPECT_LE(group.order(), 57U);
  }
}

TEST(Shrinking, EvenOrderShrinksToC2) {
  auto const group =
      smallest_counterexample<Group>([](Group const& g) { return g.order() % 2 == 1; });
  EXPECT_EQ(shown(group), "C2 of order 2 = <a>");
}

TEST(Shrinking, ElementsOfOrderFourShrinkToC4) {
  auto const law = [](Group const& g) { return g.exponent() % 4 != 0; };
  EXPECT_EQ(shown(smallest_counterexample<Group>(law)), "C4 of order 4 = <a>");
}

TEST(Shrinking, AFalseLawOfGSetsShrinksToOneOrbitOfATinyGroup) {
  // "Every action is free."
  auto const law = [](GSet const& x) { return algebra::is_free(x); };
  auto const set = smallest_counterexample<GSet>(law);
  EXPECT_EQ(set.size(), 1U);
  EXPECT_EQ(algebra::orbits(set).size(), 1U);
  EXPECT_THAT(set.group().order(), ::testing::AnyOf(2U, 3U, 5U, 7U));
  EXPECT_THAT(shown(set), ::testing::StartsWith("G/<a> (1 points: a by ()) for G = C"));
}

TEST(Shrinking, AFalseLawOfSubgroupsShrinksBothGroups) {
  // "Every subgroup is normal."
  auto const law = [](Subgroup const& h) { return h.is_normal(); };
  auto const subgroup = smallest_counterexample<Subgroup>(law);
  EXPECT_LE(subgroup.group().order(), 12U);
  EXPECT_TRUE(subgroup.order() == 2U || subgroup.order() == 3U);
}

TEST(Shrinking, AFalseLawOfHomomorphismsShrinksTheDomain) {
  // "Every homomorphism is injective."
  auto const law = [](Homomorphism const& phi) { return phi.is_injective(); };
  auto const map = smallest_counterexample<Homomorphism>(law);
  EXPECT_THAT(map.domain().order(), ::testing::AnyOf(2U, 3U, 5U, 7U));
  EXPECT_EQ(map.image().order(), 1U);
  EXPECT_THAT(shown(map), ::testing::HasSubstr("a -> e from C"));
}

TEST(Shrinking, AFalseLawOfMapsShrinksToTwoLabels) {
  // "Every map is constant."
  auto const law = [](LabelledAction const& f) {
    return std::set<std::uint32_t>(f.map.begin(), f.map.end()).size() <= 1;
  };
  auto const f = smallest_counterexample<LabelledAction>(law);
  EXPECT_EQ(f.labels, 2U);
  EXPECT_EQ(std::count(f.map.begin(), f.map.end(), 1U), 1);
}

TEST(Shrinking, PermutationsLoseSymbols) {
  // "Every permutation is even."
  auto const law = [](Permutation const& p) { return p.is_even(); };
  EXPECT_EQ(shown(smallest_counterexample<Permutation>(law)), "(0 1) on 2 symbols");
}

TEST(Shrinking, TrueLawsSurviveOnEverySmallerValue) {
  // Shrunk values are groups too: their laws hold.
  rc::Random random{11};
  rc::Gen<GSet> const draw = rc::gen::arbitrary<GSet>();
  for (int i = 0; i < 20; ++i) {
    auto smaller = draw(random.split(), full_size).shrinks();
    for (auto next = smaller.next(); next; next = smaller.next()) {
      EXPECT_EQ(algebra::burnside_count(next->value()), algebra::orbits(next->value()).size());
    }
  }
}

} // namespace
} // namespace equivarify::support
