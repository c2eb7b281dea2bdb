/// \file
/// Convolutions of any size and stride on lifted images, straight from the definition, for the
/// algebra over the group.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_DIRECT_CONV_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_DIRECT_CONV_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/matrix_product.hpp"
#include "equivarify/runtime/parallel.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// y(h) = activation(b + sum_k W_k * s(h k)), the sum over k as \p Algebra has it, one output row
/// at a time.
template <typename Algebra, ConvSizes S, Activation A>
class DirectConv {
  static constexpr std::size_t taps = S.kernel_rows * S.kernel_columns;
  static constexpr std::size_t padded_columns = S.columns + 2 * S.padding_columns;
  using Padded = PaddedImage<Algebra, S, S.rows + 2 * S.padding_rows, padded_columns>;
  using Layout = PanelLayout<Algebra, S.channels, S.filters>;
  static constexpr std::size_t depth = Padded::depth;
  static constexpr std::size_t step =
      S.stride_columns * depth; ///< between the patches of neighbouring outputs
  static constexpr std::size_t product_depth = Algebra::products * S.filters;
  static constexpr std::size_t row_length = S.output_columns();

public:
  using Input = FeatureMap<Algebra::copies, S.channels, S.rows, S.columns>;
  using Output = FeatureMap<Algebra::copies, S.filters, S.output_rows(), S.output_columns()>;
  using Weights = ConvWeights<Algebra::weight_copies, S>;

  /// The weights, transformed by the algebra: for each tap its panels, and for training the same
  /// transposed.
  struct Prepared {
    std::vector<float> panels = std::vector<float>(taps * Layout::size);
    std::vector<float> transposed;
    std::array<float, S.filters> bias{};
  };

  /// Room for one thread.
  struct Scratch {
    std::vector<float> padded = std::vector<float>(Padded::size);
    std::vector<float> products = std::vector<float>(row_length * product_depth);
    std::vector<float> padded_gradient;
  };

  /// An empty sum of gradients.
  static SliceGradient make_gradient() {
    return {.panels = std::vector<float>(taps * Layout::size),
            .bias = std::vector<float>(S.filters)};
  }

  /// Transforms \p weights.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    for_each_kernel_piece(pool, [&]<std::size_t N>(std::size_t tap, std::size_t c, std::size_t o) {
      Vector<N> copies[Algebra::weight_copies];
      load_apart<N>(
          weights.kernel.data() + kernel_place(tap, c) + o, kernel_place(taps, 0), copies);
      Algebra::analyse_weights(copies);
      for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
        store<N>(prepared.panels.data() + tap * Layout::size + Layout::row(k, c) + o, copies[k]);
      }
    });
    prepared.bias = weights.bias;
  }

  /// What `backward` needs beside: the transformed weights transposed.
  static void prepare_backward(Prepared& prepared, ThreadPool& pool) {
    prepared.transposed.resize(prepared.panels.size());
    pool.run(taps, [&](std::size_t tap, std::size_t) {
      transpose_panels<Algebra, S.channels, S.filters>(prepared.panels.data() + tap * Layout::size,
                                                       prepared.transposed.data() +
                                                           tap * Layout::size);
    });
  }

  /// The layer on one image.
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Scratch& scratch) {
    Padded::fill(input, scratch.padded.data());
    for (std::size_t y = 0; y < S.output_rows(); ++y) {
      multiply_row(y, prepared, scratch);
      for (std::size_t x = 0; x < row_length; ++x) {
        finish_pixel(
            scratch.products.data() + x * product_depth, prepared.bias.data(), output.at(y, x));
      }
    }
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
    for (std::size_t y = 0; y < S.output_rows(); ++y) {
      for (std::size_t x = 0; x < row_length; ++x) {
        start_pixel(output.at(y, x),
                    output_gradient.at(y, x),
                    gradient,
                    scratch.products.data() + x * product_depth);
      }
      add_weight_gradients(y, gradient, scratch);
      if (input_gradient != nullptr) {
        add_input_gradients(y, prepared, scratch);
      }
    }
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
    std::vector<float> const& panels = slices.front()->panels;
    for_each_kernel_piece(pool, [&]<std::size_t N>(std::size_t tap, std::size_t c, std::size_t o) {
      Vector<N> copies[Algebra::weight_copies];
      for (std::size_t k = 0; k < Algebra::weight_copies; ++k) {
        copies[k] = load<N>(panels.data() + tap * Layout::size + Layout::row(k, c) + o) * scale;
      }
      Algebra::analyse_weights_adjoint(copies);
      store_apart<N>(
          gradient.kernel.data() + kernel_place(tap, c) + o, kernel_place(taps, 0), copies);
    });
    for (std::size_t o = 0; o < S.filters; ++o) {
      gradient.bias[o] = slices.front()->bias[o] * scale;
    }
  }

