/// \file
/// Each loss by its definition in double, and its gradient against differences of that.
#include "equivarify/runtime/answers/losses.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <vector>

#include "runtime/head_models.hpp"

namespace equivarify::testing {
namespace {

using runtime::Loss;
using Values = std::vector<float>;
using Doubles = std::vector<double>;

double log_sum(Doubles const& y) {
  double sum = 0;
  for (double const value : y) {
    sum += std::exp(value);
  }
  return std::log(sum);
}

/// What class \p c counts: all of them 1 where nothing is said.
double counted(Doubles const& weights, double c) {
  return weights.empty() ? 1 : weights[static_cast<std::size_t>(c) % weights.size()];
}

/// The loss \p kind by its definition, where class c counts \p weights[c].
double defined(Loss kind, Doubles const& y, Doubles const& t, Doubles const& weights = {}) {
  double const count = static_cast<double>(y.size());
  double sum = 0;
  switch (kind) {
  case Loss::cross_entropy:
    return counted(weights, t[0]) * (log_sum(y) - y[static_cast<std::size_t>(t[0])]);
  case Loss::cross_entropy_per_cell:
    for (std::size_t cell = 0; cell < t.size(); ++cell) {
      Doubles channels;
      for (std::size_t i = cell; i < y.size(); i += t.size()) {
        channels.push_back(y[i]);
      }
      sum += counted(weights, t[cell]) *
             (log_sum(channels) - channels[static_cast<std::size_t>(t[cell])]);
    }
    return sum / static_cast<double>(t.size());
  case Loss::mean_squared_error:
    for (std::size_t i = 0; i < y.size(); ++i) {
      sum += (y[i] - t[i]) * (y[i] - t[i]);
    }
    return sum / count;
  case Loss::huber:
    for (std::size_t i = 0; i < y.size(); ++i) {
      double const e = std::abs(y[i] - t[i]);
      sum += e <= 1 ? e * e / 2 : e - 0.5;
    }
    return sum / count;
  case Loss::binary_cross_entropy:
    for (std::size_t i = 0; i < y.size(); ++i) {
      double const p = 1 / (1 + std::exp(-y[i]));
      sum -= t[i] * std::log(p) + (1 - t[i]) * std::log(1 - p);
    }
    break;
  }
  return sum / count;
}

Values drawn(std::size_t count, int low, int high) {
  return *rc::gen::container<Values>(
      count, rc::gen::map(rc::gen::inRange(low * 1000, high * 1000), [](int n) {
        return static_cast<float>(n) / 1000.0F;
      }));
}

/// A target for twelve answers.
Values drawn_target(Loss kind) {
  switch (kind) {
  case Loss::cross_entropy:
    return {static_cast<float>(*rc::gen::inRange(0, 12))};
  case Loss::cross_entropy_per_cell: { // three channels in four cells
    auto const classes = *rc::gen::container<std::vector<int>>(4, rc::gen::inRange(0, 3));
    return {classes.begin(), classes.end()};
  }
  case Loss::mean_squared_error:
  case Loss::huber:
    return drawn(12, -3, 3);
  case Loss::binary_cross_entropy:
    break;
  }
  return drawn(12, 0, 1);
}

RC_GTEST_PROP(Losses, AreTheirDefinitionsAndHaveTheirDerivatives, ()) {
  auto const kind = *rc::gen::element(Loss::cross_entropy,
                                      Loss::cross_entropy_per_cell,
                                      Loss::mean_squared_error,
                                      Loss::huber,
                                      Loss::binary_cross_entropy);
  Values const answers = drawn(12, -5, 5);
  Values const targets = drawn_target(kind);
  // Of three classes, which twelve answers have at four cosets or in four cells; or none.
  bool const has_classes = kind == Loss::cross_entropy || kind == Loss::cross_entropy_per_cell;
  Doubles weights;
  for (float const weight : drawn(has_classes && *rc::gen::arbitrary<bool>() ? 3 : 0, 0, 4)) {
    weights.push_back(static_cast<double>(weight) + 0.001);
  }
  Values gradient(12);
  double const found = runtime::output_loss(kind, answers, targets, gradient, weights);
  Doubles y(answers.begin(), answers.end());
  Doubles const t(targets.begin(), targets.end());
  RC_ASSERT(std::abs(found - defined(kind, y, t, weights)) < 4e-5);
  for (std::size_t i = 0; i < y.size(); ++i) {
    constexpr double step = 1e-5;
    double const here = y[i];
    y[i] = here + step;
    double const above = defined(kind, y, t, weights);
    y[i] = here - step;
    double const below = defined(kind, y, t, weights);
    y[i] = here;
    RC_ASSERT(std::abs(static_cast<double>(gradient[i]) - (above - below) / (2 * step)) < 8e-5);
  }
}

TEST(Losses, AreFiniteFarFromTheirTargets) {
  Values gradient(2);
  EXPECT_NEAR(
      runtime::binary_cross_entropy(Values{1000, -1000}, Values{0, 1}, gradient), 1000, 1e-3);
  EXPECT_NEAR(runtime::class_cross_entropy(Values{1000, -1000}, 1, gradient), 2000, 1e-3);
  EXPECT_EQ(gradient, (Values{1, -1}));
}

TEST(Losses, OfManyProbabilitiesDoNotOverflow) {
  Values const answers(5000, 0.0F);
  Values const targets(5000, 1.0F);
  Values gradient(5000);
  EXPECT_NEAR(runtime::binary_cross_entropy(answers, targets, gradient), std::log(2.0), 1e-12);
}

RC_GTEST_PROP(Losses, OfClassesDoNotDependOnTheOrderOfTheAnswers, ()) {
  Values const answers = drawn(9, -20, 20);
  std::vector<std::size_t> order(answers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::size_t const shift = *rc::gen::inRange<std::size_t>(1, 9);
  std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shift), order.end());
  Values moved(answers.size());
  std::size_t label = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    moved[i] = answers[order[i]];
    label = order[i] == 4 ? i : label;
  }
  Values gradient(9);
  Values of_moved(9);
  double const loss = runtime::class_cross_entropy(answers, 4, gradient);
  RC_ASSERT(loss == runtime::class_cross_entropy(moved, static_cast<float>(label), of_moved));
  for (std::size_t i = 0; i < order.size(); ++i) {
    RC_ASSERT(of_moved[i] == gradient[order[i]]);
  }
}

