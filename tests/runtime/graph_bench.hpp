/// \file
/// Gradients of a network, compared with differences of its loss and for any number of threads.
#ifndef EQUIVARIFY_TESTS_RUNTIME_GRAPH_BENCH_HPP
#define EQUIVARIFY_TESTS_RUNTIME_GRAPH_BENCH_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace equivarify::runtime::testing {

/// Images and labels.
struct LabelledImages {
  std::vector<float> images;
  std::vector<std::uint32_t> labels;
};

/// \p count images for \p Network.
template <typename Network>
LabelledImages random_images(std::size_t count) {
  Random random{3};
  LabelledImages batch{std::vector<float>(count * Network::input_size),
                       std::vector<std::uint32_t>(count)};
  for (float& pixel : batch.images) {
    pixel = static_cast<float>(random.uniform());
  }
  for (std::uint32_t& label : batch.labels) {
    label = static_cast<std::uint32_t>(random.below(Network::output_size));
  }
  return batch;
}

/// The loss of 7 random images, and its gradient.
template <typename Network, typename Engine>
double find_gradient(typename Network::Weights const& weights,
                     std::size_t threads,
                     typename Network::Weights& gradient) {
  ThreadPool pool{threads};
  Engine engine{pool};
  engine.load(weights);
  LabelledImages const batch = random_images<Network>(7);
  return engine.gradient(batch.images, batch.labels, gradient);
}

/// Expects that entry \p i of parameter number \p p has the slope of the loss as its gradient.
template <typename Network, typename Engine>
void expect_slope(typename Network::Weights const& weights,
                  std::size_t p,
                  std::size_t i,
                  double gradient) {
  constexpr float step = 1.0F / 2048.0F;
  auto const unused = std::make_unique<typename Network::Weights>();
  auto const loss_at = [&](float move) {
    auto const moved = std::make_unique<typename Network::Weights>(weights);
    Network::parameters(*moved)[p].values[i] += move;
    return find_gradient<Network, Engine>(*moved, 1, *unused);
  };
  double const slope = (loss_at(step) - loss_at(-step)) / (2.0 * static_cast<double>(step));
  EXPECT_NEAR(gradient, slope, 2e-3) << "entry " << i;
}

/// Expects that the gradient is the derivative of the loss, at every third entry of each parameter,
/// or at about 24 where it has more.
template <typename Network, typename Engine>
void expect_derivative(typename Network::Weights const& weights) {
  constexpr std::size_t most_entries = 24;
  auto const gradient = std::make_unique<typename Network::Weights>();
  find_gradient<Network, Engine>(weights, 1, *gradient);
  auto const slopes = Network::parameters(*gradient);
  for (std::size_t p = 0; p < slopes.size(); ++p) {
    SCOPED_TRACE(slopes[p].name);
    std::size_t const size = slopes[p].values.size();
    // An odd distance, which goes through all copies and channels.
    std::size_t const distance = std::max<std::size_t>(3, (size / most_entries) | 1U);
    for (std::size_t i = 0; i < size; i += distance) {
      expect_slope<Network, Engine>(weights, p, i, static_cast<double>(slopes[p].values[i]));
    }
  }
}

/// Expects the same numbers, to the bit.
template <typename Network>
void expect_same(typename Network::Weights& a, typename Network::Weights& b) {
  auto const expected = Network::parameters(a);
  auto const found = Network::parameters(b);
  for (std::size_t p = 0; p < expected.size(); ++p) {
    EXPECT_TRUE(std::ranges::equal(expected[p].values, found[p].values)) << expected[p].name;
  }
}

/// Expects that three threads give the loss and the gradient of one.
template <typename Network, typename Engine>
void expect_threads_to_agree(typename Network::Weights const& weights) {
  auto const one = std::make_unique<typename Network::Weights>();
  auto const three = std::make_unique<typename Network::Weights>();
  EXPECT_EQ((find_gradient<Network, Engine>(weights, 1, *one)),
            (find_gradient<Network, Engine>(weights, 3, *three)));
  expect_same<Network>(*one, *three);
}

} // namespace equivarify::runtime::testing

#endif
