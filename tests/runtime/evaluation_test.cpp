#include "equivarify/runtime/evaluation.hpp"

#include "equivarify/runtime/equivariance_check.hpp"
#include "equivarify/runtime/prediction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "runtime/toy_data.hpp"

namespace {

namespace runtime = equivarify::runtime;

/// A network whose logits are what a test says.
class ScriptedNetwork final : public runtime::Network {
public:
  using Script = std::function<void(std::span<float const> image, std::span<float> logits)>;

  explicit ScriptedNetwork(Script script) : script_(std::move(script)) {}

  [[nodiscard]] runtime::Description const& description() const override { return description_; }

  [[nodiscard]] std::vector<runtime::ParameterView> parameters() override { return {}; }

  [[nodiscard]] std::vector<runtime::ParameterView> gradients() override { return {}; }

  void initialize(std::uint64_t /*seed*/) override {}

  void load() override {}

  void forward(std::span<float const> images, std::span<float> logits) override {
    std::size_t const labels = description_.labels();
    for (std::size_t n = 0; n * labels < logits.size(); ++n) {
      script_(images.subspan(n * toy::pixels, toy::pixels), logits.subspan(n * labels, labels));
    }
  }

  double gradient(std::span<float const> /*images*/,
                  std::span<std::uint32_t const> /*labels*/) override {
    return 0;
  }

  void update_state() override {}

private:
  runtime::Description description_ = runtime::describe<toy::Model>();
  Script script_;
};

/// A picture with one bright pixel, in the corner where element g takes the upper left one.
runtime::Dataset corner_pictures(std::vector<std::uint8_t> const& classes) {
  runtime::Dataset data{
      toy::pixels, std::vector<std::uint8_t>(classes.size() * toy::pixels), classes};
  for (std::size_t n = 0; n < classes.size(); ++n) {
    data.pixels[n * toy::pixels] = 255;
  }
  return data;
}

/// The element whose turn brought the bright pixel to where it is.
std::size_t element_of(std::span<float const> image) {
  for (std::size_t g = 0; g < toy::turns; ++g) {
    auto const& permutation = toy::Model::input_permutations[g];
    auto const corner = std::find(permutation.begin(), permutation.end(), 0) - permutation.begin();
    if (image[static_cast<std::size_t>(corner)] == 1.0F) {
      return g;
    }
  }
  return toy::turns;
}

/// Says (g k, d) to each picture turned by g.
ScriptedNetwork answering(std::size_t k, std::size_t d) {
  return ScriptedNetwork([k, d](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[toy::Model::product[element_of(image)][k] * toy::kinds + d] = 1;
  });
}

void expect_accuracy(runtime::Accuracy const& accuracy,
                     double joint,
                     double class_alone,
                     double up_to_symmetry) {
  EXPECT_DOUBLE_EQ(accuracy.joint, joint);
  EXPECT_DOUBLE_EQ(accuracy.class_alone, class_alone);
  EXPECT_DOUBLE_EQ(accuracy.joint_up_to_symmetry, up_to_symmetry);
}

TEST(Evaluation, CountsRightAnswersInEveryTurn) {
  ScriptedNetwork network = answering(0, 1);
  runtime::Evaluation const result = evaluate(network, corner_pictures({1, 1, 0, 1}), 1);
  ASSERT_EQ(result.copies.size(), 4U);
  for (runtime::Accuracy const& copy : result.copies) {
    expect_accuracy(copy, 0.75, 0.75, 0.75);
  }
  expect_accuracy(result.random_turn, 0.75, 0.75, 0.75);
}

TEST(Evaluation, CountsAnswersOffByASymmetryOfTheClass) {
  // Class 2 looks the same after a half turn, class 1 does not.
  ScriptedNetwork half_turn = answering(2, 2);
  expect_accuracy(evaluate(half_turn, corner_pictures({2, 1}), 1).random_turn, 0, 0.5, 0.5);
  ScriptedNetwork half_turn_of_edge = answering(2, 1);
  expect_accuracy(evaluate(half_turn_of_edge, corner_pictures({2, 1}), 1).random_turn, 0, 0.5, 0);
  ScriptedNetwork quarter_turn = answering(1, 2);
  expect_accuracy(evaluate(quarter_turn, corner_pictures({2, 1}), 1).random_turn, 0, 0.5, 0);
}

TEST(Evaluation, TurnsImagesByEveryElementAtRandom) {
  std::vector<std::size_t> seen(toy::turns);
  // Right for quarter turns only: the share at random is the share of quarter turns.
  ScriptedNetwork network([&](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[element_of(image) == 1 ? toy::kinds : toy::kinds + 1] = 1;
  });
  runtime::Dataset const data = corner_pictures(std::vector<std::uint8_t>(1000, 0));
  runtime::Evaluation const result = evaluate(network, data, 7);
  EXPECT_EQ(result.copies[1].joint, 1.0);
  EXPECT_EQ(result.copies[0].joint, 0.0);
  EXPECT_NEAR(result.random_turn.joint, 0.25, 0.06);
  EXPECT_NE(evaluate(network, data, 8).random_turn.joint, result.random_turn.joint);
}

TEST(EquivarianceCheck, FindsNoBitInALift) {
  runtime::ThreadPool pool(2);
  runtime::NetworkOf<toy::Model> network(pool);
  network.initialize(4);
  runtime::EquivarianceReport const report = check_equivariance(network, toy::make_data(100));
  EXPECT_EQ(report.images, 100U);
  EXPECT_EQ(report.elements, 4U);
  EXPECT_EQ(report.values, 100U * 4 * 12 * 2);
  EXPECT_EQ(report.differing_bits, 0U);
  EXPECT_FALSE(report.first);
}

TEST(EquivarianceCheck, FindsASingleBitAndSaysWhere) {
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), -1.0F);
    std::size_t const g = element_of(image);
    logits[g * toy::kinds + 1] = g == 3 ? std::nextafter(8.0F, 9.0F) : 8.0F;
  });
  runtime::EquivarianceReport const report = check_equivariance(network, corner_pictures({1, 1}));
  EXPECT_GE(report.differing_bits, 2U);
  ASSERT_TRUE(report.first);
  EXPECT_EQ(report.first->kind, "logit");
  EXPECT_EQ(report.first->image, 0U);
  EXPECT_EQ(report.first->element, 3U);
  EXPECT_EQ(report.first->copy, 3U);
  EXPECT_EQ(report.first->class_index, 1U);
  EXPECT_EQ(report.first->expected, 8.0F);
  EXPECT_EQ(report.deviation, 1U);
}

