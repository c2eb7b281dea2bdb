/// \file
/// 3x3 convolutions of stride 1 on lifted images: Winograd over the pixels times the algebra over
/// the group.
#ifndef EQUIVARIFY_RUNTIME_CONV_WINOGRAD_CONV_HPP
#define EQUIVARIFY_RUNTIME_CONV_WINOGRAD_CONV_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/winograd_ends.hpp"
#include "equivarify/runtime/conv/winograd_products.hpp"
#include "equivarify/runtime/conv/winograd_weights.hpp"

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
/// tiles stay in the cache from the patch to the output, in both directions.
template <typename Algebra, ConvSizes S, Activation A, std::size_t BlockTiles = 16>
class WinogradConv {
  static_assert(S.kernel_rows == 3 && S.kernel_columns == 3 && S.stride_rows == 1 &&
                S.stride_columns == 1 && S.dilation_rows == 1 && S.dilation_columns == 1 &&
                S.groups == 1 && !S.circular);
  static constexpr std::size_t points = winograd::points;
  using PointProducts = winograd::PointProducts<Algebra, S.channels, S.filters>;
  using Factors = typename PointProducts::Factors;
  using Products = typename PointProducts::Products;
  using Panels = typename PointProducts::Panels;
  using Ends = winograd::ConvEnds<Algebra, S, A>;
  using OutputGrid = typename Ends::OutputGrid;
  using WeightTransform = winograd::WeightTransform<Algebra, S.channels, S.filters>;

public:
  using Input = typename Ends::Input;
  using Output = typename Ends::Output;
  using Gradient = GradientSum;
  using Weights = ConvWeights<Algebra::weight_copies, S>;
  static constexpr LayerForm integer_form = integer_form_of(S, Algebra::weight_copies, A);

  /// Transformed weights: the panels of the algebra of 36 points, and of the adjoint for training.
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

  /// Extra weights for the backward pass: the transposed panels.
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
      float* const factors = scratch.factors.data();
      float* const products = scratch.products.data();
      transform_inputs(input, first, tiles, factors);
      multiply(prepared.panels.data(), tiles, factors, products, fetch);
      PhaseScope const phase(Phase::output_transform);
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
    constexpr bool needs_input = !std::is_same_v<InputGradients, NotNeeded>;
    std::size_t const most = most_chunks<needs_input>(crew.size());
    for_each_part(s.size() * chunks, most, [&](std::size_t begin, std::size_t count) {
      TileGroup const group{begin, begin + count};
      transform_group(s, y, dy, group, sum, room, crew);
      crew.run(points, [&](std::size_t p, Scratch&) {
        add_weight_gradients_at(p, group, room, sum);
        if constexpr (needs_input) {
          find_factor_gradients_at(p, prepared, group, room);
        }
      });
      if constexpr (needs_input) {
        add_input_gradients(group, room, ds, crew);
      }
    });
  }

  /// The gradient of the weights from the sum, times \p scale.
  static void collect(GradientSum const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    WeightTransform::adjoint(sum.panels.data(), scale, gradient.kernel.data(), pool);
    scale_bias(sum.bias, scale, gradient.bias);
  }

