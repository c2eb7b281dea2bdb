#include "equivarify/runtime/answers/answers.hpp"

#include "equivarify/runtime/base/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace {

using equivarify::runtime::Answer;
using equivarify::runtime::best_answers;
using equivarify::runtime::class_marginals;
using equivarify::runtime::joint_softmax;
using equivarify::runtime::Label;
using equivarify::runtime::likeliest_poses;
using equivarify::runtime::Random;
using equivarify::runtime::tie_slack;

/// Outputs of a network, and a permutation of its copies.
struct Moved {
  std::size_t classes = 1;
  std::vector<float> logits;
  std::vector<std::size_t> source; ///< copy h of the moved outputs is copy source[h]

  [[nodiscard]] std::vector<float> moved() const {
    std::vector<float> result;
    for (std::size_t const copy : source) {
      auto const begin = logits.begin() + static_cast<std::ptrdiff_t>(copy * classes);
      result.insert(result.end(), begin, begin + static_cast<std::ptrdiff_t>(classes));
    }
    return result;
  }
};

/// Outputs of \p order copies; with \p values != 0 so few different ones that many are equal.
Moved draw(std::uint64_t seed, std::size_t order, std::size_t classes, std::size_t values) {
  Random random(seed);
  Moved drawn{.classes = classes, .logits = {}, .source = std::vector<std::size_t>(order)};
  for (std::size_t i = 0; i < order * classes; ++i) {
    drawn.logits.push_back(values == 0 ? static_cast<float>(random.uniform(-20, 20))
                                       : static_cast<float>(random.below(values)));
  }
  std::iota(drawn.source.begin(), drawn.source.end(), std::size_t{0});
  random.shuffle(std::span(drawn.source));
  return drawn;
}

std::vector<double> marginals_of(std::vector<float> const& logits, std::size_t classes) {
  std::vector<float> probabilities(logits.size());
  joint_softmax(logits, classes, probabilities);
  return class_marginals(probabilities, classes);
}

/// The marginals as a sum in the order of the copies would give them.
std::vector<double> naive_marginals(std::vector<float> const& logits, std::size_t classes) {
  std::vector<float> probabilities(logits.size());
  joint_softmax(logits, classes, probabilities);
  std::vector<double> marginals(classes);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    marginals[i % classes] += static_cast<double>(probabilities[i]);
  }
  return marginals;
}

RC_GTEST_PROP(ClassMarginals, HaveTheSameBitsInEveryOrderOfTheCopies, (std::uint64_t seed)) {
  auto const order = *rc::gen::inRange<std::size_t>(1, 25);
  auto const classes = *rc::gen::inRange<std::size_t>(1, 6);
  Moved const outputs = draw(seed, order, classes, 0);
  RC_ASSERT(marginals_of(outputs.moved(), classes) == marginals_of(outputs.logits, classes));
}

TEST(ClassMarginals, WouldDependOnTheOrderOfThePosesIfSummedInIt) {
  bool differs = false;
  for (std::uint64_t seed = 1; seed <= 200 && !differs; ++seed) {
    Moved const outputs = draw(seed, 24, 3, 0);
    differs = naive_marginals(outputs.moved(), 3) != naive_marginals(outputs.logits, 3);
  }
  EXPECT_TRUE(differs); // so the property above can fail
}

RC_GTEST_PROP(BestAnswers, MoveWithTheCopiesAsASet, (std::uint64_t seed)) {
  auto const order = *rc::gen::inRange<std::size_t>(1, 13);
  auto const classes = *rc::gen::inRange<std::size_t>(1, 5);
  auto const values = *rc::gen::inRange<std::size_t>(1, 4);
  Moved const outputs = draw(seed, order, classes, values);
  Answer const before = best_answers(outputs.logits, classes);
  Answer const after = best_answers(outputs.moved(), classes);
  RC_ASSERT(after.classes == before.classes);
  RC_ASSERT(after.marginals == before.marginals);
  RC_ASSERT(after.class_probability == before.class_probability);
  RC_ASSERT(after.pose_probability == before.pose_probability);
  RC_ASSERT(after.best.size() == before.best.size());
  for (Label const& label : after.best) {
    Label const was{.element = outputs.source[label.element], .class_index = label.class_index};
    RC_ASSERT(std::find(before.best.begin(), before.best.end(), was) != before.best.end());
  }
}

TEST(BestAnswers, NameAllPosesOfASymmetricPicture) {
  Answer const answer = best_answers(std::vector<float>{0, 3, 0, 3, 0, 3, 0, 3}, 2);
  EXPECT_EQ(answer.classes, (std::vector<std::size_t>{1}));
  EXPECT_EQ(answer.best, (std::vector<Label>{{0, 1}, {1, 1}, {2, 1}, {3, 1}}));
  EXPECT_NEAR(answer.class_probability, std::exp(3.0) / (1 + std::exp(3.0)), 1e-6);
  EXPECT_EQ(answer.pose_probability, 0.25);
}

TEST(BestAnswers, TakeTheClassOfTheLargestMarginalNotOfTheLikeliestLabel) {
  // (0, class 0) is the likeliest label, but class 1 has more altogether.
  Answer const answer = best_answers(std::vector<float>{2, 1.9F, -9, 1.8F}, 2);
  EXPECT_EQ(answer.classes, (std::vector<std::size_t>{1}));
  EXPECT_EQ(answer.best, (std::vector<Label>{{0, 1}}));
  EXPECT_GT(answer.class_probability, 0.5);
  EXPECT_NEAR(answer.pose_probability, 1 / (1 + std::exp(-0.1)), 1e-6);
}

TEST(BestAnswers, KeepClassesThatAreEquallyLikely) {
  Answer const answer = best_answers(std::vector<float>{4, 4, 1, 1, 4, 4}, 2);
  EXPECT_EQ(answer.classes, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(answer.best, (std::vector<Label>{{0, 0}, {2, 0}, {0, 1}, {2, 1}}));
  EXPECT_NEAR(answer.class_probability, 0.5, 1e-7);
}

TEST(BestAnswers, AreNoneWhereTheOutputsAreNoNumbers) {
  for (float const bad :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    Answer const answer = best_answers(std::vector<float>{1, 2, bad, 3}, 2);
    EXPECT_TRUE(answer.classes.empty());
    EXPECT_TRUE(answer.best.empty());
    EXPECT_EQ(answer.class_probability, 0);
  }
}

TEST(LikeliestPoses, CountAsEqualWhatRoundingExplainsOnlyWhereBitsAreNotKept) {
  std::vector<float> const logits{5, std::nextafter(5.0F, 6.0F), 4.9F};
  EXPECT_EQ(likeliest_poses(logits, 1, 0, tie_slack(logits, true)), (std::vector<std::size_t>{1}));
  EXPECT_EQ(likeliest_poses(logits, 1, 0, tie_slack(logits, false)),
            (std::vector<std::size_t>{0, 1}));
}

} // namespace
