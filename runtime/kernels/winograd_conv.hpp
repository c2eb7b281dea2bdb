/// \file
/// 3x3 convolutions of stride 1 on lifted images: Winograd over the pixels times the algebra over
/// the group.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_CONV_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_CONV_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/matrix_product.hpp"
#include "equivarify/runtime/kernels/winograd_transform.hpp"
#include "equivarify/runtime/parallel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// y(h) = activation(b + sum_k W_k * s(h k)), the sum over k as \p Algebra has it.
///
/// Both transforms are linear and act on different axes, so they commute: the image is analysed
/// over the group, cut into 6x6 patches, transformed, multiplied point by point with one small
/// matrix product for each product of the algebra, and taken back. Blocks of tiles stay in the
/// cache from the patch to the output.
template <typename Algebra, ConvSizes S, Activation A>
class WinogradConv {
  static_assert(S.kernel_rows == 3 && S.kernel_columns == 3 && S.stride_rows == 1 &&
                S.stride_columns == 1);
  static constexpr std::size_t points = winograd::points;
  static constexpr std::size_t tile_rows = (S.output_rows() + winograd::tile - 1) / winograd::tile;
  static constexpr std::size_t tile_columns =
      (S.output_columns() + winograd::tile - 1) / winograd::tile;
  static constexpr std::size_t block_rows =
      std::max<std::size_t>(1, std::min(tile_rows, 16 / tile_columns));
  static constexpr std::size_t block_tiles = block_rows * tile_columns;
  static constexpr std::size_t product_rows = tile_columns == 7 ? 7 : 8;
  static constexpr std::size_t padded_rows = tile_rows * winograd::tile + 2;
  static constexpr std::size_t padded_columns = tile_columns * winograd::tile + 2;
  using Padded = PaddedImage<Algebra, S, padded_rows, padded_columns>;
  using Layout = PanelLayout<Algebra, S.channels, S.filters>;
  static constexpr std::size_t depth = Padded::depth;
  static constexpr std::size_t product_depth = Algebra::products * S.filters;

public:
  using Input = FeatureMap<Algebra::copies, S.channels, S.rows, S.columns>;
  using Output = FeatureMap<Algebra::copies, S.filters, S.output_rows(), S.output_columns()>;
  using Weights = ConvWeights<Algebra::weight_copies, S>;

  /// The transformed weights: for each of the 36 points the panels of the algebra, and for training
  /// the same transposed.
  struct Prepared {
    std::vector<float> panels = std::vector<float>(points * Layout::size);
    std::vector<float> transposed;
    std::array<float, S.filters> bias{};
  };

  /// Room for one thread.
  struct Scratch {
    std::vector<float> padded = std::vector<float>(Padded::size);
    std::vector<float> factors = std::vector<float>(points * block_tiles * depth);
    std::vector<float> products = std::vector<float>(points * block_tiles * product_depth);
    std::vector<float> padded_gradient;
  };

  /// An empty sum of gradients.
  static SliceGradient make_gradient() {
    return {.panels = std::vector<float>(points * Layout::size),
            .bias = std::vector<float>(S.filters)};
  }

