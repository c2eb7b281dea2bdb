#include "equivarify/runtime/elementary/probabilities.hpp"

#include "equivarify/runtime/base/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <vector>

namespace {

using equivarify::runtime::joint_softmax;
using equivarify::runtime::Random;

std::vector<float> softmax(std::vector<float> const& logits, std::size_t classes) {
  std::vector<float> result(logits.size());
  joint_softmax(logits, classes, result);
  return result;
}

RC_GTEST_PROP(JointSoftmax, CommutesWithEveryPermutationOfCopiesToTheBit, (std::uint64_t seed)) {
  auto const order = *rc::gen::inRange<std::size_t>(1, 13);
  auto const classes = *rc::gen::inRange<std::size_t>(1, 12);
  Random random(seed);
  std::vector<float> logits(order * classes);
  for (float& logit : logits) {
    logit = static_cast<float>(random.uniform(-20, 20));
  }
  std::vector<std::size_t> copies(order);
  std::iota(copies.begin(), copies.end(), std::size_t{0});
  random.shuffle(std::span(copies));
  auto const permuted = [&](std::vector<float> const& values) {
    std::vector<float> result;
    for (std::size_t const copy : copies) {
      auto const begin = values.begin() + static_cast<std::ptrdiff_t>(copy * classes);
      result.insert(result.end(), begin, begin + static_cast<std::ptrdiff_t>(classes));
    }
    return result;
  };
  RC_ASSERT(softmax(permuted(logits), classes) == permuted(softmax(logits, classes)));
}

TEST(JointSoftmax, SharesOneAmongEqualLogits) {
  EXPECT_EQ(softmax({5, 5, 5, 5}, 2), std::vector<float>(4, 0.25F));
}

TEST(JointSoftmax, SurvivesLargeLogits) {
  EXPECT_EQ(softmax({1000, 0}, 1), (std::vector<float>{1, 0}));
}

} // namespace
