/// \file
/// Between the images and the products of a Winograd convolution, tile by tile.
#ifndef EQUIVARIFY_RUNTIME_CONV_WINOGRAD_ENDS_HPP
#define EQUIVARIFY_RUNTIME_CONV_WINOGRAD_ENDS_HPP

#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/winograd_products.hpp"
#include "equivarify/runtime/conv/winograd_tiles.hpp"

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
  using Input = FeatureMap<Algebra::copies, S.channels, S.rows, S.columns>;
  using Output = FeatureMap<Algebra::copies, S.filters, S.output_rows(), S.output_columns()>;

  /// An output and its gradient.
  struct OutputGradient {
    Output const& y;
    Output const& dy;

    /// The gradient of all copies before the activation at a pixel, 0 outside the image.
    template <std::size_t N>
    [[gnu::always_inline]] void load(std::size_t row,
                                     std::size_t column,
                                     std::size_t o,
                                     Vector<N> (&copies)[Algebra::copies]) const {
      bool const inside = row < Output::rows && column < Output::columns;
      float const* const gradient = inside ? dy.at(row, column) : no_pixel<Output::depth>.data();
      float const* const value = inside ? y.at(row, column) : no_pixel<Output::depth>.data();
#pragma GCC unroll 8
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        copies[h] =
            activation_gradient<A, N>(gradient + h * S.filters + o, value + h * S.filters + o);
      }
    }
  };

  /// The coefficients of one tile of \p input.
  static void transform_input(
      Input const& input, std::size_t number, std::size_t t, std::size_t tiles, float* factors) {
    std::size_t const top = OutputGrid::top(number) - S.padding_top;
    std::size_t const left = OutputGrid::left(number) - S.padding_left;
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t c) {
      PatchTransform<Algebra, InputTransform, slot_blocks, Middle::factor_row>::template run<N, 6>(
          [&](std::size_t i, std::size_t j, auto& values) {
            bool const inside = top + i < S.rows && left + j < S.columns;
            float const* const pixel =
                inside ? input.at(top + i, left + j) : no_pixel<Input::depth>.data();
            load_apart<N>(pixel + c, S.channels, values);
          },
          keep_slots,
          t,
          tiles,
          factors + c);
    });
  }

  /// The outputs of one tile from its products: back to pixels and copies, bias, activation.
  static void finish_tile(std::array<float, S.filters> const& bias,
                          std::size_t number,
                          std::size_t t,
                          std::size_t tiles,
                          float const* products,
                          Output& output) {
    std::size_t const top = OutputGrid::top(number);
    std::size_t const left = OutputGrid::left(number);
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Outputs::template run<N>(
          products + o, from_products, t, tiles, [&](std::size_t i, std::size_t j, auto& copies) {
            if (top + i < Output::rows && left + j < Output::columns) {
              finish_values<Algebra, A, N>(copies, bias.data() + o);
              store_apart<N>(output.at(top + i, left + j) + o, S.filters, copies);
            }
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
    std::size_t const top = OutputGrid::top(number);
    std::size_t const left = OutputGrid::left(number);
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> sum = load<N>(bias + o);
      PatchTransform<Algebra, OutputAdjoint, product_rows, S.filters>::template run<N, 4>(
          [&](std::size_t i, std::size_t j, auto& values) {
            gradient.template load<N>(top + i, left + j, o, values);
            for (Vector<N> const& value : values) {
              sum += value;
            }
          },
          to_products,
          t,
          tiles,
          products + o);
      store<N>(bias + o, sum);
    });
  }

  /// Adds what one tile gives to the gradient of the input, from the gradients of its coefficients.
  /// The patches of neighbours overlap: tiles come in the order of their numbers, and the first one
  /// to reach a pixel sets it.
  static void add_input_gradient(
      std::size_t number, std::size_t t, std::size_t tiles, float const* factors, Input& gradient) {
    std::size_t const top = OutputGrid::top(number) - S.padding_top;
    std::size_t const left = OutputGrid::left(number) - S.padding_left;
    std::size_t const old_rows = OutputGrid::top(number) == 0 ? 0 : patch - tile;
    std::size_t const old_columns = OutputGrid::left(number) == 0 ? 0 : patch - tile;
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t c) {
      Patches::template run<N>(
          factors + c, keep_slots, t, tiles, [&](std::size_t i, std::size_t j, auto& copies) {
            if (top + i < S.rows && left + j < S.columns) {
              float* const pixel = gradient.at(top + i, left + j) + c;
              Algebra::synthesise(copies);
              if (i < old_rows || j < old_columns) {
                add_apart<N>(pixel, S.channels, copies);
              } else {
                store_apart<N>(pixel, S.channels, copies);
              }
            }
          });
    });
  }

private:
  using Outputs = TileTransform<Algebra::copies, OutputTransform, tile, product_rows, S.filters>;
  using Patches =
      TileTransform<Algebra::copies, InputAdjoint, patch, slot_blocks, Middle::factor_row>;

  /// Adds to Count values of N lanes that lie \p distance floats apart.
  template <std::size_t N, std::size_t Count>
  [[gnu::always_inline]] static void
  add_apart(float* target, std::size_t distance, Vector<N> const (&values)[Count]) {
    for (std::size_t k = 0; k < Count; ++k) {
      store<N>(target + k * distance, load<N>(target + k * distance) + values[k]);
    }
  }

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
};

} // namespace equivarify::runtime::winograd

#endif