  /// Transforms \p weights.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    pool.run(S.channels, [&](std::size_t c, std::size_t) {
      for_each_piece<S.filters>(
          [&]<std::size_t N>(std::size_t o) { prepare_piece<N>(weights, prepared, c, o); });
    });
    prepared.bias = weights.bias;
  }

  /// What `backward` needs beside: the transformed weights transposed.
  static void prepare_backward(Prepared& prepared, ThreadPool& pool) {
    prepared.transposed.resize(prepared.panels.size());
    pool.run(points, [&](std::size_t p, std::size_t) {
      transpose_panels<Algebra, S.channels, S.filters>(
          prepared.panels.data() + p * Layout::size, prepared.transposed.data() + p * Layout::size);
    });
  }

  /// The layer on one image.
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Scratch& scratch) {
    Padded::fill(input, scratch.padded.data());
    for_each_block([&]<std::size_t Tiles>(std::size_t row) {
      transform_patches<Tiles>(row, scratch);
      multiply_points<Tiles>(prepared, scratch);
      finish_tiles<Tiles>(row, prepared, scratch, output);
    });
  }

  /// Adds the gradient of the weights to \p gradient and, unless it is null, overwrites \p
  /// input_gradient. \p output is what `forward` made of \p input.
  static void backward(Prepared const& prepared,
                       Input const& input,
                       Output const& output,
                       Output const& output_gradient,
                       Input* input_gradient,
                       SliceGradient& gradient,
                       Scratch& scratch) {
    Padded::fill(input, scratch.padded.data());
    scratch.padded_gradient.assign(input_gradient != nullptr ? Padded::size : 0, 0.0F);
    for_each_block([&]<std::size_t Tiles>(std::size_t row) {
      transform_patches<Tiles>(row, scratch);
      transform_gradients<Tiles>(row, output, output_gradient, gradient, scratch);
      add_weight_gradients<Tiles>(gradient, scratch);
      if (input_gradient != nullptr) {
        multiply_points_adjoint<Tiles>(prepared, scratch);
        add_patches<Tiles>(row, scratch);
      }
    });
    if (input_gradient != nullptr) {
      Padded::fill_adjoint(scratch.padded_gradient.data(), *input_gradient);
    }
  }

  /// The gradient of the weights from the sum over \p slices, times \p scale.
  static void collect(std::span<SliceGradient* const> slices,
                      float scale,
                      Weights& gradient,
                      ThreadPool& pool) {
    add_slices(slices, pool);
    pool.run(S.channels, [&](std::size_t c, std::size_t) {
      for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
        collect_piece<N>(slices.front()->panels, scale, gradient, c, o);
      });
    });
    for (std::size_t o = 0; o < S.filters; ++o) {
      gradient.bias[o] = slices.front()->bias[o] * scale;
    }
  }

