/// \file
/// 3x3 convolutions of stride 1 on lifted images: Winograd over the pixels times the algebra over
/// the group.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_CONV_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_CONV_HPP

#include "equivarify/runtime/kernels/buffer.hpp"
#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/matrix_product.hpp"
#include "equivarify/runtime/kernels/winograd_tiles.hpp"
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
  static constexpr auto slot_blocks = separate_slots<Algebra::copies>();
  static constexpr auto product_rows = product_blocks<Algebra>();
  using OutputGrid = winograd::TileGrid<S.output_rows(), S.output_columns()>;
  using InputGrid = winograd::TileGrid<S.rows, S.columns>;
  using Factors = winograd::Coefficients<slot_blocks, S.channels>;
  using Products = winograd::Coefficients<product_rows, S.filters>;
  using Panels = PanelLayout<Algebra, S.channels, S.filters>;
  using WeightTransform = winograd::WeightTransform<Algebra, S.channels, S.filters>;

public:
  using Input = FeatureMap<Algebra::copies, S.channels, S.rows, S.columns>;
  using Output = FeatureMap<Algebra::copies, S.filters, S.output_rows(), S.output_columns()>;
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

  /// What `backward` needs beside: the adjoint is a convolution with the filters turned by half a
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
        transform_input(input, first + t, t, tiles, scratch.factors.data());
      }
      if (fetch) {
        multiply_points<Fetch::ahead>(prepared, tiles, scratch);
      } else {
        multiply_points<Fetch::no>(prepared, tiles, scratch);
      }
      for (std::size_t t = 0; t < tiles; ++t) {
        finish_tile(prepared, first + t, t, tiles, scratch.products.data(), output);
      }
    });
  }

  /// Adds the gradient of the weights over a group of images to \p sum and, unless it is null,
  /// overwrites their \p ds. \p y is what `forward` made of \p s. Every entry of the sum is summed
  /// by one thread, tile after tile.
  template <typename Inputs, typename Outputs, typename InputGradients, typename Crew>
  static void backward(Prepared const& prepared,
                       Inputs const& s,
                       Outputs const& y,
                       Outputs const& dy,
                       InputGradients const& ds,
                       GradientSum& sum,
                       BackwardRoom& room,
                       Crew const& crew) {
    for (std::size_t first = 0; first < s.size(); first += GroupImages) {
      std::size_t const images = std::min(GroupImages, s.size() - first);
      transform_group(s, y, dy, first, images, room, crew);
      add_bias_parts(room.bias, part_count(images), sum.bias);
      crew.run(points, [&](std::size_t p, Scratch&) {
        add_weight_gradients(p, images * OutputGrid::count, room, sum);
      });
    }
    if constexpr (!std::is_null_pointer_v<InputGradients>) {
      find_input_gradients(prepared, y, dy, ds, crew);
    }
  }

  /// The gradient of the weights from the sum, times \p scale.
  static void collect(GradientSum const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    WeightTransform::adjoint(sum.panels.data(), scale, gradient.kernel.data(), pool);
    for (std::size_t o = 0; o < S.filters; ++o) {
      gradient.bias[o] = sum.bias[o] * scale;
    }
  }

