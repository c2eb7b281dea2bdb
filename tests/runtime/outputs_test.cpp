/// \file
/// A network with outputs behind the runtime's interface: checked, evaluated and asked.
#include "equivarify/runtime/answers/describe_output.hpp"
#include "equivarify/runtime/answers/heads.hpp"
#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/output_evaluation.hpp"
#include "equivarify/runtime/evaluation/output_prediction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "runtime/head_models.hpp"

namespace equivarify::testing {
namespace {

using heads::C4;
using heads::Outputs;
using Values = std::vector<float>;

constexpr std::size_t pixels = 4;

runtime::Description description() {
  runtime::Description result;
  result.name = "corners";
  result.order = C4::order;
  result.classes = 0;
  result.rows = 2;
  result.columns = 2;
  result.element_names = {"e", "r", "r^2", "r^3"};
  result.element_labels = {"0", "90", "180", "270"};
  for (auto const& row : C4::product) {
    result.product.emplace_back(row.begin(), row.end());
  }
  result.inverse = {C4::inverse.begin(), C4::inverse.end()};
  result.input_permutations = {{0, 1, 2, 3}, {1, 3, 0, 2}, {3, 2, 1, 0}, {2, 0, 3, 1}};
  Outputs::for_each_output(
      [&]<typename O>() { result.outputs.push_back(runtime::describe_output<C4, O>()); });
  return result;
}

/// R of the lift of F, F(x)[i] = sum of cos(5 i + j) x[j].
class Corners final : public runtime::Network {
public:
  [[nodiscard]] runtime::Description const& description() const override { return description_; }

  [[nodiscard]] runtime::Description& description() { return description_; }

  [[nodiscard]] std::vector<runtime::ParameterView> parameters() override { return {}; }

  [[nodiscard]] std::vector<runtime::ParameterView> gradients() override { return {}; }

  void initialize(std::uint64_t /*seed*/) override {}

  void load() override {}

  void update_state() override {}

  void forward(std::span<float const> images, std::span<float> answers) override {
    std::size_t const size = description_.output_size();
    for (std::size_t n = 0; n * size < answers.size(); ++n) {
      Values const s = copies_of(images.subspan(n * pixels, pixels));
      runtime::ReadHeads<Outputs>::forward(1, s.data(), answers.data() + n * size);
    }
  }

  void lane_gradients(std::span<float const> /*images*/,
                      runtime::Targets const& /*targets*/,
                      runtime::BatchPart const& /*part*/,
                      runtime::LaneTaker const& /*take*/) override {}

private:
  [[nodiscard]] Values copies_of(std::span<float const> image) const {
    Values s;
    for (std::size_t h = 0; h < C4::order; ++h) {
      auto const& sources = description_.input_permutations[C4::inverse[h]];
      for (std::size_t i = 0; i < Outputs::copy_numbers; ++i) {
        float sum = 0;
        for (std::size_t j = 0; j < pixels; ++j) {
          sum += std::cos(static_cast<float>(5 * i + j)) * image[sources[j]];
        }
        s.push_back(sum);
      }
    }
    return s;
  }

