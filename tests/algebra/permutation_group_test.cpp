#include "equivarify/algebra/permutation_group.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/expect_error.hpp"
#include "support/rubik.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;
using support::rubiks_cube;

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

TEST(PermutationGroup, KnowsTheOrdersOfTheMathieuGroups) {
  EXPECT_EQ(m11().order(), 7'920);
  EXPECT_EQ(m12().order(), 95'040);
  EXPECT_EQ(m12().stabilizer(0).order(), 7'920);
  EXPECT_TRUE(m12().is_transitive());
}

TEST(PermutationGroup, KnowsTheOrderOfRubiksCube) {
  EXPECT_EQ(rubiks_cube().order(), BigInteger{"43252003274489856000"});
  EXPECT_EQ(rubiks_cube().orbits().size(), 2U);
}

TEST(PermutationGroup, MembershipIsDecided) {
  EXPECT_FALSE(rubiks_cube().contains(on(48, "(0 1)")));
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
      [] { return rubiks_cube().to_group(); },
      "the group has 43252003274489856000 elements; at most 100000 are listed one by one");
}

} // namespace
} // namespace equivarify::algebra