private:
  /// An output and its gradient.
  struct OutputGradient {
    Output const& y;
    Output const& dy;

    template <std::size_t N>
    [[gnu::always_inline]] void load(std::size_t row,
                                     std::size_t column,
                                     std::size_t o,
                                     Vector<N> (&copies)[Algebra::copies]) const {
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        copies[h] = activation_gradient<A, N>(dy.at(row, column) + h * S.filters + o,
                                              y.at(row, column) + h * S.filters + o);
      }
    }
  };

  static constexpr auto keep_slots = [](auto const& slots, auto& result) {
    for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
      result[slot] = slots[slot];
    }
  };
  static constexpr auto to_products = [](auto const& slots, auto& products) {
    Algebra::combine_adjoint(slots, products);
  };
  static constexpr auto from_products = [](auto const& products, auto& slots) {
    Algebra::combine(products, slots);
  };

  /// In the backward pass the tiles of a group are prepared in parts of so many.
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

  static bool inside_output(std::size_t y, std::size_t x) {
    return y < S.output_rows() && x < S.output_columns();
  }

  static void transform_input(
      Input const& input, std::size_t tile, std::size_t t, std::size_t tiles, float* factors) {
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t c) {
      Vector<N> result[Algebra::copies][6][6];
      winograd::transform_pixels<Algebra, winograd::InputTransform, N, 6>(
          OutputGrid::top(tile) - S.padding_rows,
          OutputGrid::left(tile) - S.padding_columns,
          [](std::size_t y, std::size_t x) { return y < S.rows && x < S.columns; },
          [&](std::size_t y, std::size_t x, auto& values) {
            load_apart<N>(input.at(y, x) + c, S.channels, values);
          },
          result);
      winograd::store_points<slot_blocks, S.channels, N>(result, keep_slots, t, tiles, factors + c);
    });
  }

  template <Fetch F>
  static void multiply_points(Prepared const& prepared, std::size_t tiles, Scratch& scratch) {
    for (std::size_t p = 0; p < points; ++p) {
      static_for<Algebra::groups.size()>([&]<std::size_t I>() {
        constexpr auto group = Algebra::groups[I];
        constexpr std::size_t columns = group.width * S.filters;
        std::array<FactorOffsets, group.count> pairs;
        for (std::size_t t = 0; t < group.count; ++t) {
          pairs[t] = {Factors::row(group.terms[t].slot, 0, tiles),
                      Panels::begin(group.terms[t].panel)};
        }
        multiply<columns, F>({.a = scratch.factors.data() + Factors::begin(p, tiles),
                              .b = prepared.panels.data() + p * Panels::size,
                              .c = scratch.products.data() + Products::begin(p, tiles) +
                                   Products::row(group.output, 0, tiles),
                              .pairs = pairs,
                              .depth = S.channels,
                              .strides = {.a_row = S.channels, .b_row = columns, .c_row = columns},
                              .fetch = Panels::size},
                             tiles);
      });
    }
  }

  static void finish_tile(Prepared const& prepared,
                          std::size_t tile,
                          std::size_t t,
                          std::size_t tiles,
                          float const* products,
                          Output& output) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> pixels[Algebra::copies][4][4];
      winograd::load_pixels<product_rows, S.filters, N>(
          products + o, from_products, t, tiles, pixels);
      OutputGrid::for_each_pixel(tile,
                                 [&](std::size_t y, std::size_t x, std::size_t i, std::size_t j) {
                                   Vector<N> copies[Algebra::copies];
                                   for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
                                     copies[slot] = pixels[slot][i][j];
                                   }
                                   finish_values<Algebra, A, N>(copies, prepared.bias.data() + o);
                                   store_apart<N>(output.at(y, x) + o, S.filters, copies);
                                 });
    });
  }

  /// The coefficients of \p images images and of their outputs' gradients, and the sums for the
  /// bias over each part.
  template <typename Inputs, typename Outputs, typename Crew>
  static void transform_group(Inputs const& s,
                              Outputs const& y,
                              Outputs const& dy,
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
        transform_input(s[n], tile, t, tiles, room.factors.data());
        transform_gradient({y[n], dy[n]}, tile, t, tiles, room.products.data(), bias);
      }
    });
  }

  static void transform_gradient(OutputGradient const& gradient,
                                 std::size_t tile,
                                 std::size_t t,
                                 std::size_t tiles,
                                 float* products,
                                 float* bias) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> result[Algebra::copies][6][6];
      Vector<N> sum = load<N>(bias + o);
      winograd::transform_pixels<Algebra, winograd::OutputAdjoint, N, 4>(
          OutputGrid::top(tile),
          OutputGrid::left(tile),
          inside_output,
          [&](std::size_t y, std::size_t x, auto& values) {
            gradient.template load<N>(y, x, o, values);
            for (Vector<N> const& value : values) {
              sum += value;
            }
          },
          result);
      store<N>(bias + o, sum);
      winograd::store_points<product_rows, S.filters, N>(
          result, to_products, t, tiles, products + o);
    });
  }

  /// The sums of one point; a few tiles at a time, so that they stay in the cache.
  static void add_weight_gradients(std::size_t p,
                                   std::size_t tiles,
                                   BackwardRoom const& room,
                                   GradientSum& sum) {
    constexpr std::size_t most_tiles = 128;
    for (std::size_t first = 0; first < tiles; first += most_tiles) {
      static_for<Algebra::panel_widths.size()>([&]<std::size_t Panel>() {
        constexpr auto terms = terms_of_panel<Algebra>(Panel);
        constexpr std::size_t columns = terms.width * S.filters;
        std::array<FactorOffsets, terms.count> pairs;
        for (std::size_t i = 0; i < terms.count; ++i) {
          pairs[i] = {Factors::row(terms.entries[i].slot, first, tiles),
                      Products::row(terms.entries[i].output, first, tiles)};
        }
        multiply<columns>(
            {.a = room.factors.data() + Factors::begin(p, tiles),
             .b = room.products.data() + Products::begin(p, tiles),
             .c = sum.panels.data() + p * Panels::size + Panels::begin(Panel),
             .pairs = pairs,
             .depth = std::min(most_tiles, tiles - first),
             .strides = {.a_row = 1, .a_depth = S.channels, .b_row = columns, .c_row = columns},
             .store = Store::accumulate},
            S.channels);
      });
    }
  }

  /// A convolution of the output's gradient with the adjoint's weights, as `forward` is one.
  template <typename Outputs, typename InputGradients, typename Crew>
  static void find_input_gradients(Prepared const& prepared,
                                   Outputs const& y,
                                   Outputs const& dy,
                                   InputGradients const& ds,
                                   Crew const& crew) {
    std::size_t const blocks = block_count(InputGrid::count, 1);
    crew.run(y.size() * blocks, [&](std::size_t task, Scratch& scratch) {
      std::size_t const n = task / blocks;
      std::size_t const block = task % blocks;
      std::size_t const first = block * InputGrid::count / blocks;
      std::size_t const tiles = (block + 1) * InputGrid::count / blocks - first;
      for (std::size_t t = 0; t < tiles; ++t) {
        spread_gradient({y[n], dy[n]}, first + t, t, tiles, scratch.products.data());
      }
      multiply_points_adjoint(prepared, tiles, scratch);
      for (std::size_t t = 0; t < tiles; ++t) {
        finish_input_gradient(first + t, t, tiles, scratch.factors.data(), ds[n]);
      }
    });
  }

  static void spread_gradient(OutputGradient const& gradient,
                              std::size_t tile,
                              std::size_t t,
                              std::size_t tiles,
                              float* products) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> result[Algebra::copies][6][6];
      winograd::transform_pixels<Algebra, winograd::InputTransform, N, 6>(
          InputGrid::top(tile) + S.padding_rows - 2,
          InputGrid::left(tile) + S.padding_columns - 2,
          inside_output,
          [&](std::size_t y, std::size_t x, auto& values) {
            gradient.template load<N>(y, x, o, values);
          },
          result);
      winograd::store_points<product_rows, S.filters, N>(
          result, to_products, t, tiles, products + o);
    });
  }

  static void
  multiply_points_adjoint(Prepared const& prepared, std::size_t tiles, Scratch& scratch) {
    for (std::size_t p = 0; p < points; ++p) {
      static_for<Algebra::copies>([&]<std::size_t Slot>() {
        constexpr auto terms = terms_of_slot<Algebra>(Slot);
        constexpr std::size_t depth = terms.width * S.filters;
        std::array<FactorOffsets, terms.count> pairs;
        for (std::size_t i = 0; i < terms.count; ++i) {
          pairs[i] = {Products::row(terms.entries[i].output, 0, tiles),
                      Panels::begin(terms.entries[i].panel)};
        }
        multiply<S.channels>(
            {.a = scratch.products.data() + Products::begin(p, tiles),
             .b = prepared.transposed.data() + p * Panels::size,
             .c = scratch.factors.data() + Factors::begin(p, tiles) + Factors::row(Slot, 0, tiles),
             .pairs = pairs,
             .depth = depth,
             .strides = {.a_row = depth, .b_row = S.channels, .c_row = S.channels}},
            tiles);
      });
    }
  }

  static void finish_input_gradient(
      std::size_t tile, std::size_t t, std::size_t tiles, float const* factors, Input& gradient) {
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t c) {
      Vector<N> pixels[Algebra::copies][4][4];
      winograd::load_pixels<slot_blocks, S.channels, N>(factors + c, keep_slots, t, tiles, pixels);
      InputGrid::for_each_pixel(tile,
                                [&](std::size_t y, std::size_t x, std::size_t i, std::size_t j) {
                                  Vector<N> copies[Algebra::copies];
                                  for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
                                    copies[slot] = pixels[slot][i][j];
                                  }
                                  Algebra::synthesise(copies);
                                  store_apart<N>(gradient.at(y, x) + c, S.channels, copies);
                                });
    });
  }
};

} // namespace equivarify::runtime

#endif
