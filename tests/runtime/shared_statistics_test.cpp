/// \file
/// Statistics that channels share which a subgroup moves to each other: they are those of the batch
/// together with all that the subgroup makes of it.
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/norm/batch_norm.hpp"
#include "equivarify/runtime/optimizer/tied_weights.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace equivarify::runtime {
namespace {

constexpr std::size_t copies = 2;
constexpr std::size_t channels = 6;
using Values = std::vector<float>;
using Places = std::array<std::uint32_t, channels>;

/// The element that exchanges channels 0 and 1, and 2 with minus 3, and negates 4.
constexpr std::array<std::size_t, channels> source{1, 0, 3, 2, 4, 5};
constexpr std::array<float, channels> sign{1, 1, -1, -1, -1, 1};

struct SignedOrbits {
  static constexpr Places weight{0, 0, 2, 2, 4, 5};
  static constexpr Places bias{0, 0, 2, channels + 2, 2 * channels, 5};
};

/// Wrong versions: signs that are lost, orbits that are not joined.
struct WithoutSigns {
  static constexpr Places weight = SignedOrbits::weight;
  static constexpr Places bias{0, 0, 2, 2, 4, 5};
};

struct WithoutOrbits {
  static constexpr Places bias{0, 1, 2, 3, 2 * channels, 5};
};

using Plain = BatchNormVector<copies, channels, NormSettings{}, Activation::none>;

/// What a layer makes of a batch, and of a gradient behind it.
struct Passed {
  Values y;
  Values dx;
  std::unique_ptr<NormWeights<channels>> weights = std::make_unique<NormWeights<channels>>();
  NormWeights<channels> gradient{};
};

template <typename Layer>
Passed pass(Values const& x, Values const& dy) {
  std::size_t const rows = x.size() / Layer::output_size;
  ThreadPool pool{1};
  typename Layer::Workspace work;
  auto prepared = std::make_unique<typename Layer::Prepared>();
  auto sum = Layer::make_gradient();
  Passed result{.y = Values(x.size()), .dx = Values(x.size())};
  Layer::prepare(*result.weights, *prepared, pool);
  Layer::begin_batch(whole_batch(rows), *prepared);
  Layer::observe(*prepared, rows, x.data());
  Layer::forward(*prepared, rows, x.data(), result.y.data(), work, pool);
  Layer::backward(*prepared, rows, x.data(), result.y.data(), dy.data(), result.dx.data(), sum);
  Layer::collect(sum, 1.0F, result.gradient, pool);
  Layer::update_state(*prepared, *result.weights);
  return result;
}

Values drawn(std::size_t rows, std::uint64_t seed) {
  Random random{seed};
  Values values(rows * Plain::output_size);
  for (std::size_t i = 0; i < values.size(); ++i) { // means far from 0, unlike ones
    values[i] = static_cast<float>(random.uniform(-1, 1) + static_cast<double>(i % channels) - 2);
  }
  return values;
}

/// \p values and then what the element makes of each of them.
Values with_moved(Values values) {
  std::size_t const count = values.size();
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const c = i % channels;
    values.push_back(sign[c] * values[i - c + source[c]]);
  }
  return values;
}

/// The largest difference of \p a from the beginning of \p b.
double difference(Values const& a, Values const& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  }
  return largest;
}

/// How far a layer tied by \p O is from the plain one on \p x together with what is moved.
template <typename O>
double distance(Values const& x, Values const& dy) {
  Passed const all = pass<Plain>(with_moved(x), with_moved(dy));
  Passed const shared = pass<Tied<Plain, O>>(x, dy);
  double largest = std::max(difference(shared.y, all.y), difference(shared.dx, all.dx));
  for (std::size_t c = 0; c < channels; ++c) {
    // A channel that stays is there twice.
    float const share = source[c] == c ? 0.5F : 1.0F;
    auto const add = [&](float own, float other) {
      largest = std::max(largest, static_cast<double>(std::abs(own - other)));
    };
    add(shared.gradient.weight[c], share * all.gradient.weight[c]);
    add(shared.gradient.bias[c], share * all.gradient.bias[c]);
    add(shared.weights->running_mean[c], all.weights->running_mean[c]);
    if (source[c] != c) {
      add(shared.weights->running_variance[c], all.weights->running_variance[c]);
    }
  }
  return largest;
}

RC_GTEST_PROP(SharedStatistics, AreThoseOfAllThatTheSubgroupMakesOfABatch, ()) {
  auto const seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  std::size_t const rows = *rc::gen::inRange<std::size_t>(2, 6);
  Values const x = drawn(rows, 2 * seed);
  Values const dy = drawn(rows, 2 * seed + 1);
  RC_ASSERT(distance<SignedOrbits>(x, dy) < 1e-3);
  RC_ASSERT(distance<WithoutSigns>(x, dy) > 0.05);
  RC_ASSERT(distance<WithoutOrbits>(x, dy) > 0.05);
}

TEST(SharedStatistics, AreTiedToTheBit) {
  using Layer = Tied<Plain, SignedOrbits>;
  Passed const passed = pass<Layer>(drawn(5, 1), drawn(5, 2));
  std::vector<ParameterView> views = passed.weights->parameters("norm");
  Layer::tell_ties(views);
  for (ParameterView const& view : views) {
    EXPECT_FALSE(view.ties.empty()) << view.name;
    EXPECT_EQ(first_untied(view.values, view.ties), "") << view.name;
  }
  NormWeights<channels> const& weights = *passed.weights;
  EXPECT_EQ(std::bit_cast<std::uint32_t>(weights.running_mean[4]), 0U);
  EXPECT_NE(weights.running_mean[2], 0.0F);
  EXPECT_EQ(weights.running_mean[3], -weights.running_mean[2]);
  EXPECT_NE(weights.running_variance[2], 1.0F);
  EXPECT_EQ(weights.running_variance[3], weights.running_variance[2]);
}

} // namespace
} // namespace equivarify::runtime
