#include "equivarify/algebra/array_motion.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

EntryPermutation const one_row_identity{0, 1, 2};

TEST(ArrayMotion, ShiftsMoveRowsAndColumnsCyclically) {
  ArrayShape const shape{2, 3, 4};
  EntryPermutation const down = shift_rows(shape, 1);
  EntryPermutation const right = shift_columns(shape, 1);
  for (std::uint32_t c = 0; c < 2; ++c) {
    for (std::uint32_t i = 0; i < 3; ++i) {
      for (std::uint32_t j = 0; j < 4; ++j) {
        std::uint32_t const from = (c * 3 + i) * 4 + j;
        EXPECT_EQ(down[(c * 3 + (i + 1) % 3) * 4 + j], from);
        EXPECT_EQ(right[(c * 3 + i) * 4 + (j + 1) % 4], from);
      }
    }
  }
  EXPECT_EQ(shift_rows(shape, -2), down);
  EXPECT_EQ(shift_columns(shape, 5), right);
  EXPECT_EQ(compose(down, right), compose(right, down));
}

TEST(ArrayMotion, ChannelGoesToItsImage) {
  ArrayShape const shape{3, 1, 2};
  // Channel 0 goes to 1, so the new channel 1 is the old channel 0.
  EXPECT_EQ(permute_channels(shape, Permutation::from_cycles("(0 1 2)", 3)),
            (EntryPermutation{4, 5, 0, 1, 2, 3}));
  expect_error<AlgebraError>([&] { return permute_channels(shape, Permutation::identity(2)); },
                             "a permutation of 2 points, expected one of the 3 channels");
}

TEST(ArrayMotion, SignsComposeAlongTheEntries) {
  ArrayShape const shape{1, 1, 3};
  SignedPermutation const flip = change_signs(shape, {-1, 1, 1});
  SignedPermutation const turn = without_signs(shift_columns(shape, 1));
  // turn (flip x): entry 0, negated, stands at place 1.
  EXPECT_EQ(compose(turn, flip),
            (SignedPermutation{{2, 0, 1}, std::vector<bool>{false, true, false}}));
  EXPECT_EQ(compose(flip, turn),
            (SignedPermutation{{2, 0, 1}, std::vector<bool>{true, false, false}}));
  EXPECT_EQ(compose(flip, flip), without_signs(one_row_identity));
  EXPECT_TRUE(flip.changes_signs());
  EXPECT_FALSE(compose(flip, flip).changes_signs());
}

TEST(ArrayMotion, RefusesSignsThatAreNone) {
  ArrayShape const shape{1, 1, 2};
  expect_error<AlgebraError>([&] { return change_signs(shape, {1}); },
                             "a list of 1 signs, expected 2");
  expect_error<AlgebraError>(
      [&] {
        return change_signs(shape, {1, 0});
      },
      "0 is no sign, expected 1 or -1");
  expect_error<AlgebraError>([&] { return negate_channels(shape, {1}); },
                             "there is no channel 1: the array has 1");
}

TEST(SignedPlaces, AreEntriesAndTheirNegatives) {
  // Q8 acts on the quaternions a + b i + c j + d k by left multiplication: signed permutations.
  ArrayShape const shape{1, 1, 4};
  SignedPermutation const i{{1, 0, 3, 2}, {true, false, true, false}};
  SignedPermutation const j{{2, 3, 0, 1}, {true, false, false, true}};
  GSet const set = signed_places(dicyclic(2), {i, j}, shape);
  EXPECT_EQ(set.size(), 8U);
  EXPECT_TRUE(is_free(set));
  EXPECT_TRUE(is_transitive(set));
  // i takes the entry of 1 to the place of i, and its negative to the negative.
  Element const a = set.group().generators()[0].element;
  EXPECT_EQ(set.act(a, Point{0}), Point{1});
  EXPECT_EQ(set.act(a, Point{4}), Point{5});
  EXPECT_EQ(set.act(a, Point{1}), Point{4});
}

TEST(SignedPlaces, RefuseWhatHoldsUpToSignsOnly) {
  ArrayShape const shape{1, 1, 1};
  SignedPermutation const minus = change_signs(shape, {-1});
  expect_error<ActionError>(
      [&] { return signed_places(cyclic(3), {minus}, shape); },
      "no action of C3 on 1x1x1 arrays: the relation r^3 = e moves entry 0 to "
      "different places or signs on its two sides");
  EXPECT_EQ(signed_places(cyclic(2), {minus}, shape), GSet::regular(cyclic(2)));
}

} // namespace
} // namespace equivarify::algebra