TEST(EquivarianceCheck, AllowsRoundingWhereTheNetworkPromisesNoMore) {
  runtime::Description description = runtime::describe<toy::Model>();
  runtime::EquivarianceReport rounded{.differing_bits = 5, .first = std::nullopt, .deviation = 3};
  EXPECT_FALSE(holds(description, rounded));
  description.is_exact = false;
  EXPECT_TRUE(holds(description, rounded));
  rounded.deviation = runtime::allowed_deviation + 1;
  EXPECT_FALSE(holds(description, rounded));
}

TEST(EquivarianceCheck, RefutesWhatIsNoNumberAtAnyRounding) {
  runtime::Description description = runtime::describe<toy::Model>();
  description.is_exact = false;
  std::vector<float> const of_image(description.labels(), 1.0F);
  std::vector<float> of_turned = of_image;
  of_turned[2] = std::numeric_limits<float>::quiet_NaN();
  runtime::EquivarianceReport report;
  compare_outputs(description, {of_image, of_turned}, {.kind = "logit"}, report);
  EXPECT_FALSE(holds(description, report));
}

TEST(EquivarianceCheck, TellsTheActionFromItsInverse) {
  // (g y)(h) = y(g^-1 h): this network turns its output the other way.
  ScriptedNetwork network([](std::span<float const> image, std::span<float> logits) {
    std::fill(logits.begin(), logits.end(), 0.0F);
    logits[toy::Model::inverse[element_of(image)] * toy::kinds] = 1;
  });
  EXPECT_NE(check_equivariance(network, corner_pictures({0})).differing_bits, 0U);
}

TEST(Prediction, NamesClassAndTurnAndShiftsItsProbabilities) {
  ScriptedNetwork network = answering(0, 1);
  std::vector<std::uint8_t> picture(toy::pixels);
  picture[0] = 255;
  runtime::Prediction const prediction = predict(network, picture, true);
  ASSERT_EQ(prediction.turns.size(), 4U);
  for (std::size_t g = 0; g < 4; ++g) {
    EXPECT_EQ(prediction.turns[g].element, g);
    EXPECT_EQ(prediction.turns[g].turn, g);
    EXPECT_EQ(prediction.turns[g].class_index, 1U);
    EXPECT_GT(prediction.turns[g].confidence(toy::kinds), 0.1F);
  }
  EXPECT_EQ(prediction.shift_differing_bits, 0U);
  EXPECT_EQ(predict(network, picture, false).turns.size(), 1U);
}

} // namespace
