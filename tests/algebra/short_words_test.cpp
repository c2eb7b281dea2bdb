#include "equivarify/algebra/short_words.hpp"

#include "equivarify/algebra/error.hpp"

#include <gtest/gtest.h>

#include <random>

#include "support/expect_error.hpp"
#include "support/rubik.hpp"

namespace equivarify::algebra {
namespace {

TEST(ShortWords, OfRubiksCubeHaveAFewHundredLetters) {
  PermutationGroup const cube = support::rubiks_cube();
  ShortWords const words{cube};
  EXPECT_LE(words.longest(), 300U);
  std::mt19937_64 random{4};
  for (int i = 0; i < 50; ++i) {
    Permutation const p = cube.random_element(random);
    std::optional<SignedWord> const word = words.word_for(p);
    ASSERT_TRUE(word.has_value());
    EXPECT_EQ(cube.evaluate(*word), p);
    EXPECT_LE(word->size(), words.longest());
  }
}

TEST(ShortWords, HaveNoneForWhatIsNotInTheGroup) {
  // One corner turned in its place.
  Permutation const turned = Permutation::from_cycles("(0 8 34)", 48);
  ShortWords const words{support::rubiks_cube()};
  EXPECT_FALSE(words.word_for(turned).has_value());
  EXPECT_FALSE(words.word_for(Permutation::identity(4)).has_value());
  EXPECT_EQ(words.word_for(Permutation::identity(48)), SignedWord{});
}

TEST(ShortWords, AreWhatWordForGivesWhereTheChainsWordsAreTooLong) {
  PermutationGroup const cube = support::rubiks_cube();
  std::mt19937_64 random{5};
  Permutation const p = cube.random_element(random);
  std::optional<SignedWord> const word = cube.word_for(p);
  ASSERT_TRUE(word.has_value());
  EXPECT_EQ(cube.evaluate(*word), p);
}

TEST(ShortWords, SayWhenTheyDidNotLookFarEnough) {
  auto const group = PermutationGroup::generated_by(
      64, {{"a", Permutation::from_cycles("(0 1)", 64)}, {"b", [] {
                                                            std::vector<std::uint32_t> images(64);
                                                            for (std::uint32_t x = 0; x < 64; ++x) {
                                                              images[x] = (x + 1) % 64;
                                                            }
                                                            return Permutation::from_images(images);
                                                          }()}});
  try {
    ShortWords const words{group, {.words = 3}};
    EXPECT_GT(words.longest(), 0U);
  } catch (LimitError const& error) {
    EXPECT_STREQ(error.what(),
                 "3 words in the generators do not reach all of some orbit; try more");
  }
}

} // namespace
} // namespace equivarify::algebra
