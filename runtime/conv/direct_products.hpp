/// \file
/// The matrix products of a direct convolution.
#ifndef EQUIVARIFY_RUNTIME_CONV_DIRECT_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_CONV_DIRECT_PRODUCTS_HPP

#include "equivarify/runtime/arrays/matrix_product.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/padded_image.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// The products of \p Algebra, of the patches of padded, analysed images and the panels of each tap
/// of the kernel. The matrices have a row for each output of an output row.
template <typename Algebra, ConvSizes S, std::size_t GroupImages>
struct DirectProducts {
  static constexpr std::size_t taps = S.taps();
  static constexpr std::size_t channels = S.group_channels();
  static constexpr std::size_t filters = S.group_filters();
  // Several groups have panels of one copy of the weights, each a part of every row.
  static_assert(S.groups == 1 || Algebra::weight_copies == 1);
  using Padded = PaddedImage<Algebra, S>;
  using Layout = PanelLayout<Algebra, channels, S.filters>;
  static constexpr std::size_t depth = Padded::depth;
  static constexpr std::size_t step =
      S.stride_columns * depth; ///< between the patches of neighbouring outputs
  static constexpr std::size_t row_length = S.output_columns();
  static constexpr std::size_t product_depth = Algebra::products * S.filters;
  static constexpr std::size_t row_size = row_length * product_depth;
  static constexpr std::size_t products_size = S.all_output_rows() * row_size; ///< of an image

  /// With fewer channels than taps in a row, the taps are the rows of the matrix of gradients.
  static constexpr bool thin = channels < S.kernel_columns;
  static constexpr std::size_t gradient_tasks =
      thin ? S.kernel_depth * S.kernel_rows * channels : taps;

  /// The products of output row \p y.
  static void
  multiply_row(std::size_t y, float const* panels, float const* padded, float* products) {
    static_for<Algebra::groups.size()>([&]<std::size_t I>() {
      constexpr auto group = Algebra::groups[I];
      static constexpr auto pairs = [&] {
        std::array<FactorOffsets, taps * group.count> all{};
        for (std::size_t i = 0; i < all.size(); ++i) {
          Term const term = group.terms[i % group.count];
          all[i] = {tap_place(0, i / group.count) + term.slot * S.channels,
                    i / group.count * Layout::size + Layout::begin(term.panel)};
        }
        return all;
      }();
      for_each_group([&](std::size_t channel, std::size_t filter) {
        multiply<group.width * filters>({.a = padded + tap_place(y, 0) + channel,
                                         .b = panels + filter,
                                         .c = products + group.output * S.filters + filter,
                                         .pairs = pairs,
                                         .depth = channels,
                                         .strides = {.a_row = step,
                                                     .a_depth = 1,
                                                     .b_row = group.width * S.filters,
                                                     .c_row = product_depth}},
                                        row_length);
      });
    });
  }

  /// Adds the gradients of the weights of one tap, or of one row of taps for one channel, over \p
  /// images images to \p sum.
  static void add_weight_gradients(std::size_t task,
                                   std::size_t images,
                                   float const* padded,
                                   float const* products,
                                   float* sum) {
    std::size_t const tap = thin ? task / channels * S.kernel_columns : task;
    std::size_t const first = thin ? task % channels : 0; ///< of the channels of a group
    static_for<Algebra::panel_widths.size()>([&]<std::size_t Panel>() {
      constexpr auto terms = terms_of_panel<Algebra>(Panel);
      constexpr std::size_t columns = terms.width * S.filters;
      std::array<FactorOffsets, GroupImages * S.all_output_rows() * terms.count> pairs;
      std::size_t const count = images * S.all_output_rows() * terms.count;
      for (std::size_t i = 0; i < count; ++i) {
        auto const entry = terms.entries[i % terms.count];
        std::size_t const row = i / terms.count % S.all_output_rows();
        std::size_t const image = i / terms.count / S.all_output_rows();
        pairs[i] = {image * Padded::size + tap_place(row, 0) + entry.slot * S.channels,
                    image * products_size + row * row_size + entry.output * S.filters};
      }
      float* const target = sum + tap * Layout::size + Layout::begin(Panel) + first * columns;
      for_each_group([&](std::size_t channel, std::size_t filter) {
        multiply<terms.width * filters>({.a = padded + tap_place(0, tap) + channel + first,
                                         .b = products + filter,
                                         .c = target + filter,
                                         .pairs = {pairs.data(), count},
                                         .depth = row_length,
                                         .strides = {.a_row = thin ? S.dilation_columns * depth : 1,
                                                     .a_depth = step,
                                                     .b_row = product_depth,
                                                     .c_row = thin ? Layout::size : columns},
                                         .store = Store::accumulate},
                                        thin ? S.kernel_columns : channels);
      });
    });
  }

  /// Adds to the gradient of the padded input what the \p products of row \p y of the output give.
  static void add_input_gradients(std::size_t y,
                                  float const* transposed,
                                  float const* products,
                                  float* padded_gradient) {
    for (std::size_t tap = 0; tap < taps; ++tap) {
      static_for<Algebra::copies>([&]<std::size_t Slot>() {
        constexpr auto terms = terms_of_slot<Algebra>(Slot);
        std::array<FactorOffsets, terms.count> pairs;
        for (std::size_t t = 0; t < terms.count; ++t) {
          pairs[t] = {terms.entries[t].output * S.filters,
                      tap * Layout::size + Layout::begin(terms.entries[t].panel)};
        }
        for_each_group([&](std::size_t channel, std::size_t filter) {
          multiply<channels>(
              {.a = products + filter,
               .b = transposed + filter * channels,
               .c = padded_gradient + tap_place(y, tap) + Slot * S.channels + channel,
               .pairs = pairs,
               .depth = terms.width * filters,
               .strides = {.a_row = product_depth, .b_row = channels, .c_row = step},
               .store = Store::accumulate},
              row_length);
        });
      });
    }
  }

private:
  /// Where the entry under \p tap for the first output of row \p y lies in the padded image.
  static constexpr std::size_t tap_place(std::size_t y, std::size_t tap) {
    std::size_t const row = tap / S.kernel_columns;
    std::size_t const padded_row =
        S.padded_row(y, row / S.kernel_rows, S.is_volume() ? row % S.kernel_rows : row);
    return padded_row * Padded::row_size + tap % S.kernel_columns * S.dilation_columns * depth;
  }

  /// Calls f(first channel, first filter) for each group of channels and the filters that see it.
  template <typename F>
  [[gnu::always_inline]] static void for_each_group(F const& f) {
    for (std::size_t part = 0; part < S.groups; ++part) {
      f(part * channels, part * filters);
    }
  }
};

} // namespace equivarify::runtime

#endif
