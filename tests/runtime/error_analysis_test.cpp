#include "equivarify/runtime/evaluation/error_analysis.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "runtime/scripted_network.hpp"

namespace {

namespace runtime = equivarify::runtime;

/// The answer (h, d) with the probability \p certainty of the class.
runtime::Answer answer(std::vector<runtime::Label> best, double certainty) {
  std::vector<double> marginals(toy::kinds, (1 - certainty) / (toy::kinds - 1));
  marginals[best.front().class_index] = certainty;
  return {.classes = {best.front().class_index},
          .best = std::move(best),
          .marginals = marginals,
          .class_probability = certainty,
          .pose_probability = 1};
}

/// All errors of \p cases, which are pictures number 0, 1, ...
runtime::ErrorAnalysis analysis(std::vector<runtime::Case> cases) {
  runtime::Description const description = runtime::describe<toy::Model>();
  runtime::ErrorCollector collector(description);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].image = i;
    collector.add(cases[i]);
  }
  return collector.result(toy::make_data(cases.size()));
}

TEST(ErrorAnalysis, SaysWhichClassIsTakenForWhich) {
  runtime::ErrorAnalysis const errors =
      analysis({{.true_class = 0, .answer = answer({{0, 0}}, 0.9)},
                {.true_class = 0, .answer = answer({{1, 2}}, 0.8)},
                {.true_class = 1, .answer = answer({{0, 2}}, 0.7)}});
  std::vector<std::vector<double>> const expected{{1, 0, 1}, {0, 0, 1}, {0, 0, 0}};
  EXPECT_EQ(errors.confusion, expected);
}

TEST(ErrorAnalysis, CountsTurnsFromTheTruthOnTheRight) {
  // Turned by r, answered r^2: the answer is g k with k = r. A ring counts a quarter for each turn.
  runtime::ErrorAnalysis const errors =
      analysis({{.turn = 1, .element = 1, .true_class = 1, .answer = answer({{2, 1}}, 0.9)},
                {.turn = 3,
                 .element = 3,
                 .true_class = 1,
                 .answer = answer({{0, 1}, {1, 1}, {2, 1}, {3, 1}}, 0.9)},
                {.turn = 1, .element = 1, .true_class = 0, .answer = answer({{1, 1}}, 0.9)}});
  EXPECT_EQ(errors.turns_off[1], (std::vector<double>{0.25, 1.25, 0.25, 0.25}));
  EXPECT_EQ(errors.turns_off[0], std::vector<double>(4, 0));
}

TEST(ErrorAnalysis, ComparesConfidenceWithAccuracy) {
  runtime::ErrorAnalysis const errors =
      analysis({{.true_class = 0, .answer = answer({{0, 0}}, 0.96)},
                {.true_class = 0, .answer = answer({{0, 1}}, 0.98)},
                {.true_class = 0, .answer = answer({{0, 0}}, 1.0)}});
  std::size_t images = 0;
  for (runtime::ConfidenceBin const& bin : errors.by_confidence) {
    images += bin.images;
    EXPECT_LT(bin.from, bin.to);
    if (bin.from == 0.95) {
      EXPECT_EQ(bin.images, 2U);
      EXPECT_DOUBLE_EQ(bin.confidence, 0.97);
      EXPECT_DOUBLE_EQ(bin.class_right, 0.5);
    }
  }
  EXPECT_EQ(images, 3U);
  EXPECT_EQ(errors.by_confidence.back().images, 1U); // a probability of 1 is in the last
}

TEST(ErrorAnalysis, ShowsTheSurestErrorsFirstAsTheyWereTurned) {
  std::vector<runtime::Case> cases(20);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i] = {.turn = 1,
                .element = 1,
                .true_class = 0,
                .answer = answer({{1, i == 3 ? 0U : 1U}}, 0.5 + 0.01 * static_cast<double>(i))};
  }
  runtime::ErrorAnalysis const errors = analysis(cases);
  ASSERT_EQ(errors.worst.size(), runtime::ErrorCollector::kept);
  EXPECT_EQ(errors.worst.front().error.image, 19U);
  EXPECT_EQ(errors.worst.back().error.image, 8U); // number 3 is right
  runtime::Dataset const data = toy::make_data(cases.size());
  auto const& turn = toy::Model::input_permutations[1];
  for (std::size_t i = 0; i < toy::pixels; ++i) {
    EXPECT_EQ(errors.worst.front().pixels[i], data.inputs.bytes[19 * toy::pixels + turn[i]]);
  }
}

TEST(ErrorAnalysis, TakesATurnThatTheClassDoesNotTellForRight) {
  // Class 2 looks the same after a half turn.
  EXPECT_TRUE(analysis({{.true_class = 2, .answer = answer({{2, 2}}, 0.9)}}).worst.empty());
  EXPECT_EQ(analysis({{.true_class = 1, .answer = answer({{2, 1}}, 0.9)}}).worst.size(), 1U);
}

} // namespace
