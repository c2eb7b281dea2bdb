#include "equivarify/algebra/permutation.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <random>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

Permutation arbitrary_permutation(std::uint32_t degree) {
  std::vector<std::uint32_t> images(degree);
  std::iota(images.begin(), images.end(), 0U);
  std::mt19937 random{*rc::gen::arbitrary<std::uint32_t>()};
  std::shuffle(images.begin(), images.end(), random);
  return Permutation::from_images(images);
}

TEST(Permutation, ReadsCyclesWithTheRightOneFirst) {
  EXPECT_EQ(Permutation::from_cycles("(0 1)(1 2)", 3).images(),
            (std::vector<std::uint32_t>{1, 2, 0}));
  EXPECT_EQ(Permutation::from_cycles(" (0, 1, 2) (3 4) ", 5).to_string(), "(0 1 2)(3 4)");
  EXPECT_TRUE(Permutation::from_cycles("()", 3).is_identity());
  EXPECT_TRUE(Permutation::from_cycles("e", 3).is_identity());
}

TEST(Permutation, RefusesBadCyclesNamingThePlace) {
  auto const read = [](char const* text) {
    return [text] { return Permutation::from_cycles(text, 4); };
  };
  expect_error<AlgebraError>(
      read("(0 1"), "in the cycles '(0 1' at position 4: found the end, expected a point or ')'");
  expect_error<AlgebraError>(
      read("(0 4)"), "in the cycles '(0 4)' at position 3: found '4', expected a point below 4");
  expect_error<AlgebraError>(read("(0 1 0)"),
                             "in the cycles '(0 1 0)': 0 stands twice in one cycle");
  expect_error<AlgebraError>(read("0 1"),
                             "in the cycles '0 1' at position 0: found '0', expected '('");
  expect_error<AlgebraError>(read(""), "found an empty text, expected cycles such as (0 1 2)(3 4)");
}

TEST(Permutation, RefusesImagesThatAreNoBijection) {
  expect_error<AlgebraError>(
      [] {
        return Permutation::from_images({0, 0, 1});
      },
      "not a permutation: both 0 and 1 go to 0");
  expect_error<AlgebraError>(
      [] {
        return Permutation::from_images({0, 5});
      },
      "not a permutation: 1 goes to 5, expected a point below 2");
}

TEST(Permutation, HasTheLeastCommonMultipleOfItsCyclesAsOrder) {
  EXPECT_EQ(Permutation::from_cycles("(0 1 2)(3 4)", 5).order(), 6U);
  EXPECT_EQ(Permutation::identity(3).order(), 1U);
}

RC_GTEST_PROP(Permutation, CycleNotationReadsBack, ()) {
  Permutation const p = arbitrary_permutation(*rc::gen::inRange(1U, 12U));
  RC_ASSERT(Permutation::from_cycles(p.to_string(), p.degree()) == p);
}

RC_GTEST_PROP(Permutation, InverseUndoes, ()) {
  Permutation const p = arbitrary_permutation(*rc::gen::inRange(1U, 12U));
  RC_ASSERT((p * p.inverse()).is_identity());
  RC_ASSERT((p.inverse() * p).is_identity());
}

RC_GTEST_PROP(Permutation, ParityIsMultiplicative, ()) {
  auto const degree = *rc::gen::inRange(1U, 12U);
  Permutation const p = arbitrary_permutation(degree);
  Permutation const q = arbitrary_permutation(degree);
  RC_ASSERT((p * q).is_even() == (p.is_even() == q.is_even()));
}

} // namespace
} // namespace equivarify::algebra