private:
  /// For the gradient of the weights an image is prepared in parts of this many tiles, over each of
  /// which the gradient of the bias is summed.
  static constexpr std::size_t part_tiles = 4;
  static constexpr std::size_t parts = (OutputGrid::count + part_tiles - 1) / part_tiles;

  /// The parts make chunks, over each of which the gradient of the weights is summed at once: of so
  /// many tiles at least that to add to the sum takes no more time than to read the tiles.
  static constexpr std::size_t least_chunk =
      std::max(BlockTiles, 2 * points * Panels::size / (Factors::depth + Products::depth));
  static constexpr std::size_t chunks =
      std::max<std::size_t>(1, OutputGrid::count / std::max(least_chunk, part_tiles));

  /// The parts before \p chunk, counted through all images.
  static constexpr std::size_t parts_before(std::size_t chunk) {
    return chunk / chunks * parts + chunk % chunks * parts / chunks;
  }

  /// The tiles before \p part, counted through all images.
  static constexpr std::size_t tiles_before(std::size_t part) {
    return part / parts * OutputGrid::count + part % parts * part_tiles;
  }

  /// Some chunks whose coefficients are in memory at once, and the parts and tiles in them; all
  /// counted through all images.
  struct TileGroup {
    std::size_t first_chunk = 0;
    std::size_t end_chunk = 0;
    std::size_t first_part = parts_before(first_chunk);
    std::size_t end_part = parts_before(end_chunk);
    std::size_t first = tiles_before(first_part);
    std::size_t end = tiles_before(end_part);

    [[nodiscard]] std::size_t tiles() const { return end - first; }
  };

  /// As many chunks as the caches of \p threads threads keep. The threads share the way back to the
  /// input image by image.
  template <bool NeedsInput>
  static std::size_t most_chunks(std::size_t threads) {
    std::size_t const kept = std::max<std::size_t>(1, threads * BlockTiles / least_chunk);
    return NeedsInput && threads > 1 ? std::max(kept, threads * chunks) : kept;
  }

  /// Blocks of about the same size, as many for each of \p threads.
  static std::size_t block_count(std::size_t tiles, std::size_t threads) {
    std::size_t const least = (tiles + BlockTiles - 1) / BlockTiles;
    return std::min(tiles, (least + threads - 1) / threads * threads);
  }

  /// The coefficients of \p tiles tiles from number \p first on.
  static void
  transform_inputs(Input const& input, std::size_t first, std::size_t tiles, float* factors) {
    PhaseScope const phase(Phase::input_transform);
    for (std::size_t t = 0; t < tiles; ++t) {
      Ends::transform_input(input, first + t, t, tiles, factors);
    }
  }

  static void multiply(
      float const* panels, std::size_t tiles, float const* factors, float* products, bool fetch) {
    PhaseScope const phase(Phase::products);
    if (fetch) {
      PointProducts::template multiply<Fetch::ahead>(panels, tiles, factors, products);
    } else {
      PointProducts::template multiply<Fetch::no>(panels, tiles, factors, products);
    }
  }

  /// The coefficients of \p group and of its outputs' gradients; adds the gradient of the bias to
  /// \p sum.
  template <typename Inputs, typename Outputs, typename OutputGradients, typename Crew>
  static void transform_group(Inputs const& s,
                              Outputs const& y,
                              OutputGradients const& dy,
                              TileGroup const& group,
                              GradientSum& sum,
                              BackwardRoom& room,
                              Crew const& crew) {
    std::size_t const rows = group.end_part - group.first_part;
    room.require(group.tiles() * Factors::depth, group.tiles() * Products::depth, rows * S.filters);
    crew.run(rows, [&](std::size_t row, Scratch&) { transform_part(s, y, dy, group, row, room); });
    add_bias_parts(room.bias, rows, sum.bias);
  }

  /// The coefficients of a part of \p group, and the sums for the bias in row \p row.
  template <typename Inputs, typename Outputs, typename OutputGradients>
  static void transform_part(Inputs const& s,
                             Outputs const& y,
                             OutputGradients const& dy,
                             TileGroup const& group,
                             std::size_t row,
                             BackwardRoom& room) {
    float* const bias = room.bias.data() + row * S.filters;
    std::fill_n(bias, S.filters, 0.0F);
    std::size_t const part = group.first_part + row;
    std::size_t const n = part / parts;
    for (std::size_t t = tiles_before(part); t < tiles_before(part + 1); ++t) {
      std::size_t const tile = t % OutputGrid::count;
      std::size_t const place = t - group.first;
      {
        PhaseScope const phase(Phase::input_transform);
        Ends::transform_input(s[n], tile, place, group.tiles(), room.factors.data());
      }
      PhaseScope const phase(Phase::gradient_transform);
      Ends::transform_gradient(
          {y[n], dy[n]}, tile, place, group.tiles(), room.products.data(), bias);
    }
  }

  /// Adds the gradient of the weights of point \p p, chunk after chunk.
  static void add_weight_gradients_at(std::size_t p,
                                      TileGroup const& group,
                                      BackwardRoom const& room,
                                      GradientSum& sum) {
    PhaseScope const phase(Phase::weight_gradients);
    for (std::size_t chunk = group.first_chunk; chunk < group.end_chunk; ++chunk) {
      PointProducts::add_weight_gradients(
          p,
          {.first = tiles_before(parts_before(chunk)) - group.first,
           .end = tiles_before(parts_before(chunk + 1)) - group.first},
          group.tiles(),
          {.factors = room.factors.data(), .products = room.products.data()},
          sum.panels.data());
    }
  }

  /// The gradients of the factors of point \p p, in their place: nothing reads these any more.
  static void find_factor_gradients_at(std::size_t p,
                                       Prepared const& prepared,
                                       TileGroup const& group,
                                       BackwardRoom& room) {
    PhaseScope const phase(Phase::input_gradients);
    PointProducts::multiply_adjoint(
        p, prepared.transposed.data(), group.tiles(), room.products.data(), room.factors.data());
  }

  /// Adds the gradients of the factors of \p group to the images that they come from. Those of one
  /// image are added by one thread, tile after tile, whatever the group is.
  template <typename InputGradients, typename Crew>
  static void add_input_gradients(TileGroup const& group,
                                  BackwardRoom const& room,
                                  InputGradients const& ds,
                                  Crew const& crew) {
    constexpr std::size_t count = OutputGrid::count;
    std::size_t const before = group.first / count;
    crew.run((group.end + count - 1) / count - before, [&](std::size_t image, Scratch&) {
      PhaseScope const phase(Phase::input_adjoint);
      std::size_t const n = before + image;
      std::size_t const end = std::min(group.end, (n + 1) * count);
      for (std::size_t t = std::max(group.first, n * count); t < end; ++t) {
        Ends::add_input_gradient(
            t - n * count, t - group.first, group.tiles(), room.factors.data(), ds[n]);
      }
    });
  }
};

} // namespace equivarify::runtime

#endif
