#include "equivarify/runtime/evaluation/evaluation.hpp"

#include "equivarify/runtime/evaluation/prediction.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "runtime/scripted_network.hpp"

namespace {

namespace runtime = equivarify::runtime;
using runtime::tried_elements;
using ::testing::ElementsAre;
using toy::answering;
using toy::corner_pictures;
using toy::element_of;
using toy::ScriptedNetwork;

void expect_accuracy(runtime::Accuracy const& accuracy, runtime::Accuracy const& expected) {
  EXPECT_DOUBLE_EQ(accuracy.joint, expected.joint);
  EXPECT_DOUBLE_EQ(accuracy.class_alone, expected.class_alone);
  EXPECT_DOUBLE_EQ(accuracy.pose, expected.pose);
  EXPECT_DOUBLE_EQ(accuracy.joint_up_to_symmetry, expected.joint_up_to_symmetry);
}

TEST(Evaluation, CountsRightAnswersInEveryTurn) {
  ScriptedNetwork network = answering(0, 1);
  runtime::Evaluation const result = evaluate(network, corner_pictures({1, 1, 0, 1}), 1);
  ASSERT_EQ(result.copies.size(), 4U);
  // Of class 0 it says nothing: told that class, it finds all four turns equally likely.
  runtime::Accuracy const expected{
      .joint = 0.75, .class_alone = 0.75, .pose = 0.8125, .joint_up_to_symmetry = 0.75};
  for (runtime::Accuracy const& copy : result.copies) {
    expect_accuracy(copy, expected);
  }
  expect_accuracy(result.random_turn, expected);
}

TEST(Evaluation, CountsAnswersOffByASymmetryOfTheClass) {
  // Class 2 looks the same after a half turn, class 1 does not.
  auto const random_turn = [](ScriptedNetwork network) {
    return evaluate(network, corner_pictures({2, 1}), 1).random_turn;
  };
  expect_accuracy(random_turn(answering(2, 2)), {0, 0.5, 0.125, 0.5});
  expect_accuracy(random_turn(answering(2, 1)), {0, 0.5, 0.125, 0});
  expect_accuracy(random_turn(answering(1, 2)), {0, 0.5, 0.125, 0});
}

TEST(Evaluation, GivesASetOfAnswersTheShareOfTheRightOnes) {
  // A ring: all four turns of class 2 are equally likely. One is right, two are up to symmetry.
  ScriptedNetwork network([](std::span<float const> /*image*/, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    for (std::size_t h = 0; h < toy::turns; ++h) {
      logits[h * toy::kinds + 2] = 1;
    }
  });
  runtime::Evaluation const result = evaluate(network, corner_pictures({2, 2, 2}), 1);
  for (runtime::Accuracy const& copy : result.copies) {
    expect_accuracy(copy, {0.25, 1, 0.25, 0.5});
  }
}

TEST(Evaluation, CountsAnswersThatAreNoNumbersAsWrong) {
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[1] = element_of(image) == 2 ? std::numeric_limits<float>::infinity() : 1.0F;
  });
  runtime::Evaluation const result = evaluate(network, corner_pictures({1, 1, 1}), 1);
  EXPECT_EQ(result.not_finite.answers, 3U);
  EXPECT_EQ(result.not_finite.image, 0U);
  EXPECT_EQ(result.not_finite.element, 2U);
  EXPECT_EQ(result.copies[2].class_alone, 0);
  EXPECT_EQ(result.copies[3].class_alone, 1);
  std::vector<float> picture(toy::pixels);
  picture[0] = 1;
  EXPECT_EQ(predict(network, picture, true).not_finite.answers, 1U);
  EXPECT_EQ(predict(network, picture, false).not_finite.answers, 0U);
}

TEST(Evaluation, TurnsImagesByEveryElementAtRandom) {
  std::vector<std::size_t> seen(toy::turns);
  // Right for quarter turns only: the share at random is the share of quarter turns.
  ScriptedNetwork network([&](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[element_of(image) == 1 ? toy::kinds : toy::kinds + 1] = 1;
  });
  runtime::Dataset const data = corner_pictures(std::vector<std::uint32_t>(1000, 0));
  runtime::Evaluation const result = evaluate(network, data, 7);
  EXPECT_EQ(result.copies[1].joint, 1.0);
  EXPECT_EQ(result.copies[0].joint, 0.0);
  EXPECT_NEAR(result.random_turn.joint, 0.25, 0.06);
  EXPECT_NE(evaluate(network, data, 8).random_turn.joint, result.random_turn.joint);
}

TEST(Evaluation, TriesTheElementsThatAreAskedFor) {
  // Right for quarter turns only, which are one of the two elements tried.
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[element_of(image) == 1 ? toy::kinds : toy::kinds + 1] = 1;
  });
  runtime::Dataset const data = corner_pictures(std::vector<std::uint32_t>(1000, 0));
  runtime::Evaluation const result = evaluate(network, data, 7, {1, 3});
  EXPECT_THAT(result.elements, ElementsAre(1, 3));
  ASSERT_EQ(result.copies.size(), 2U);
  EXPECT_EQ(result.copies[0].joint, 1.0);
  EXPECT_EQ(result.copies[1].joint, 0.0);
  EXPECT_NEAR(result.random_turn.joint, 0.5, 0.07);
}

TEST(TriedElements, AreAllOfASmallGroupAndADrawOfALargeOne) {
  EXPECT_THAT(tried_elements(4, 0, 1), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(tried_elements(4, 9, 1), ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(tried_elements(10'000, 0, 1).size(), runtime::most_tried);
  EXPECT_EQ(tried_elements(10'000, 10'000, 1).size(), 10'000U);
  EXPECT_NE(tried_elements(10'000, 0, 1), tried_elements(10'000, 0, 2));
  EXPECT_EQ(runtime::tried_text(512, 9800), "512 of 9,800");
  EXPECT_EQ(runtime::tried_text(4, 4), "4");
}

RC_GTEST_PROP(TriedElements, BeginWithTheIdentityAndStandOnceInOrder, ()) {
  std::size_t const order = *rc::gen::inRange<std::size_t>(1, 600);
  std::size_t const count = *rc::gen::inRange<std::size_t>(1, 700);
  auto const tried = tried_elements(order, count, *rc::gen::arbitrary<std::uint64_t>());
  RC_ASSERT(tried.size() == std::min(order, count));
  RC_ASSERT(tried.front() == 0U);
  RC_ASSERT(tried.back() < order);
  RC_ASSERT(std::adjacent_find(tried.begin(), tried.end(), std::greater_equal<>{}) == tried.end());
}

/// Every element but the identity is as likely as any other: 3 of 7, drawn for many seeds.
TEST(TriedElements, AreDrawnWithoutPreference) {
  std::vector<std::size_t> seen(7);
  constexpr std::size_t draws = 6000;
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    for (std::size_t const element : tried_elements(7, 3, seed)) {
      ++seen[element];
    }
  }
  EXPECT_EQ(seen[0], draws);
  for (std::size_t element = 1; element < 7; ++element) {
    EXPECT_NEAR(static_cast<double>(seen[element]), draws / 3.0, 150) << element;
  }
}

} // namespace
