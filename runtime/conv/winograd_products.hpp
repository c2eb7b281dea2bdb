/// \file
/// The matrix products of a Winograd convolution, point by point.
#ifndef EQUIVARIFY_RUNTIME_CONV_WINOGRAD_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_CONV_WINOGRAD_PRODUCTS_HPP

#include "equivarify/runtime/arrays/matrix_product.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/winograd_tiles.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <array>
#include <cstddef>

namespace equivarify::runtime::winograd {

/// What lies between the transforms: for each of the 36 points the products of \p Algebra, of
/// matrices with a row for each tile.
template <typename Algebra, std::size_t Channels, std::size_t Filters>
class PointProducts {
  static constexpr std::size_t line = cache_line / sizeof(float);

public:
  /// A row of factors begins with a cache line if it fills one.
  static constexpr std::size_t factor_row =
      Channels <= line ? Channels : (Channels + line - 1) / line * line;
  static constexpr auto slot_blocks = separate_slots<Algebra::copies>();
  static constexpr auto product_rows = product_blocks<Algebra>();
  using Factors = Coefficients<slot_blocks, factor_row>;
  using Products = Coefficients<product_rows, Filters>;
  using Panels = PanelLayout<Algebra, Channels, Filters>;

  /// The products of \p tiles tiles' \p factors with the weights \p panels. To fetch ahead is to
  /// fetch the weights of the next point.
  template <Fetch F>
  static void
  multiply(float const* panels, std::size_t tiles, float const* factors, float* products) {
    for (std::size_t p = 0; p < points; ++p) {
      static_for<Algebra::groups.size()>([&]<std::size_t I>() {
        constexpr auto group = Algebra::groups[I];
        constexpr std::size_t columns = group.width * Filters;
        std::array<FactorOffsets, group.count> pairs;
        for (std::size_t t = 0; t < group.count; ++t) {
          pairs[t] = {Factors::row(group.terms[t].slot, 0, tiles),
                      Panels::begin(group.terms[t].panel)};
        }
        runtime::multiply<columns, ProductForm{.fetch = F, .row_stride = factor_row}>(
            {.a = factors + Factors::begin(p, tiles),
             .b = panels + p * Panels::size,
             .c = products + Products::begin(p, tiles) + Products::row(group.output, 0, tiles),
             .pairs = pairs,
             .depth = Channels,
             .strides = {.a_row = factor_row, .b_row = columns, .c_row = columns},
             .fetch = Panels::size},
            tiles);
      });
    }
  }

  /// The adjoint at point \p p: \p factors from \p products with the \p transposed weights.
  static void multiply_adjoint(std::size_t p,
                               float const* transposed,
                               std::size_t tiles,
                               float const* products,
                               float* factors) {
    static_for<Algebra::copies>([&]<std::size_t Slot>() {
      constexpr auto terms = terms_of_slot<Algebra>(Slot);
      constexpr std::size_t depth = terms.width * Filters;
      std::array<FactorOffsets, terms.count> pairs;
      for (std::size_t i = 0; i < terms.count; ++i) {
        pairs[i] = {Products::row(terms.entries[i].output, 0, tiles),
                    Panels::begin(terms.entries[i].panel)};
      }
      runtime::multiply<Channels, ProductForm{.row_stride = depth}>(
          {.a = products + Products::begin(p, tiles),
           .b = transposed + p * Panels::size,
           .c = factors + Factors::begin(p, tiles) + Factors::row(Slot, 0, tiles),
           .pairs = pairs,
           .depth = depth,
           .strides = {.a_row = depth, .b_row = Channels, .c_row = factor_row}},
          tiles);
    });
  }

  /// Some of the tiles of a group.
  struct TileRange {
    std::size_t first = 0;
    std::size_t end = 0;
  };

  /// The coefficients of a group of tiles.
  struct Group {
    float const* factors = nullptr;
    float const* products = nullptr;
  };

  /// Adds the gradient of the weights of point \p p over \p range of a group of \p tiles tiles to
  /// \p sum.
  static void
  add_weight_gradients(std::size_t p, TileRange range, std::size_t tiles, Group group, float* sum) {
    static_for<Algebra::panel_widths.size()>([&]<std::size_t Panel>() {
      constexpr auto terms = terms_of_panel<Algebra>(Panel);
      constexpr std::size_t columns = terms.width * Filters;
      std::array<FactorOffsets, terms.count> pairs;
      for (std::size_t i = 0; i < terms.count; ++i) {
        pairs[i] = {Factors::row(terms.entries[i].slot, range.first, tiles),
                    Products::row(terms.entries[i].output, range.first, tiles)};
      }
      runtime::multiply<columns, ProductForm{.row_stride = 1}>(
          {.a = group.factors + Factors::begin(p, tiles),
           .b = group.products + Products::begin(p, tiles),
           .c = sum + p * Panels::size + Panels::begin(Panel),
           .pairs = pairs,
           .depth = range.end - range.first,
           .strides = {.a_row = 1, .a_depth = factor_row, .b_row = columns, .c_row = columns},
           .store = Store::accumulate},
          Channels);
    });
  }
};

} // namespace equivarify::runtime::winograd

#endif
