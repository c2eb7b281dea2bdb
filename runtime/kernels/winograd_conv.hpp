/// \file
/// 3x3 convolutions of stride 1 on lifted images: Winograd over the pixels times the algebra over
/// the group.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_CONV_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_CONV_HPP

#include "equivarify/runtime/kernels/buffer.hpp"
#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/crew.hpp"
#include "equivarify/runtime/kernels/winograd_ends.hpp"
#include "equivarify/runtime/kernels/winograd_products.hpp"
#include "equivarify/runtime/kernels/winograd_weights.hpp"
#include "equivarify/runtime/parallel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

namespace equivarify::runtime {

/// y(h) = activation(b + sum_k W_k * s(h k)), the sum over k as \p Algebra has it.
///
/// Both transforms are linear and act on different axes, so they commute: the image is analysed
/// over the group, cut into 6x6 patches, transformed, multiplied point by point with one small
/// matrix product for each product of the algebra, and taken back. Blocks of at most \p BlockTiles
/// tiles stay in the cache from the patch to the output; for the gradient of the weights the
/// coefficients of \p GroupImages images are kept at once.
template <typename Algebra,
          ConvSizes S,
          Activation A,
          std::size_t BlockTiles = 16,
          std::size_t GroupImages = 1>
class WinogradConv {
  static_assert(S.kernel_rows == 3 && S.kernel_columns == 3 && S.stride_rows == 1 &&
                S.stride_columns == 1);
  static constexpr std::size_t points = winograd::points;
  using PointProducts = winograd::PointProducts<Algebra, S.channels, S.filters>;
  using Factors = typename PointProducts::Factors;
  using Products = typename PointProducts::Products;
  using Panels = typename PointProducts::Panels;
  using Ends = winograd::ConvEnds<Algebra, S, A>;
  using OutputGrid = typename Ends::OutputGrid;
  using InputGrid = typename Ends::InputGrid;
  using WeightTransform = winograd::WeightTransform<Algebra, S.channels, S.filters>;

public:
  using Input = typename Ends::Input;
  using Output = typename Ends::Output;
  using Gradient = GradientSum;
  using Weights = ConvWeights<Algebra::weight_copies, S>;

  /// The transformed weights: for each of the 36 points the panels of the algebra, and for training
  /// the same for the adjoint.
  struct Prepared {
    Buffer panels = Buffer(points * Panels::size);
    Buffer transposed;
    std::array<float, S.filters> bias{};
  };

  /// Room for one thread.
  struct Scratch {
    Buffer factors = Buffer(BlockTiles * Factors::depth);
    Buffer products = Buffer(BlockTiles * Products::depth);
  };

  /// An empty sum of gradients.
  static GradientSum make_gradient() {
    return {.panels = Buffer(points * Panels::size), .bias = Buffer(S.filters)};
  }

  /// Transforms \p weights.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    WeightTransform::forward(weights.kernel.data(), prepared.panels.data(), pool);
    prepared.bias = weights.bias;
  }

  /// Extra weights for the backward pass, which is a convolution with the filters turned by half a
  /// turn and transposed.
  static void prepare_backward(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    prepared.transposed.resize(prepared.panels.size());
    WeightTransform::forward_transposed(weights.kernel.data(), prepared.transposed.data(), pool);
  }

