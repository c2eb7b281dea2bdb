/// \file
/// Between the images and the products of a Winograd convolution, tile by tile.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_ENDS_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_ENDS_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/winograd_products.hpp"
#include "equivarify/runtime/kernels/winograd_tiles.hpp"

#include <array>
#include <cstddef>

namespace equivarify::runtime::winograd {

/// The two ends of a convolution, forward and backward, for tile \p number of the grid: row \p t of
/// the coefficients of a block of \p tiles tiles.
template <typename Algebra, ConvSizes S, Activation A>
class ConvEnds {
  using Middle = PointProducts<Algebra, S.channels, S.filters>;
  static constexpr auto slot_blocks = Middle::slot_blocks;
  static constexpr auto product_rows = Middle::product_rows;

public:
  using OutputGrid = TileGrid<S.output_rows(), S.output_columns()>;
  using InputGrid = TileGrid<S.rows, S.columns>;
  using Input = FeatureMap<Algebra::copies, S.channels, S.rows, S.columns>;
  using Output = FeatureMap<Algebra::copies, S.filters, S.output_rows(), S.output_columns()>;

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

  /// The coefficients of one tile of \p input.
  static void transform_input(
      Input const& input, std::size_t number, std::size_t t, std::size_t tiles, float* factors) {
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t c) {
      Vector<N> result[Algebra::copies][6][6];
      transform_pixels<Algebra, InputTransform, N, 6>(
          OutputGrid::top(number) - S.padding_rows,
          OutputGrid::left(number) - S.padding_columns,
          [](std::size_t y, std::size_t x) { return y < S.rows && x < S.columns; },
          [&](std::size_t y, std::size_t x, auto& values) {
            load_apart<N>(input.at(y, x) + c, S.channels, values);
          },
          result);
      store_points<slot_blocks, S.channels, N>(result, keep_slots, t, tiles, factors + c);
    });
  }

  /// The outputs of one tile from its products: back to pixels and copies, bias, activation.
  static void finish_tile(std::array<float, S.filters> const& bias,
                          std::size_t number,
                          std::size_t t,
                          std::size_t tiles,
                          float const* products,
                          Output& output) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> pixels[Algebra::copies][4][4];
      load_pixels<product_rows, S.filters, N>(products + o, from_products, t, tiles, pixels);
      OutputGrid::for_each_pixel(number,
                                 [&](std::size_t y, std::size_t x, std::size_t i, std::size_t j) {
                                   Vector<N> copies[Algebra::copies];
                                   for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
                                     copies[slot] = pixels[slot][i][j];
                                   }
                                   finish_values<Algebra, A, N>(copies, bias.data() + o);
                                   store_apart<N>(output.at(y, x) + o, S.filters, copies);
                                 });
    });
  }

  /// The gradients of the products of one tile; adds its share of that of \p bias.
  static void transform_gradient(OutputGradient const& gradient,
                                 std::size_t number,
                                 std::size_t t,
                                 std::size_t tiles,
                                 float* products,
                                 float* bias) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> result[Algebra::copies][6][6];
      Vector<N> sum = load<N>(bias + o);
      transform_pixels<Algebra, OutputAdjoint, N, 4>(
          OutputGrid::top(number),
          OutputGrid::left(number),
          inside_output,
          [&](std::size_t y, std::size_t x, auto& values) {
            gradient.template load<N>(y, x, o, values);
            for (Vector<N> const& value : values) {
              sum += value;
            }
          },
          result);
      store<N>(bias + o, sum);
      store_points<product_rows, S.filters, N>(result, to_products, t, tiles, products + o);
    });
  }

  /// The coefficients of one tile for the convolution that the gradient of the input is.
  static void spread_gradient(OutputGradient const& gradient,
                              std::size_t number,
                              std::size_t t,
                              std::size_t tiles,
                              float* products) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> result[Algebra::copies][6][6];
      transform_pixels<Algebra, InputTransform, N, 6>(
          InputGrid::top(number) + S.padding_rows - 2,
          InputGrid::left(number) + S.padding_columns - 2,
          inside_output,
          [&](std::size_t y, std::size_t x, auto& values) {
            gradient.template load<N>(y, x, o, values);
          },
          result);
      store_points<product_rows, S.filters, N>(result, to_products, t, tiles, products + o);
    });
  }

  /// The gradient of the pixels of one tile of the input from its coefficients.
  static void finish_input_gradient(
      std::size_t number, std::size_t t, std::size_t tiles, float const* factors, Input& gradient) {
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t c) {
      Vector<N> pixels[Algebra::copies][4][4];
      load_pixels<slot_blocks, S.channels, N>(factors + c, keep_slots, t, tiles, pixels);
      InputGrid::for_each_pixel(number,
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

private:
  static constexpr auto keep_slots = [](auto const& from, auto& to) {
    for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
      to[slot] = from[slot];
    }
  };
  static constexpr auto to_products = [](auto const& slots, auto& products) {
    Algebra::combine_adjoint(slots, products);
  };
  static constexpr auto from_products = [](auto const& products, auto& slots) {
    Algebra::combine(products, slots);
  };

  static bool inside_output(std::size_t y, std::size_t x) {
    return y < S.output_rows() && x < S.output_columns();
  }
};

} // namespace equivarify::runtime::winograd

#endif
