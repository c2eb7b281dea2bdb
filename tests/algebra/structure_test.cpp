#include "equivarify/algebra/structure.hpp"

#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace equivarify::algebra {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Structure, ClassesHaveTheIndicesOfCentralizers) {
  for (Group const& group : small_groups()) {
    for (ConjugacyClass const& members : conjugacy_classes(group)) {
      EXPECT_EQ(members.size() * centralizer(group, members.front()).order(), group.order());
    }
  }
}

TEST(Structure, OfKnownGroups) {
  EXPECT_EQ(conjugacy_classes(symmetric(7)).size(), 15U);
  EXPECT_EQ(centre(dihedral(4)).order(), 2U);
  EXPECT_EQ(derived_subgroup(symmetric(4)).order(), 12U);
  EXPECT_THAT(abelian_invariants(cyclic(12)), ElementsAre(3, 4));
  EXPECT_THAT(abelian_invariants(dicyclic(3)), ElementsAre(4));
  EXPECT_THAT(abelian_invariants(alternating(5)), IsEmpty());
  EXPECT_TRUE(is_simple(alternating(5)));
  EXPECT_FALSE(is_simple(alternating(4)));
  Group const s4 = symmetric(4);
  EXPECT_EQ(normalizer(Subgroup::generated_by(s4, {s4.element_named("(0 1 2)")})).order(), 6U);
}

TEST(Isomorphism, FindsOneExactlyForEqualTypes) {
  auto const& groups = small_groups();
  for (Group const& g : groups) {
    for (Group const& h : groups) {
      EXPECT_EQ(is_isomorphic(g, h), g.name() == h.name()) << g.name() << ' ' << h.name();
    }
  }
}

TEST(Isomorphism, MapsGeneratorsToGenerators) {
  auto const found = find_isomorphism(dihedral(3), symmetric(3));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->is_isomorphism());
}

TEST(Automorphisms, AreCounted) {
  EXPECT_EQ(count_automorphisms(elementary_abelian(2, 6)), 20'158'709'760U);
  EXPECT_EQ(count_automorphisms(dicyclic(2)), 24U);
  EXPECT_EQ(count_automorphisms(symmetric(4)), 24U);
  EXPECT_EQ(count_automorphisms(cyclic(1)), 1U);
}

TEST(Identify, NamesKnownTypes) {
  EXPECT_EQ(identify(octahedral()), "S4");
  EXPECT_EQ(identify(dihedral(3)), "S3");
  EXPECT_EQ(identify(direct_product(cyclic(2), cyclic(3))), "C6");
  EXPECT_EQ(identify(direct_product(cyclic(4), cyclic(2))), "C2 x C4");
  EXPECT_EQ(identify(wreath_product(cyclic(2), symmetric(3))), "C2 x S4");
  Group const c7 = cyclic(7);
  EXPECT_EQ(identify(semidirect_product(c7, cyclic(3), {{c7.element(2)}})), std::nullopt);
}

TEST(Group, OfLargeDiameterStillMultipliesFast) {
  Group const group = cyclic(100'000);
  EXPECT_EQ(group.name_of(group.multiply(group.element(99'999), group.element(77'777))), "r^77776");
  EXPECT_EQ(group.element_order(group.element(40)), 2'500U);
}

} // namespace
} // namespace equivarify::algebra
