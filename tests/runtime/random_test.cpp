#include "equivarify/runtime/base/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace {

using equivarify::runtime::Random;

TEST(Random, GivesThePublishedNumbersOfXoshiro) {
  // The generator's reference implementation, started from the state 1, 2, 3, 4.
  Random random(Random::State{1, 2, 3, 4});
  EXPECT_EQ(random.next(), 11520U);
  EXPECT_EQ(random.next(), 0U);
  EXPECT_EQ(random.next(), 1509978240U);
  EXPECT_EQ(random.next(), 1215971899390074240U);
}

TEST(Random, SpreadsItsSeedBySplitmix) {
  Random::State const expected{
      0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec};
  EXPECT_EQ(Random(0).state(), expected);
}

RC_GTEST_PROP(Random, StaysBelowTheBound, (std::uint64_t seed)) {
  std::uint64_t const bound = *rc::gen::nonZero<std::uint64_t>();
  RC_ASSERT(Random(seed).below(bound) < bound);
}

RC_GTEST_PROP(Random, UniformNumbersStayInTheirInterval, (std::uint64_t seed)) {
  double const number = Random(seed).uniform();
  RC_ASSERT(number >= 0.0 && number < 1.0);
}

RC_GTEST_PROP(Random, ShufflingKeepsAllValues, (std::uint64_t seed, std::vector<int> values)) {
  std::vector<int> shuffled = values;
  Random(seed).shuffle(std::span(shuffled));
  RC_ASSERT(std::is_permutation(shuffled.begin(), shuffled.end(), values.begin(), values.end()));
}

TEST(Random, ShufflesEachWayAboutEquallyOften) {
  Random random(11);
  std::vector<int> counts(27);
  for (int round = 0; round < 6000; ++round) {
    std::vector<std::size_t> values{0, 1, 2};
    random.shuffle(std::span(values));
    counts[values[0] * 9 + values[1] * 3 + values[2]] += 1;
  }
  // Six orders; a fair count of 1000 has a standard deviation of 29.
  EXPECT_EQ(std::count_if(counts.begin(),
                          counts.end(),
                          [](int count) { return count > 850 && count < 1150; }),
            6);
}

RC_GTEST_PROP(Random, GoesOnFromItsState, (std::uint64_t seed)) {
  Random random(seed);
  random.next();
  Random other(random.state());
  RC_ASSERT(random.next() == other.next());
}

} // namespace
