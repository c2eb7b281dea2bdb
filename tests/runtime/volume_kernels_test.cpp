/// \file
/// Kernels for volumes, and for channels with a filter each, against the obvious loops.
#include "equivarify/runtime/conv/depthwise_conv.hpp"
#include "equivarify/runtime/conv/direct_conv.hpp"
#include "equivarify/runtime/layers/pooling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/obvious_convolution.hpp"

namespace equivarify::runtime {
namespace {

using namespace testing;

template <ConvSizes S>
using DirectLayer = DirectConv<CopyByCopy<copies>, S, Activation::none, 2>;

template <ConvSizes S>
using DepthwiseLayer = DepthwiseConv<copies, S, Activation::none>;

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
  expect_definition<uneven, DirectLayer<uneven>>();
  expect_definition<circle, DirectLayer<circle>>();
}

template <ConvSizes S>
void expect_depthwise() {
  ConvResult const found = expect_definition<S, DepthwiseLayer<S>>();
  ConvResult const expected = expect_definition<S, DirectLayer<S>>();
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

using MaxOfVolumes = MaxPool<Volume, pool_sizes>;
using MeanOfVolumes = AveragePool<Volume, pool_sizes>;

/// What a pool makes of an image, and the gradient of the sum of y times dy.
struct PoolResult {
  std::vector<double> y;
  std::vector<double> dx;
};

template <typename Pool>
PoolResult run_pool() {
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

/// Calls f(place in the output, place in the input) for each entry of each window.
template <typename F>
void for_each_pooled(F const& f) {
  std::array<ObviousAxis, 3> const axes{ObviousAxis{4, MaxOfVolumes::output_depth, 2, 2, 1},
                                        ObviousAxis{5, MaxOfVolumes::output_rows, 3, 2, 1},
                                        ObviousAxis{6, MaxOfVolumes::Output::columns, 2, 2, 0}};
  for_each_place(axes, [&](std::size_t out, std::size_t, std::size_t in) {
    for (std::size_t d = 0; d < Volume::depth; ++d) {
      f(out * Volume::depth + d, in * Volume::depth + d);
    }
  });
}

TEST(PoolsOfVolumes, AreTheDefinition) {
  Volume x;
  MaxOfVolumes::Output dy;
  fill(x.values, 1);
  fill(dy.values, 2);
  PoolResult max{std::vector<double>(MaxOfVolumes::Output::size, -2.0),
                 std::vector<double>(Volume::size)};
  PoolResult mean{std::vector<double>(MaxOfVolumes::Output::size),
                  std::vector<double>(Volume::size)};
  std::vector<double> counts(MaxOfVolumes::Output::size);
  for_each_pooled([&](std::size_t out, std::size_t in) {
    max.y[out] = std::max(max.y[out], static_cast<double>(x.values[in]));
    counts[out] += 1;
  });
  for_each_pooled([&](std::size_t out, std::size_t in) {
    auto const value = static_cast<double>(x.values[in]);
    auto const slope = static_cast<double>(dy.values[out]);
    max.dx[in] += value == max.y[out] ? slope : 0.0;
    mean.y[out] += value / counts[out];
    mean.dx[in] += slope / counts[out];
  });
  expect_near(run_pool<MaxOfVolumes>().y, max.y);
  expect_near(run_pool<MaxOfVolumes>().dx, max.dx);
  expect_near(run_pool<MeanOfVolumes>().y, mean.y);
  expect_near(run_pool<MeanOfVolumes>().dx, mean.dx);
}

} // namespace
} // namespace equivarify::runtime