/// A class that counts twice is as a picture that is seen twice.
RC_GTEST_PROP(Losses, CountAClassAsOftenAsItsWeightSays, ()) {
  Values const answers = drawn(6, -5, 5);
  float const target = static_cast<float>(*rc::gen::inRange(0, 3));
  auto const times = *rc::gen::inRange(1, 5);
  Doubles weights{1, 1, 1};
  weights[static_cast<std::size_t>(target)] = times;
  Values once(6);
  Values weighted(6);
  double const loss = runtime::class_cross_entropy(answers, target, once);
  RC_ASSERT(runtime::class_cross_entropy(answers, target, weighted, weights) == times * loss);
  for (std::size_t i = 0; i < once.size(); ++i) {
    RC_ASSERT(weighted[i] == static_cast<float>(times) * once[i]);
  }
  std::rotate(weights.begin(), weights.begin() + 1, weights.end()); // now of another class
  RC_ASSERT(runtime::class_cross_entropy(answers, target, weighted, weights) == loss);
  RC_ASSERT(weighted == once);
}

struct ThreeToOne {
  static constexpr std::array<double, 3> class_weights{3, 1, 0.5};
};

/// Whatever the element, and where nobody knows it.
RC_GTEST_PROP(Losses, OfLabelsCountAsTheirClassesDo, ()) {
  constexpr std::size_t classes = 3;
  Values const answers = drawn(4 * classes, -5, 5);
  std::uint32_t const label = *rc::gen::inRange<std::uint32_t>(0, 5 * classes); // the last: unknown
  Values plain(answers.size());
  Values weighted(answers.size());
  std::span<std::uint32_t const> const target{&label, 1};
  double const loss = runtime::JointLoss<classes>::of(answers, target, plain);
  double const weight = ThreeToOne::class_weights[label % classes];
  RC_ASSERT(
      (runtime::JointLoss<classes, ThreeToOne>::of(answers, target, weighted) == weight * loss));
  for (std::size_t i = 0; i < plain.size(); ++i) {
    RC_ASSERT(weighted[i] == static_cast<float>(weight) * plain[i]);
  }
}