private:
  static constexpr std::size_t kernel_place(std::size_t tap, std::size_t c) {
    return (tap * S.channels + c) * S.filters;
  }

  /// Where the entry under \p tap for the first output of row \p y lies in the padded image.
  static constexpr std::size_t tap_place(std::size_t y, std::size_t tap) {
    return ((y * S.stride_rows + tap / S.kernel_columns) * padded_columns +
            tap % S.kernel_columns) *
           depth;
  }

  template <typename F>
  static void for_each_kernel_piece(ThreadPool& pool, F const& f) {
    pool.run(taps * S.channels, [&](std::size_t task, std::size_t) {
      for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
        f.template operator()<N>(task / S.channels, task % S.channels, o);
      });
    });
  }

  static void multiply_row(std::size_t y, Prepared const& prepared, Scratch& scratch) {
    static_for<Algebra::groups.size()>([&]<std::size_t I>() {
      constexpr auto group = Algebra::groups[I];
      constexpr std::size_t columns = group.width * S.filters;
      static constexpr auto pairs = [&] {
        std::array<FactorOffsets, taps * group.count> all{};
        for (std::size_t i = 0; i < all.size(); ++i) {
          Term const term = group.terms[i % group.count];
          all[i] = {tap_place(0, i / group.count) + term.slot * S.channels,
                    i / group.count * Layout::size + Layout::begin(term.panel)};
        }
        return all;
      }();
      multiply<Store::overwrite, columns>(
          {.a = scratch.padded.data() + tap_place(y, 0),
           .b = prepared.panels.data(),
           .c = scratch.products.data() + group.output * S.filters,
           .pairs = pairs,
           .depth = S.channels,
           .strides = {.a_row = step, .a_depth = 1, .b_row = columns, .c_row = product_depth}},
          row_length);
    });
  }

  static void finish_pixel(float const* products, float const* bias, float* output) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> values[Algebra::products];
      Vector<N> copies[Algebra::copies];
      load_apart<N>(products + o, S.filters, values);
      Algebra::combine(values, copies);
      finish_values<Algebra, A, N>(copies, bias + o);
      store_apart<N>(output + o, S.filters, copies);
    });
  }

  static void start_pixel(float const* output,
                          float const* output_gradient,
                          SliceGradient& gradient,
                          float* products) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> copies[Algebra::copies];
      Vector<N> values[Algebra::products];
      Vector<N> bias = load<N>(gradient.bias.data() + o);
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        copies[h] = activation_gradient<A, N>(output_gradient + h * S.filters + o,
                                              output + h * S.filters + o);
        bias += copies[h];
      }
      store<N>(gradient.bias.data() + o, bias);
      Algebra::analyse(copies);
      Algebra::combine_adjoint(copies, values);
      store_apart<N>(products + o, S.filters, values);
    });
  }

  static void add_weight_gradients(std::size_t y, SliceGradient& gradient, Scratch const& scratch) {
    for (std::size_t tap = 0; tap < taps; ++tap) {
      static_for<Algebra::groups.size()>([&]<std::size_t I>() {
        constexpr auto group = Algebra::groups[I];
        constexpr std::size_t columns = group.width * S.filters;
        for (std::size_t t = 0; t < group.count; ++t) {
          FactorOffsets const pair{group.terms[t].slot * S.channels, group.output * S.filters};
          multiply<Store::accumulate, columns>(
              {.a = scratch.padded.data() + tap_place(y, tap),
               .b = scratch.products.data(),
               .c = gradient.panels.data() + tap * Layout::size +
                    Layout::begin(group.terms[t].panel),
               .pairs = {&pair, 1},
               .depth = row_length,
               .strides = {.a_row = 1, .a_depth = step, .b_row = product_depth, .c_row = columns}},
              S.channels);
        }
      });
    }
  }

  static void add_input_gradients(std::size_t y, Prepared const& prepared, Scratch& scratch) {
    for (std::size_t tap = 0; tap < taps; ++tap) {
      static_for<Algebra::copies>([&]<std::size_t Slot>() {
        constexpr auto terms = terms_of_slot<Algebra>(Slot);
        std::array<FactorOffsets, terms.count> pairs;
        for (std::size_t t = 0; t < terms.count; ++t) {
          pairs[t] = {terms.entries[t].output * S.filters,
                      tap * Layout::size + Layout::begin(terms.entries[t].panel)};
        }
        multiply<Store::accumulate, S.channels>(
            {.a = scratch.products.data(),
             .b = prepared.transposed.data(),
             .c = scratch.padded_gradient.data() + tap_place(y, tap) + Slot * S.channels,
             .pairs = pairs,
             .depth = terms.width * S.filters,
             .strides = {.a_row = product_depth, .a_depth = 1, .b_row = S.channels, .c_row = step}},
            row_length);
      });
    }
  }
};

} // namespace equivarify::runtime

#endif