private:
  static constexpr std::size_t
  kernel_place(std::size_t k, std::size_t tap, std::size_t c, std::size_t o) {
    return ((k * 9 + tap) * S.channels + c) * S.filters + o;
  }

  template <std::size_t N>
  static void
  prepare_piece(Weights const& weights, Prepared& prepared, std::size_t c, std::size_t o) {
    Vector<N> taps[Algebra::weight_copies][3][3];
    for (std::size_t tap = 0; tap < 9; ++tap) {
      Vector<N> copies[Algebra::weight_copies];
      load_apart<N>(
          weights.kernel.data() + kernel_place(0, tap, c, o), kernel_place(1, 0, 0, 0), copies);
      Algebra::analyse_weights(copies);
      for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
        taps[k][tap / 3][tap % 3] = copies[k];
      }
    }
    for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
      Vector<N> transformed[6][6];
      winograd::apply_twice<winograd::FilterTransform>(taps[k], transformed);
      for (std::size_t p = 0; p < points; ++p) {
        store<N>(prepared.panels.data() + p * Layout::size + Layout::row(k, c) + o,
                 transformed[p / 6][p % 6]);
      }
    }
  }

  template <std::size_t N>
  static void collect_piece(std::vector<float> const& panels,
                            float scale,
                            Weights& gradient,
                            std::size_t c,
                            std::size_t o) {
    Vector<N> taps[Algebra::weight_copies][3][3];
    for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
      Vector<N> transformed[6][6];
      for (std::size_t p = 0; p < points; ++p) {
        transformed[p / 6][p % 6] =
            load<N>(panels.data() + p * Layout::size + Layout::row(k, c) + o);
      }
      winograd::apply_twice<winograd::FilterAdjoint>(transformed, taps[k]);
    }
    for (std::size_t tap = 0; tap < 9; ++tap) {
      Vector<N> copies[Algebra::weight_copies];
      for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
        copies[k] = taps[k][tap / 3][tap % 3] * scale;
      }
      Algebra::analyse_weights_adjoint(copies);
      store_apart<N>(
          gradient.kernel.data() + kernel_place(0, tap, c, o), kernel_place(1, 0, 0, 0), copies);
    }
  }

  /// Calls f for every block of tile rows with its number of tiles and its first tile row.
  template <typename F>
  static void for_each_block(F&& f) {
    std::size_t row = 0;
    for (; row + block_rows <= tile_rows; row += block_rows) {
      f.template operator()<block_tiles>(row);
    }
    if constexpr (tile_rows % block_rows != 0) {
      f.template operator()<(tile_rows % block_rows) * tile_columns>(row);
    }
  }

  /// Where in the padded image the patch of tile \p t of the block that begins at tile row \p row
  /// lies.
  static constexpr std::size_t patch_place(std::size_t row, std::size_t t) {
    return ((row + t / tile_columns) * padded_columns + t % tile_columns) * winograd::tile * depth;
  }

  template <std::size_t Tiles>
  static void transform_patches(std::size_t row, Scratch& scratch) {
    for (std::size_t t = 0; t < Tiles; ++t) {
      float const* const corner = scratch.padded.data() + patch_place(row, t);
      for_each_piece<depth>([&]<std::size_t N>(std::size_t lane) {
        Vector<N> patch[6][6];
        Vector<N> transformed[6][6];
        for (std::size_t i = 0; i < 6; ++i) {
          load_apart<N>(corner + i * padded_columns * depth + lane, depth, patch[i]);
        }
        winograd::apply_twice<winograd::InputTransform>(patch, transformed);
        for (std::size_t i = 0; i < 6; ++i) {
          store_apart<N>(scratch.factors.data() + (i * 6 * Tiles + t) * depth + lane,
                         Tiles * depth,
                         transformed[i]);
        }
      });
    }
  }

  template <std::size_t Tiles>
  static void multiply_points(Prepared const& prepared, Scratch& scratch) {
    for (std::size_t p = 0; p < points; ++p) {
      static_for<Algebra::groups.size()>([&]<std::size_t I>() {
        constexpr auto group = Algebra::groups[I];
        std::array<FactorOffsets, group.count> pairs;
        for (std::size_t t = 0; t < group.count; ++t) {
          pairs[t] = {group.terms[t].slot * S.channels, Layout::begin(group.terms[t].panel)};
        }
        constexpr std::size_t columns = group.width * S.filters;
        multiply<Store::overwrite, columns, product_rows>(
            {.a = scratch.factors.data() + p * Tiles * depth,
             .b = prepared.panels.data() + p * Layout::size,
             .c = scratch.products.data() + p * Tiles * product_depth + group.output * S.filters,
             .pairs = pairs,
             .depth = S.channels,
             .strides = {.a_row = depth, .a_depth = 1, .b_row = columns, .c_row = product_depth}},
            Tiles);
      });
    }
  }

  template <std::size_t Tiles>
  static void
  finish_tiles(std::size_t row, Prepared const& prepared, Scratch const& scratch, Output& output) {
    for (std::size_t t = 0; t < Tiles; ++t) {
      for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
        Vector<N> coefficients[Algebra::copies][6][6];
        for (std::size_t p = 0; p < points; ++p) {
          Vector<N> products[Algebra::products];
          Vector<N> combined[Algebra::copies];
          load_apart<N>(
              scratch.products.data() + (p * Tiles + t) * product_depth + o, S.filters, products);
          Algebra::combine(products, combined);
          for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
            coefficients[slot][p / 6][p % 6] = combined[slot];
          }
        }
        Vector<N> outputs[Algebra::copies][4][4];
        for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
          winograd::apply_twice<winograd::OutputTransform>(coefficients[slot], outputs[slot]);
        }
        for_each_pixel(row, t, [&](std::size_t y, std::size_t x, std::size_t i, std::size_t j) {
          Vector<N> copies[Algebra::copies];
          for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
            copies[slot] = outputs[slot][i][j];
          }
          finish_values<Algebra, A, N>(copies, prepared.bias.data() + o);
          store_apart<N>(output.at(y, x) + o, S.filters, copies);
        });
      });
    }
  }

  /// Calls f(y, x, i, j) for the pixels (i, j) of a tile that lie inside the output, at (y, x).
  template <typename F>
  [[gnu::always_inline]] static void for_each_pixel(std::size_t row, std::size_t t, F&& f) {
    std::size_t const top = (row + t / tile_columns) * winograd::tile;
    std::size_t const left = t % tile_columns * winograd::tile;
    for (std::size_t i = 0; i < winograd::tile && top + i < S.output_rows(); ++i) {
      for (std::size_t j = 0; j < winograd::tile && left + j < S.output_columns(); ++j) {
        f(top + i, left + j, i, j);
      }
    }
  }

  template <std::size_t Tiles>
  static void transform_gradients(std::size_t row,
                                  Output const& output,
                                  Output const& output_gradient,
                                  SliceGradient& gradient,
                                  Scratch& scratch) {
    for (std::size_t t = 0; t < Tiles; ++t) {
      for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
        Vector<N> outputs[Algebra::copies][4][4] = {};
        Vector<N> bias = load<N>(gradient.bias.data() + o);
        for_each_pixel(row, t, [&](std::size_t y, std::size_t x, std::size_t i, std::size_t j) {
          Vector<N> copies[Algebra::copies];
          for (std::size_t h = 0; h < Algebra::copies; ++h) {
            std::size_t const place = h * S.filters + o;
            copies[h] = activation_gradient<A, N>(output_gradient.at(y, x) + place,
                                                  output.at(y, x) + place);
            bias += copies[h];
          }
          Algebra::analyse(copies);
          for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
            outputs[slot][i][j] = copies[slot];
          }
        });
        store<N>(gradient.bias.data() + o, bias);
        store_product_gradients<Tiles, N>(outputs, scratch.products.data() + t * product_depth + o);
      });
    }
  }

  template <std::size_t Tiles, std::size_t N>
  static void store_product_gradients(Vector<N> const (&outputs)[Algebra::copies][4][4],
                                      float* target) {
    Vector<N> coefficients[Algebra::copies][6][6];
    for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
      winograd::apply_twice<winograd::OutputAdjoint>(outputs[slot], coefficients[slot]);
    }
    for (std::size_t p = 0; p < points; ++p) {
      Vector<N> combined[Algebra::copies];
      Vector<N> products[Algebra::products];
      for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
        combined[slot] = coefficients[slot][p / 6][p % 6];
      }
      Algebra::combine_adjoint(combined, products);
      store_apart<N>(target + p * Tiles * product_depth, S.filters, products);
    }
  }

  template <std::size_t Tiles>
  static void add_weight_gradients(SliceGradient& gradient, Scratch const& scratch) {
    for (std::size_t p = 0; p < points; ++p) {
      static_for<Algebra::groups.size()>([&]<std::size_t I>() {
        constexpr auto group = Algebra::groups[I];
        constexpr std::size_t columns = group.width * S.filters;
        for (std::size_t t = 0; t < group.count; ++t) {
          FactorOffsets const pair{group.terms[t].slot * S.channels, group.output * S.filters};
          multiply<Store::accumulate, columns>(
              {.a = scratch.factors.data() + p * Tiles * depth,
               .b = scratch.products.data() + p * Tiles * product_depth,
               .c = gradient.panels.data() + p * Layout::size + Layout::begin(group.terms[t].panel),
               .pairs = {&pair, 1},
               .depth = Tiles,
               .strides = {.a_row = 1, .a_depth = depth, .b_row = product_depth, .c_row = columns}},
              S.channels);
        }
      });
    }
  }

  template <std::size_t Tiles>
  static void multiply_points_adjoint(Prepared const& prepared, Scratch& scratch) {
    for (std::size_t p = 0; p < points; ++p) {
      static_for<Algebra::copies>([&]<std::size_t Slot>() {
        constexpr auto terms = terms_of_slot<Algebra>(Slot);
        std::array<FactorOffsets, terms.count> pairs;
        for (std::size_t t = 0; t < terms.count; ++t) {
          pairs[t] = {terms.entries[t].output * S.filters, Layout::begin(terms.entries[t].panel)};
        }
        multiply<Store::overwrite, S.channels, product_rows>(
            {.a = scratch.products.data() + p * Tiles * product_depth,
             .b = prepared.transposed.data() + p * Layout::size,
             .c = scratch.factors.data() + p * Tiles * depth + Slot * S.channels,
             .pairs = pairs,
             .depth = terms.width * S.filters,
             .strides =
                 {.a_row = product_depth, .a_depth = 1, .b_row = S.channels, .c_row = depth}},
            Tiles);
      });
    }
  }

  template <std::size_t Tiles>
  static void add_patches(std::size_t row, Scratch& scratch) {
    for (std::size_t t = 0; t < Tiles; ++t) {
      float* const corner = scratch.padded_gradient.data() + patch_place(row, t);
      for_each_piece<depth>([&]<std::size_t N>(std::size_t lane) {
        Vector<N> transformed[6][6];
        Vector<N> patch[6][6];
        for (std::size_t i = 0; i < 6; ++i) {
          load_apart<N>(scratch.factors.data() + (i * 6 * Tiles + t) * depth + lane,
                        Tiles * depth,
                        transformed[i]);
        }
        winograd::apply_twice<winograd::InputAdjoint>(transformed, patch);
        for (std::size_t i = 0; i < 6; ++i) {
          for (std::size_t j = 0; j < 6; ++j) {
            float* const place = corner + (i * padded_columns + j) * depth + lane;
            store<N>(place, load<N>(place) + patch[i][j]);
          }
        }
      });
    }
  }
};

} // namespace equivarify::runtime

#endif
