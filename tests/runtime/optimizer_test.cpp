#include "equivarify/runtime/optimizer/optimizer.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/optimizer/schedule.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

namespace runtime = equivarify::runtime;
using runtime::TrainingDefaults;

std::vector<float> random_numbers(std::size_t count, std::uint64_t seed) {
  runtime::Random random(seed);
  std::vector<float> numbers(count);
  for (float& number : numbers) {
    number = static_cast<float>(random.uniform(-1, 1));
  }
  return numbers;
}

/// Three arrays for Adam and steps on them.
struct Adam {
  std::vector<float> values;
  std::vector<float> first = std::vector<float>(values.size());
  std::vector<float> second = std::vector<float>(values.size());

  void run(std::size_t steps, runtime::ThreadPool& pool) {
    for (std::size_t step = 0; step < steps; ++step) {
      runtime::adam_update(runtime::adam_step({}, 0.01, step),
                           {.values = values, .first_moments = first, .second_moments = second},
                           random_numbers(values.size(), step + 1),
                           pool);
    }
  }
};

TEST(Adam, FollowsItsDefinitionInDoublePrecision) {
  runtime::ThreadPool pool(1);
  Adam adam{random_numbers(50, 0)};
  adam.run(10, pool);
  std::vector<float> const start = random_numbers(50, 0);
  for (std::size_t i = 0; i < start.size(); ++i) {
    auto w = static_cast<double>(start[i]);
    double m = 0;
    double v = 0;
    for (std::size_t t = 1; t <= 10; ++t) {
      auto const g = static_cast<double>(random_numbers(50, t)[i]);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double const m_hat = m / (1 - std::pow(0.9, t));
      double const v_hat = v / (1 - std::pow(0.999, t));
      w -= 0.01 * m_hat / (std::sqrt(v_hat) + 1e-8);
    }
    EXPECT_NEAR(static_cast<double>(adam.values[i]), w, 1e-5);
  }
}

TEST(Adam, DoesNotDependOnTheNumberOfThreads) {
  std::size_t const size = 3 * runtime::adam_chunk + 17;
  runtime::ThreadPool one(1);
  runtime::ThreadPool three(3);
  Adam a{random_numbers(size, 0)};
  Adam b = a;
  a.run(3, one);
  b.run(3, three);
  EXPECT_EQ(a.values, b.values);
}

TEST(Schedule, GoesFromTheFirstRateToTheLast) {
  TrainingDefaults training{.learning_rate = 1.0, .final_learning_rate = 0.2};
  for (auto const schedule : {runtime::Schedule::linear, runtime::Schedule::cosine}) {
    training.schedule = schedule;
    EXPECT_DOUBLE_EQ(learning_rate(training, 0, 101), 1.0);
    EXPECT_DOUBLE_EQ(learning_rate(training, 50, 101), 0.6);
    EXPECT_DOUBLE_EQ(learning_rate(training, 100, 101), 0.2);
  }
}

TEST(Schedule, StaysWhenConstantAndWithASingleStep) {
  TrainingDefaults training{.learning_rate = 1.0, .schedule = runtime::Schedule::constant};
  EXPECT_EQ(learning_rate(training, 70, 101), 1.0);
  training.schedule = runtime::Schedule::cosine;
  EXPECT_EQ(learning_rate(training, 0, 1), 1.0);
}

} // namespace
