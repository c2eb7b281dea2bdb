/// \file
/// Convolutions of planes and volumes by the obvious loops over output, tap and channel.
#ifndef EQUIVARIFY_TESTS_RUNTIME_OBVIOUS_CONVOLUTION_HPP
#define EQUIVARIFY_TESTS_RUNTIME_OBVIOUS_CONVOLUTION_HPP

#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/conv/convolution.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace equivarify::runtime::testing {

/// The copies of each image.
inline constexpr std::size_t copies = 2;

/// One axis of windows, as ConvSizes and PoolSizes have it.
struct ObviousAxis {
  std::size_t size;
  std::size_t outputs;
  std::size_t taps;
  std::size_t stride;
  std::size_t padding;
  std::size_t dilation = 1;
  bool circular = false;

  /// Calls f(output, tap, entry) wherever a tap lies on an entry.
  template <typename F>
  void for_each(F const& f) const {
    for (std::size_t i = 0; i < outputs; ++i) {
      for (std::size_t a = 0; a < taps; ++a) {
        std::size_t const place = i * stride + a * dilation;
        std::size_t const entry = circular ? (place + 10 * size - padding) % size : place - padding;
        if (entry < size) {
          f(i, a, entry);
        }
      }
    }
  }
};

/// Calls f(output place, tap, input place), all counted slice by slice and row by row.
template <typename F>
void for_each_place(std::array<ObviousAxis, 3> const& axes, F const& f) {
  auto const join =
      [&](std::size_t ObviousAxis::*count, std::size_t k, std::size_t i, std::size_t j) {
        return (k * axes[1].*count + i) * axes[2].*count + j;
      };
  axes[0].for_each([&](std::size_t k, std::size_t a, std::size_t slice) {
    axes[1].for_each([&](std::size_t i, std::size_t b, std::size_t row) {
      axes[2].for_each([&](std::size_t j, std::size_t c, std::size_t column) {
        f(join(&ObviousAxis::outputs, k, i, j),
          join(&ObviousAxis::taps, a, b, c),
          join(&ObviousAxis::size, slice, row, column));
      });
    });
  });
}

/// The axes of a convolution.
template <ConvSizes S>
std::array<ObviousAxis, 3> axes_of() {
  return {ObviousAxis{S.depth,
                      S.output_depth(),
                      S.kernel_depth,
                      S.stride_depth,
                      S.padding_front,
                      S.dilation_depth,
                      S.circular},
          ObviousAxis{S.rows,
                      S.output_rows(),
                      S.kernel_rows,
                      S.stride_rows,
                      S.padding_top,
                      S.dilation_rows,
                      S.circular},
          ObviousAxis{S.columns,
                      S.output_columns(),
                      S.kernel_columns,
                      S.stride_columns,
                      S.padding_left,
                      S.dilation_columns,
                      S.circular}};
}

/// What a convolution computes and its gradients, for the sum of y times dy.
struct ConvResult {
  std::vector<double> y;
  std::vector<double> dx;
  std::vector<double> weights;
  std::vector<double> bias;
};

/// Fills \p numbers with random ones from -1 to 1.
template <typename Numbers>
void fill(Numbers& numbers, std::uint64_t seed) {
  Random random{seed};
  for (float& value : numbers) {
    value = static_cast<float>(random.uniform(-1.0, 1.0));
  }
}

/// The inputs of a test: one image, weights and the gradient of the output.
template <typename Layer>
struct ConvInputs {
  ConvInputs() {
    fill(x->values, 1);
    fill(dy->values, 2);
    fill(weights->kernel, 3);
    fill(weights->bias, 4);
  }

  std::unique_ptr<typename Layer::Input> x = std::make_unique<typename Layer::Input>();
  std::unique_ptr<typename Layer::Output> dy = std::make_unique<typename Layer::Output>();
  std::unique_ptr<typename Layer::Weights> weights = std::make_unique<typename Layer::Weights>();
};