TEST(Losses, OfCellsAreDividedByTheNumberOfCellsNotByTheirWeights) {
  Values const answers(6); // two classes in three cells, all undecided
  Values gradient(6);
  Doubles const weights{3, 1};
  EXPECT_NEAR(runtime::cell_cross_entropy(answers, Values{0, 1, 1}, gradient, weights),
              (3 + 1 + 1) * std::log(2.0) / 3,
              1e-6);
}

/// Some have so many cells that the product of all their sums is not finite.
RC_GTEST_PROP(Losses, OfCellsAreTheMeansOfTheLossesOfEach, ()) {
  std::size_t const cells = *rc::gen::element<std::size_t>(1, 7, 700);
  auto const channels = *rc::gen::inRange<std::size_t>(1, 6);
  int const size = *rc::gen::element(1, 40);
  Values const some = drawn(13, -size, size);
  Values answers(channels * cells);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    answers[i] = some[i * i % some.size()];
  }
  Values targets(cells);
  for (std::size_t i = 0; i < cells; ++i) {
    targets[i] = static_cast<float>((i * i + cells) % channels);
  }
  Doubles weights{0.5, 2, 1, 3, 0.25};
  weights.resize(*rc::gen::element<std::size_t>(0, channels));
  Values gradient(answers.size());
  double const found = runtime::cell_cross_entropy(answers, targets, gradient, weights);
  double sum = 0;
  Values one(channels);
  Values slopes(channels);
  for (std::size_t i = 0; i < cells; ++i) {
    for (std::size_t c = 0; c < channels; ++c) {
      one[c] = answers[c * cells + i];
    }
    sum += runtime::class_cross_entropy(one, targets[i], slopes, weights);
    for (std::size_t c = 0; c < channels; ++c) {
      RC_ASSERT(gradient[c * cells + i] == slopes[c] / static_cast<float>(cells));
    }
  }
  RC_ASSERT(std::abs(found - sum / static_cast<double>(cells)) <= 1e-11 * (1 + found));
}

RC_GTEST_PROP(OutputLosses, AreTheWeightedSumOfThoseOfTheParts, ()) {
  using All = runtime::OutputLosses<heads::Outputs>;
  static_assert(All::target_size == 1 + 2 + 4 + 1);
  Values const y = drawn(runtime::size_of_outputs<heads::Outputs>, -4, 4);
  Values t = drawn(All::target_size, -3, 3);
  t.front() = static_cast<float>(*rc::gen::inRange(0, 3));
  t.back() = static_cast<float>(*rc::gen::inRange(0, 8));
  Values gradient(y.size());
  std::array<double, All::outputs> each{};
  double const found = All::of(y, t, gradient, each);
  Doubles const v(y.begin(), y.end());
  Doubles const w(t.begin(), t.end());
  auto const part = [](Doubles const& all, int from, int to) {
    return Doubles(all.begin() + from, all.begin() + to);
  };
  std::array const expected{defined(Loss::cross_entropy, part(v, 0, 3), part(w, 0, 1)),
                            defined(Loss::mean_squared_error, part(v, 3, 5), part(w, 1, 3)),
                            defined(Loss::huber, part(v, 5, 9), part(w, 3, 7)),
                            defined(Loss::cross_entropy, part(v, 9, 17), part(w, 7, 8))};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    RC_ASSERT(std::abs(each[i] - expected[i]) < 1e-5);
  }
  RC_ASSERT(found == each[0] + 0.5 * each[1] + each[2] + 2 * each[3]);
  RC_ASSERT(std::abs(gradient[3] - 0.5F * (y[3] - t[1])) < 1e-5F); // 0.5 * 2 (y - t) / 2
}

} // namespace
} // namespace equivarify::testing
