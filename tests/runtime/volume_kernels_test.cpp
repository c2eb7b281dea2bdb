/// \file
/// Kernels for volumes, and for channels with a filter each, against the obvious loops.
#include "equivarify/runtime/conv/depthwise_conv.hpp"
#include "equivarify/runtime/conv/direct_conv.hpp"
#include "equivarify/runtime/layers/pooling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

#include "runtime/kernel_reference.hpp"

namespace equivarify::runtime {
namespace {

constexpr std::size_t copies = 2;

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

void expect_near(std::vector<double> const& found, std::vector<double> const& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], expected[i], 1e-4) << "entry " << i;
  }
}

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

template <ConvSizes S>
using Direct = DirectConv<CopyByCopy<copies>, S, Activation::none, 2>;

template <ConvSizes S>
using Depthwise = DepthwiseConv<copies, S, Activation::none>;

constexpr ConvSizes uneven{.channels = 2,
                           .filters = 3,
                           .rows = 5,
                           .columns = 6,
                           .kernel_rows = 2,
                           .kernel_columns = 3,
                           .stride_columns = 2,
                           .padding_top = 1,
                           .padding_left = 2,
                           .padding_right = 1,
                           .padding_front = 1,
                           .padding_back = 2,
                           .dilation_columns = 2,
                           .axes = 3,
                           .depth = 4,
                           .kernel_depth = 3,
                           .stride_depth = 2};

constexpr ConvSizes circle{.channels = 4,
                           .filters = 4,
                           .rows = 4,
                           .columns = 3,
                           .padding_top = 1,
                           .padding_left = 1,
                           .padding_bottom = 1,
                           .padding_right = 1,
                           .padding_front = 1,
                           .padding_back = 1,
                           .groups = 2,
                           .circular = true,
                           .axes = 3,
                           .depth = 3,
                           .kernel_depth = 3};

/// A convolution of planes with \p channels filters, each of one channel.
constexpr ConvSizes each_channel(std::size_t channels) {
  return {.channels = channels,
          .filters = channels,
          .rows = 6,
          .columns = 5,
          .stride_rows = 2,
          .padding_top = 1,
          .padding_left = 1,
          .padding_right = 2,
          .dilation_columns = 2,
          .groups = channels};
}

constexpr ConvSizes each_in_volumes{.channels = 10,
                                    .filters = 10,
                                    .rows = 3,
                                    .columns = 4,
                                    .padding_top = 1,
                                    .padding_left = 1,
                                    .padding_bottom = 1,
                                    .padding_right = 1,
                                    .padding_front = 1,
                                    .padding_back = 1,
                                    .groups = 10,
                                    .circular = true,
                                    .axes = 3,
                                    .depth = 3,
                                    .kernel_depth = 3};

TEST(ConvolutionsOfVolumes, AreTheDefinition) {
  expect_definition<uneven, Direct<uneven>>();
  expect_definition<circle, Direct<circle>>();
}

template <ConvSizes S>
void expect_depthwise() {
  ConvResult const found = expect_definition<S, Depthwise<S>>();
  ConvResult const expected = expect_definition<S, Direct<S>>();
  EXPECT_EQ(found.y, expected.y); // to the bit
}

TEST(DepthwiseConvolutions, AreTheDefinitionAndHaveTheBitsOfDirectOnes) {
  expect_depthwise<each_channel(12)>();
  expect_depthwise<each_channel(3)>();
  expect_depthwise<each_in_volumes>();
}

using Volume = FeatureMap<copies, 3, 4 * 5, 6>;

constexpr PoolSizes pool_sizes{.rows = 3,
                               .columns = 2,
                               .stride_rows = 2,
                               .stride_columns = 2,
                               .padding_top = 1,
                               .padding_bottom = 1,
                               .padding_front = 1,
                               .depth = 4,
                               .slices = 2,
                               .stride_slices = 2};

/// What \p Pool makes of an image, and the gradient of the sum of y times dy.
template <typename Pool>
std::pair<std::vector<float>, std::vector<float>> run_pool() {
  auto const x = std::make_unique<typename Pool::Input>();
  auto const dx = std::make_unique<typename Pool::Input>();
  auto const y = std::make_unique<typename Pool::Output>();
  auto const dy = std::make_unique<typename Pool::Output>();
  fill(x->values, 1);
  fill(dy->values, 2);
  Pool::forward(*x, *y);
  Pool::backward(*x, *y, *dy, *dx);
  return {{y->values.begin(), y->values.end()}, {dx->values.begin(), dx->values.end()}};
}

TEST(PoolsOfVolumes, AreTheDefinition) {
  using Max = MaxPool<Volume, pool_sizes>;
  using Mean = AveragePool<Volume, pool_sizes>;
  std::array<ObviousAxis, 3> const axes{ObviousAxis{4, Max::output_depth, 2, 2, 1},
                                        ObviousAxis{5, Max::output_rows, 3, 2, 1},
                                        ObviousAxis{6, Max::Output::columns, 2, 2, 0}};
  Volume x;
  Max::Output dy;
  fill(x.values, 1);
  fill(dy.values, 2);
  std::vector<float> largest(Max::Output::size, -std::numeric_limits<float>::infinity());
  std::vector<double> sums(Max::Output::size);
  std::vector<double> counts(Max::Output::size);
  for_each_place(axes, [&](std::size_t out, std::size_t, std::size_t in) {
    for (std::size_t d = 0; d < Volume::depth; ++d) {
      float const value = x.values[in * Volume::depth + d];
      std::size_t const y = out * Volume::depth + d;
      largest[y] = std::max(largest[y], value);
      sums[y] += static_cast<double>(value);
      counts[y] += 1;
    }
  });
  std::vector<double> of_largest(Volume::size);
  std::vector<double> of_means(Volume::size);
  for_each_place(axes, [&](std::size_t out, std::size_t, std::size_t in) {
    for (std::size_t d = 0; d < Volume::depth; ++d) {
      std::size_t const y = out * Volume::depth + d;
      std::size_t const at = in * Volume::depth + d;
      bool const is_largest = x.values[at] == largest[y];
      of_largest[at] += is_largest ? static_cast<double>(dy.values[y]) : 0.0;
      of_means[at] += static_cast<double>(dy.values[y]) / counts[y];
    }
  });
  auto const [max, max_gradient] = run_pool<Max>();
  auto const [mean, mean_gradient] = run_pool<Mean>();
  EXPECT_EQ(max, largest);
  for (std::size_t y = 0; y < sums.size(); ++y) {
    EXPECT_NEAR(static_cast<double>(mean[y]), sums[y] / counts[y], 1e-6);
  }
  for (std::size_t i = 0; i < of_means.size(); ++i) {
    EXPECT_NEAR(static_cast<double>(max_gradient[i]), of_largest[i], 1e-6);
    EXPECT_NEAR(static_cast<double>(mean_gradient[i]), of_means[i], 1e-6);
  }
}

} // namespace
} // namespace equivarify::runtime
