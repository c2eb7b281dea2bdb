#include "equivarify/algebra/named_groups.hpp"

#include "equivarify/algebra/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;
using ::testing::ElementsAre;

std::vector<std::string> names_of(Group const& group) {
  std::vector<std::string> names;
  for (Element const g : group.elements()) {
    names.push_back(group.name_of(g));
  }
  return names;
}

TEST(NamedGroups, NumberTheirElementsAsAgreed) {
  EXPECT_THAT(names_of(cyclic(4)), ElementsAre("e", "r", "r^2", "r^3"));
  EXPECT_THAT(names_of(dihedral(3)), ElementsAre("e", "r", "r^2", "s", "r s", "r^2 s"));
  EXPECT_THAT(names_of(dicyclic(2)),
              ElementsAre("e", "a", "a^2", "a^3", "b", "a b", "a^2 b", "a^3 b"));
  EXPECT_THAT(names_of(direct_product(cyclic(2), cyclic(3))),
              ElementsAre("e", "r2", "r2^2", "r1", "r1 r2", "r1 r2^2"));
  EXPECT_THAT(names_of(cyclic(1)), ElementsAre("e"));
}

TEST(NamedGroups, HaveTheirOrdersAndNames) {
  EXPECT_EQ(symmetric(5).order(), 120U);
  EXPECT_EQ(alternating(5).order(), 60U);
  EXPECT_EQ(symmetric(1).order(), 1U);
  EXPECT_EQ(alternating(2).order(), 1U);
  EXPECT_EQ(dicyclic(2).name(), "Q8");
  EXPECT_EQ(dicyclic(3).name(), "Dic3");
  EXPECT_EQ(elementary_abelian(2, 3).name(), "C2^3");
  EXPECT_EQ(direct_product(cyclic(2), cyclic(4)).name(), "C2 x C4");
}

TEST(NamedGroups, SatisfyTheirRelations) {
  Group const d5 = dihedral(5);
  EXPECT_EQ(d5.element_named("s r s r"), d5.identity());
  Group const dic3 = dicyclic(3);
  EXPECT_EQ(dic3.element_named("b^2"), dic3.element_named("a^3"));
  EXPECT_EQ(dic3.element_named("b a b^-1"), dic3.element_named("a^-1"));
}

TEST(NamedGroups, AreRefusedWhenTheyAreNone) {
  expect_error<AlgebraError>([] { return cyclic(0); },
                             "cyclic 0 is no group: expected a number from 1");
  expect_error<AlgebraError>([] { return elementary_abelian(4, 2); },
                             "elementary_abelian [4, 2]: found 4, expected a prime");
  expect_error<LimitError>([] { return cyclic(100'001); },
                           "C100001 has 100001 elements; at most 100000 are listed one by one");
  expect_error<LimitError>([] { return symmetric(9); },
                           "symmetric 9 has too many elements to list (more than 100000)");
}

TEST(GeneratedBy, ClosesPermutations) {
  Group const group = generated_by(4,
                                   {{"r", Permutation::from_cycles("(0 1 2 3)", 4)},
                                    {"s", Permutation::from_cycles("(0 1)(2 3)", 4)}});
  EXPECT_EQ(group.order(), 8U);
  EXPECT_EQ(group.generators()[0].name, "r");
}

TEST(GeneratedBy, RefusesBadGenerators) {
  Permutation const p = Permutation::identity(3);
  expect_error<AlgebraError>(
      [&] {
        return generated_by(3, {{"e", p}});
      },
      "'e' cannot name a generator: expected a letter, then letters, digits, '_', not 'e'");
  expect_error<AlgebraError>(
      [&] {
        return generated_by(3, {{"a", p}, {"a", p}});
      },
      "two generators are named 'a'");
  expect_error<AlgebraError>(
      [&] {
        return generated_by(4, {{"a", p}});
      },
      "generator 'a' permutes 3 points, expected 4");
}

} // namespace
} // namespace equivarify::algebra
