#include "equivarify/runtime/evaluation/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "runtime/scripted_network.hpp"

namespace {

namespace runtime = equivarify::runtime;
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

} // namespace