  runtime::Description description_ = testing::description();
};

runtime::NumberArray floats(std::size_t rows, Values const& values) {
  std::vector<std::uint8_t> bytes(values.size() * sizeof(float));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return {{rows, values.size() / rows}, runtime::NumberType::f32, std::move(bytes)};
}

/// Two pictures; the first has the symmetry r^2.
runtime::Dataset pictures() {
  return {.inputs = floats(2, {1, 2, 2, 1, 0.5F, -3, 4, 7}),
          .targets = {floats(2, {1, 1}),
                      floats(2, {0, 0, 1, 2}),
                      floats(2, {0, 0, 0, 0, 1, 1, 1, 1}),
                      floats(2, {0, 7})}};
}

TEST(OutputCheck, FindsNoBitThatDiffers) {
  Corners network;
  runtime::EquivarianceReport const report = runtime::check_equivariance(network, pictures());
  EXPECT_EQ(report.differing_bits, 0U);
  EXPECT_EQ(report.values, 2U * 4U * 17U);
  ASSERT_EQ(report.outputs.size(), 4U);
  EXPECT_EQ(report.outputs[2].values, 2U * 4U * 4U);
  EXPECT_EQ(report.symmetric, 1U); // the first picture is its own half turn
  EXPECT_EQ(runtime::check_equivariance(network, pictures(), {0, 1}).symmetric, 0U);
}

TEST(OutputCheck, SeesALostSignAndALostMotion) {
  Corners network;
  network.description().outputs[1].negated[1] = {false, false};
  runtime::EquivarianceReport const sign = runtime::check_equivariance(network, pictures());
  ASSERT_TRUE(sign.first);
  EXPECT_EQ(sign.first->output, 1U);
  EXPECT_EQ(sign.first->entry, 0U);
  EXPECT_EQ(sign.first->element, 1U);
  EXPECT_EQ(sign.first->expected, -sign.first->found);
  EXPECT_EQ(sign.outputs[0].differing_bits, 0U);
  EXPECT_GT(sign.outputs[1].differing_bits, 0U);
  std::string const json = to_json(network.description(), sign);
  EXPECT_NE(json.find(R"("output": "arrow")"), std::string::npos) << json;
  network.description() = description();
  network.description().outputs[3].permutations[2] = {0, 1, 2, 3, 4, 5, 6, 7};
  runtime::EquivarianceReport const motion = runtime::check_equivariance(network, pictures());
  EXPECT_GT(motion.outputs[3].differing_bits, 0U);
  EXPECT_EQ(motion.outputs[1].differing_bits, 0U);
}

TEST(OutputCheck, ShowsNothingOfWhatIsNoNumber) {
  Corners network;
  runtime::Dataset huge = pictures();
  huge.inputs = floats(2, {1, 2, 2, 1, 3e38F, 3e38F, 3e38F, 3e38F});
  runtime::EquivarianceReport const report = runtime::check_equivariance(network, huge);
  EXPECT_GT(report.not_finite, 0U);
  ASSERT_TRUE(report.first_not_finite);
  EXPECT_EQ(report.first_not_finite->image, 1U);
  EXPECT_FALSE(holds(network.description(), report));
  runtime::OutputEvaluation const evaluation = runtime::evaluate_outputs(network, huge);
  EXPECT_EQ(evaluation.not_finite.answers, 1U);
  EXPECT_EQ(evaluation.not_finite.image, 1U);
  std::vector<float> image(pixels);
  huge.input(1, image);
  EXPECT_EQ(predict_outputs(network, image, true).not_finite.answers, 4U);
}

TEST(OutputEvaluation, HasErrorsOfNumbersAndSharesOfClasses) {
  Corners network;
  runtime::Dataset const data = pictures();
  Values y(2 * network.description().output_size());
  network.forward(Values{1, 2, 2, 1, 0.5F, -3, 4, 7}, y);
  runtime::OutputEvaluation const found = runtime::evaluate_outputs(network, data);
  ASSERT_EQ(found.outputs.size(), 4U);
  double error = 0;
  Values const targets{0, 0, 1, 2};
  for (std::size_t n = 0; n < 2; ++n) {
    for (std::size_t i = 0; i < 2; ++i) {
      error += std::abs(static_cast<double>(y[n * 17 + 3 + i] - targets[n * 2 + i])) / 4;
    }
  }
  ASSERT_TRUE(found.outputs[1].mean_absolute_error);
  EXPECT_NEAR(*found.outputs[1].mean_absolute_error, error, 1e-6);
  EXPECT_FALSE(found.outputs[1].accuracy);
  // The first picture is its own half turn: the answers at h and r^2 h are equal, so that one of
  // two right ones counts half.
  auto const is_best = [&](std::size_t n, std::size_t entry) {
    auto const first = y.begin() + static_cast<std::ptrdiff_t>(n * 17 + 9);
    auto const best = std::max_element(first, first + 8);
    return *(first + static_cast<std::ptrdiff_t>(entry)) == *best;
  };
  double const share = (is_best(0, 0) ? 0.5 : 0.0) + (is_best(1, 7) ? 1.0 : 0.0);
  ASSERT_TRUE(found.outputs[3].accuracy);
  EXPECT_DOUBLE_EQ(*found.outputs[3].accuracy, share / 2);
  double confusions = 0;
  for (auto const& row : found.outputs[3].confusion) {
    for (double const count : row) {
      confusions += count;
    }
  }
  EXPECT_DOUBLE_EQ(confusions, 2);
  EXPECT_NEAR(found.loss,
              found.outputs[0].loss + 0.5 * found.outputs[1].loss + found.outputs[2].loss +
                  2 * found.outputs[3].loss,
              1e-12);
}

TEST(OutputEvaluation, KeepsTheFirstImagesAndThoseOfTheLargestLosses) {
  Corners network;
  runtime::Dataset const data = pictures();
  runtime::OutputEvaluation const found = runtime::evaluate_outputs(network, data);
  ASSERT_EQ(found.examples.size(), 2U);
  ASSERT_EQ(found.worst.size(), 2U);
  EXPECT_EQ(found.examples[0].image, 0U);
  EXPECT_EQ(found.examples[1].image, 1U);
  EXPECT_EQ(found.examples[0].input, (Values{1, 2, 2, 1}));
  EXPECT_EQ(found.examples[1].targets[1], (Values{1, 2}));
  EXPECT_EQ(found.examples[1].answers[3].best.front().best.size(), 1U);
  EXPECT_GE(found.worst[0].loss, found.worst[1].loss);
  EXPECT_NE(found.worst[0].image, found.worst[1].image);
  EXPECT_NEAR((found.worst[0].loss + found.worst[1].loss) / 2, found.loss, 1e-12);
  std::string const json = to_json(network.description(), found);
  EXPECT_NE(json.find(R"("worst": [)"), std::string::npos) << json;
}

TEST(OutputPrediction, AnswersWithSetsThatTurnWithThePicture) {
  Corners network;
  runtime::OutputPrediction const found =
      runtime::predict_outputs(network, Values{1, 2, 2, 1}, true);
  EXPECT_EQ(found.differing_bits, 0U);
  ASSERT_EQ(found.turns.size(), 4U);
  auto const best = [&](std::size_t turn) {
    return found.turns[turn].outputs[3].best.front().best;
  };
  ASSERT_EQ(best(0).size(), 2U); // a coset: the picture is its own half turn
  EXPECT_EQ(best(0)[1], best(0)[0] + 4);
  EXPECT_EQ(best(2), best(0));
  std::vector<std::size_t> turned;
  for (std::size_t const entry : best(0)) {
    turned.push_back((entry + 2) % 8);
  }
  std::sort(turned.begin(), turned.end());
  EXPECT_EQ(best(1), turned);
  EXPECT_EQ(found.turns[0].outputs[0].probabilities, found.turns[1].outputs[0].probabilities);
  std::string const json = to_json(network.description(), found);
  EXPECT_NE(json.find(R"("answers": [")"), std::string::npos) << json;
}

TEST(OutputAnswer, HasAClassForEachCell) {
  runtime::OutputFacts const mask{.name = "mask",
                                  .size = 6,
                                  .classes = 2,
                                  .cells = 3,
                                  .loss = runtime::Loss::cross_entropy_per_cell,
                                  .class_names = {"no", "yes"}};
  runtime::OutputAnswer const answer = runtime::answer_of(mask, Values{1, 0, 2, 3, 0, 1});
  ASSERT_EQ(answer.best.size(), 3U);
  EXPECT_EQ(answer.best[0].best, (std::vector<std::size_t>{1}));
  EXPECT_EQ(answer.best[1].best, (std::vector<std::size_t>{0, 1})); // equal: nobody may choose
  EXPECT_EQ(answer.best[2].best, (std::vector<std::size_t>{0}));
  EXPECT_NEAR(static_cast<double>(answer.probabilities[3]), 1 / (1 + std::exp(-2.0)), 1e-6);
  EXPECT_NEAR(static_cast<double>(answer.probabilities[0]), 1 / (1 + std::exp(2.0)), 1e-6);
}

} // namespace
} // namespace equivarify::testing