/// By the loops, in double precision.
template <ConvSizes S, typename Layer>
ConvResult by_definition(ConvInputs<Layer> const& in) {
  ConvResult result{std::vector<double>(Layer::Output::size),
                    std::vector<double>(Layer::Input::size),
                    std::vector<double>(in.weights->kernel.size()),
                    std::vector<double>(S.filters)};
  for (std::size_t i = 0; i < result.y.size(); ++i) {
    result.y[i] = static_cast<double>(in.weights->bias[i % S.filters]);
    result.bias[i % S.filters] += static_cast<double>(in.dy->values[i]);
  }
  for_each_place(axes_of<S>(), [&](std::size_t out, std::size_t tap, std::size_t place) {
    for (std::size_t i = 0; i < copies * S.filters * S.group_channels(); ++i) {
      std::size_t const h = i / S.group_channels() / S.filters;
      std::size_t const o = i / S.group_channels() % S.filters;
      std::size_t const c = i % S.group_channels();
      std::size_t const w = (tap * S.group_channels() + c) * S.filters + o;
      std::size_t const channel = o / S.group_filters() * S.group_channels() + c;
      std::size_t const x = (place * copies + h) * S.channels + channel;
      std::size_t const y = (out * copies + h) * S.filters + o;
      auto const number = [](float value) { return static_cast<double>(value); };
      result.y[y] += number(in.weights->kernel[w]) * number(in.x->values[x]);
      result.dx[x] += number(in.weights->kernel[w]) * number(in.dy->values[y]);
      result.weights[w] += number(in.x->values[x]) * number(in.dy->values[y]);
    }
  });
  return result;
}

/// One value in a row of one.
template <typename T>
struct One {
  T* value;

  [[nodiscard]] std::size_t size() const { return 1; }

  [[nodiscard]] T& operator[](std::size_t) const { return *value; }
};

/// By the kernel \p Layer, on three threads.
template <typename Layer>
ConvResult by_kernel(ConvInputs<Layer> const& in) {
  ThreadPool pool{3};
  std::vector<typename Layer::Scratch> scratch(3);
  Crew<typename Layer::Scratch> const crew{pool, scratch};
  typename Layer::Prepared prepared;
  Layer::prepare(*in.weights, prepared, pool);
  if constexpr (requires { Layer::prepare_backward(*in.weights, prepared, pool); }) {
    Layer::prepare_backward(*in.weights, prepared, pool);
  }
  auto const y = std::make_unique<typename Layer::Output>();
  auto const dx = std::make_unique<typename Layer::Input>();
  Layer::forward(prepared, *in.x, *y, crew);
  auto sum = Layer::make_gradient();
  BackwardRoom room;
  Layer::backward(prepared,
                  One<typename Layer::Input>{in.x.get()},
                  One<typename Layer::Output>{y.get()},
                  One<typename Layer::Output>{in.dy.get()},
                  One<typename Layer::Input>{dx.get()},
                  sum,
                  room,
                  crew);
  auto const gradient = std::make_unique<typename Layer::Weights>();
  Layer::collect(sum, 1.0F, *gradient, pool);
  return {{y->values.begin(), y->values.end()},
          {dx->values.begin(), dx->values.end()},
          {gradient->kernel.begin(), gradient->kernel.end()},
          {gradient->bias.begin(), gradient->bias.end()}};
}

/// Expects \p found to be \p expected to rounding.
inline void expect_near(std::vector<double> const& found, std::vector<double> const& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], expected[i], 1e-4) << "entry " << i;
  }
}

/// Expects both to agree; what the kernel gives.
template <ConvSizes S, typename Layer>
ConvResult expect_definition() {
  ConvInputs<Layer> const in;
  ConvResult found = by_kernel<Layer>(in);
  ConvResult const expected = by_definition<S>(in);
  expect_near(found.y, expected.y);
  expect_near(found.dx, expected.dx);
  expect_near(found.weights, expected.weights);
  expect_near(found.bias, expected.bias);
  return found;
}

} // namespace equivarify::runtime::testing

#endif