  /// The layer on one image.
  template <typename Crew>
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Crew const& crew) {
    std::size_t const blocks = block_count(OutputGrid::count, crew.size());
    // Threads that share an image have few tiles for each point: its weights come one point ahead.
    bool const fetch = crew.size() > 1;
    crew.run(blocks, [&](std::size_t block, Scratch& scratch) {
      std::size_t const first = block * OutputGrid::count / blocks;
      std::size_t const tiles = (block + 1) * OutputGrid::count / blocks - first;
      for (std::size_t t = 0; t < tiles; ++t) {
        Ends::transform_input(input, first + t, t, tiles, scratch.factors.data());
      }
      float const* const factors = scratch.factors.data();
      float* const products = scratch.products.data();
      if (fetch) {
        PointProducts::template multiply<Fetch::ahead>(
            prepared.panels.data(), tiles, factors, products);
      } else {
        PointProducts::template multiply<Fetch::no>(
            prepared.panels.data(), tiles, factors, products);
      }
      for (std::size_t t = 0; t < tiles; ++t) {
        Ends::finish_tile(prepared.bias, first + t, t, tiles, products, output);
      }
    });
  }

  /// Backward pass for some images: adds the gradient of the weights to \p sum and computes \p ds
  /// from \p dy, unless \p ds is NotNeeded. \p y is what `forward` made of \p s. Every entry of the
  /// sum is summed by one thread, tile after tile.
  template <typename Inputs,
            typename Outputs,
            typename OutputGradients,
            typename InputGradients,
            typename Crew>
  static void backward(Prepared const& prepared,
                       Inputs const& s,
                       Outputs const& y,
                       OutputGradients const& dy,
                       InputGradients const& ds,
                       GradientSum& sum,
                       BackwardRoom& room,
                       Crew const& crew) {
    for_each_part(s.size(), GroupImages, [&](std::size_t first, std::size_t images) {
      transform_images(s, y, dy, first, images, room, crew);
      add_bias_parts(room.bias, part_count(images), sum.bias);
      crew.run(points, [&](std::size_t p, Scratch&) {
        PointProducts::add_weight_gradients(p,
                                            images * OutputGrid::count,
                                            room.factors.data(),
                                            room.products.data(),
                                            sum.panels.data());
      });
    });
    if constexpr (!std::is_same_v<InputGradients, NotNeeded>) {
      find_input_gradients(prepared, y, dy, ds, crew);
    }
  }

  /// The gradient of the weights from the sum, times \p scale.
  static void collect(GradientSum const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    WeightTransform::adjoint(sum.panels.data(), scale, gradient.kernel.data(), pool);
    scale_bias(sum.bias, scale, gradient.bias);
  }

private:
  /// In the backward pass this many tiles are prepared at a time.
  static constexpr std::size_t part_tiles =
      std::max<std::size_t>(4, GroupImages* OutputGrid::count / 16);

  static constexpr std::size_t part_count(std::size_t images) {
    return (images * OutputGrid::count + part_tiles - 1) / part_tiles;
  }

  /// Blocks of about the same size, as many for each of \p threads.
  static std::size_t block_count(std::size_t tiles, std::size_t threads) {
    std::size_t const least = (tiles + BlockTiles - 1) / BlockTiles;
    return std::min(tiles, (least + threads - 1) / threads * threads);
  }

  /// The coefficients of \p images images and of their outputs' gradients, and the sums for the
  /// bias over each part.
  template <typename Inputs, typename Outputs, typename OutputGradients, typename Crew>
  static void transform_images(Inputs const& s,
                               Outputs const& y,
                               OutputGradients const& dy,
                               std::size_t first,
                               std::size_t images,
                               BackwardRoom& room,
                               Crew const& crew) {
    std::size_t const tiles = images * OutputGrid::count;
    std::size_t const parts = part_count(images);
    room.require(tiles * Factors::depth, tiles * Products::depth, parts * S.filters);
    crew.run(parts, [&](std::size_t part, Scratch&) {
      float* const bias = room.bias.data() + part * S.filters;
      std::fill_n(bias, S.filters, 0.0F);
      for (std::size_t t = part * part_tiles; t < std::min(tiles, (part + 1) * part_tiles); ++t) {
        std::size_t const n = first + t / OutputGrid::count;
        std::size_t const tile = t % OutputGrid::count;
        Ends::transform_input(s[n], tile, t, tiles, room.factors.data());
        Ends::transform_gradient({y[n], dy[n]}, tile, t, tiles, room.products.data(), bias);
      }
    });
  }

  /// A convolution of the output's gradient with the adjoint's weights, as `forward` is one.
  template <typename Outputs, typename OutputGradients, typename InputGradients, typename Crew>
  static void find_input_gradients(Prepared const& prepared,
                                   Outputs const& y,
                                   OutputGradients const& dy,
                                   InputGradients const& ds,
                                   Crew const& crew) {
    std::size_t const blocks = block_count(InputGrid::count, 1);
    crew.run(y.size() * blocks, [&](std::size_t task, Scratch& scratch) {
      std::size_t const n = task / blocks;
      std::size_t const block = task % blocks;
      std::size_t const first = block * InputGrid::count / blocks;
      std::size_t const tiles = (block + 1) * InputGrid::count / blocks - first;
      for (std::size_t t = 0; t < tiles; ++t) {
        Ends::spread_gradient({y[n], dy[n]}, first + t, t, tiles, scratch.products.data());
      }
      PointProducts::multiply_adjoint(
          prepared.transposed.data(), tiles, scratch.products.data(), scratch.factors.data());
      for (std::size_t t = 0; t < tiles; ++t) {
        Ends::finish_input_gradient(first + t, t, tiles, scratch.factors.data(), ds[n]);
      }
    });
  }
};

} // namespace equivarify::runtime

#endif
