#include "equivarify/algebra/permutation_group.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

Permutation on(std::uint32_t degree, char const* cycles) {
  return Permutation::from_cycles(cycles, degree);
}

PermutationGroup m11() {
  return PermutationGroup::generated_by(
      11, {{"a", on(11, "(0 1 2 3 4 5 6 7 8 9 10)")}, {"b", on(11, "(2 6 10 7)(3 9 4 5)")}});
}

PermutationGroup m12() {
  return PermutationGroup::generated_by(12,
                                        {{"a", on(12, "(0 1 2 3 4 5 6 7 8 9 10)")},
                                         {"b", on(12, "(2 6 10 7)(3 9 4 5)")},
                                         {"c", on(12, "(0 11)(1 10)(2 5)(3 7)(4 8)(6 9)")}});
}

PermutationGroup rubik() {
  return PermutationGroup::generated_by(
      48,
      {{"U", on(48, "(0 2 7 5)(1 4 6 3)(8 32 24 16)(9 33 25 17)(10 34 26 18)")},
       {"L", on(48, "(8 10 15 13)(9 12 14 11)(0 16 40 39)(3 19 43 36)(5 21 45 34)")},
       {"F", on(48, "(16 18 23 21)(17 20 22 19)(5 24 42 15)(6 27 41 12)(7 29 40 10)")},
       {"R", on(48, "(24 26 31 29)(25 28 30 27)(2 37 42 18)(4 35 44 20)(7 32 47 23)")},
       {"B", on(48, "(32 34 39 37)(33 36 38 35)(2 8 45 31)(1 11 46 28)(0 13 47 26)")},
       {"D", on(48, "(40 42 47 45)(41 44 46 43)(13 21 29 37)(14 22 30 38)(15 23 31 39)")}});
}

TEST(PermutationGroup, KnowsTheOrdersOfTheMathieuGroups) {
  EXPECT_EQ(m11().order(), 7'920);
  EXPECT_EQ(m12().order(), 95'040);
  EXPECT_EQ(m12().stabilizer(0).order(), 7'920);
  EXPECT_TRUE(m12().is_transitive());
}

TEST(PermutationGroup, KnowsTheOrderOfRubiksCube) {
  EXPECT_EQ(rubik().order(), BigInteger{"43252003274489856000"});
  EXPECT_EQ(rubik().orbits().size(), 2U);
}

TEST(PermutationGroup, MembershipIsDecided) {
  EXPECT_FALSE(rubik().contains(on(48, "(0 1)")));
  EXPECT_FALSE(m12().contains(on(11, "(0 1)")));
  EXPECT_TRUE(m12().contains(on(12, "()")));
}

RC_GTEST_PROP(PermutationGroup, WordsEvaluateToTheElement, ()) {
  PermutationGroup const group = m11();
  std::mt19937_64 random{*rc::gen::arbitrary<std::uint64_t>()};
  Permutation const p = group.random_element(random);
  RC_ASSERT(group.contains(p));
  std::optional<SignedWord> const word = group.word_for(p);
  RC_ASSERT(word.has_value());
  RC_ASSERT(group.evaluate(*word) == p);
}

TEST(PermutationGroup, ListsSmallGroupsOnly) {
  EXPECT_EQ(m11().to_group().order(), 7'920U);
  expect_error<LimitError>(
      [] { return rubik().to_group(); },
      "the group has 43252003274489856000 elements; at most 100000 are listed one by one");
}

} // namespace
} // namespace equivarify::algebra
