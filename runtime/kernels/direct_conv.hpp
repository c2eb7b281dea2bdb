/// \file
/// Convolutions of any size and stride on lifted images, straight from the definition, for the
/// algebra over the group.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_DIRECT_CONV_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_DIRECT_CONV_HPP

#include "equivarify/runtime/kernels/buffer.hpp"
#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/matrix_product.hpp"
#include "equivarify/runtime/parallel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

namespace equivarify::runtime {

/// y(h) = activation(b + sum_k W_k * s(h k)), the sum over k as \p Algebra has it, one output row
/// at a time. For the gradient of the weights \p GroupImages images are kept at once.
template <typename Algebra, ConvSizes S, Activation A, std::size_t GroupImages = 1>
class DirectConv {
  static constexpr std::size_t taps = S.kernel_rows * S.kernel_columns;
  static constexpr std::size_t padded_rows = S.rows + 2 * S.padding_rows;
  static constexpr std::size_t padded_columns = S.columns + 2 * S.padding_columns;
  using Padded = PaddedImage<Algebra, S, padded_columns>;
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
    Buffer panels = Buffer(taps * Layout::size);
    Buffer transposed;
    std::array<float, S.filters> bias{};
  };

  /// Room for one thread.
  struct Scratch {
    Buffer padded = Buffer(Padded::size);
    Buffer products = Buffer(row_length * product_depth);
    Buffer padded_gradient;
  };

  /// An empty sum of gradients.
  static GradientSum make_gradient() {
    return {.panels = Buffer(taps * Layout::size), .bias = Buffer(S.filters)};
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
  static void prepare_backward(Weights const&, Prepared& prepared, ThreadPool& pool) {
    prepared.transposed.resize(prepared.panels.size());
    pool.run(taps, [&](std::size_t tap, std::size_t) {
      transpose_panels<Algebra, S.channels, S.filters>(prepared.panels.data() + tap * Layout::size,
                                                       prepared.transposed.data() +
                                                           tap * Layout::size);
    });
  }

  /// The layer on one image.
  template <typename Crew>
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Crew const& crew) {
    std::size_t const bands = std::min(S.output_rows(), crew.size());
    crew.run(bands, [&](std::size_t band, Scratch& scratch) {
      std::size_t const first = band * S.output_rows() / bands;
      std::size_t const end = (band + 1) * S.output_rows() / bands;
      Padded::fill(input,
                   scratch.padded.data(),
                   first * S.stride_rows,
                   (end - 1) * S.stride_rows + S.kernel_rows);
      for (std::size_t y = first; y < end; ++y) {
        multiply_row(y, prepared, scratch);
        for (std::size_t x = 0; x < row_length; ++x) {
          finish_pixel(
              scratch.products.data() + x * product_depth, prepared.bias.data(), output.at(y, x));
        }
      }
    });
  }

  /// Adds the gradient of the weights over a group of images to \p sum and, unless it is null,
  /// overwrites their \p ds. \p y is what `forward` made of \p s. Every entry of the sum is summed
  /// by one thread, image after image.
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
      start_group(s, y, dy, first, images, room, crew);
      add_bias_parts(room.bias, images * bands, sum.bias);
      crew.run(gradient_tasks,
               [&](std::size_t task, Scratch&) { add_weight_gradients(task, images, room, sum); });
      if constexpr (!std::is_null_pointer_v<InputGradients>) {
        crew.run(images, [&](std::size_t image, Scratch& scratch) {
          float const* const products = room.products.data() + image * products_size;
          scratch.padded_gradient.assign(Padded::size, 0.0F);
          for (std::size_t row = 0; row < S.output_rows(); ++row) {
            add_input_gradients(
                row, prepared, products + row * row_length * product_depth, scratch);
          }
          Padded::fill_adjoint(scratch.padded_gradient.data(), ds[first + image]);
        });
      }
    }
  }

  /// The gradient of the weights from the sum, times \p scale.
  static void collect(GradientSum const& sum, float scale, Weights& gradient, ThreadPool& pool) {
    Buffer const& panels = sum.panels;
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
      gradient.bias[o] = sum.bias[o] * scale;
    }
  }

private:
  /// The parts in which an image is prepared for its gradients.
  static constexpr std::size_t bands =
      std::min<std::size_t>(GroupImages < 4 ? 4 : 1, S.output_rows());
  static constexpr std::size_t products_size = S.output_rows() * row_length * product_depth;

  /// With fewer channels than taps in a row, the taps are the rows of the matrix of gradients.
  static constexpr bool thin = S.channels < S.kernel_columns;
  static constexpr std::size_t gradient_tasks = thin ? S.kernel_rows * S.channels : taps;

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
      multiply<columns>(
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

  /// The analysed inputs and the products' gradients of \p images images, and the sums for the bias
  /// over each band.
  template <typename Inputs, typename Outputs, typename Crew>
  static void start_group(Inputs const& s,
                          Outputs const& y,
                          Outputs const& dy,
                          std::size_t first,
                          std::size_t images,
                          BackwardRoom& room,
                          Crew const& crew) {
    room.require(images * Padded::size, images * products_size, images * bands * S.filters);
    crew.run(images * bands, [&](std::size_t task, Scratch&) {
      std::size_t const image = task / bands;
      std::size_t const band = task % bands;
      float* const bias = room.bias.data() + task * S.filters;
      std::fill_n(bias, S.filters, 0.0F);
      Padded::fill_with_margin(s[first + image],
                               room.factors.data() + image * Padded::size,
                               band * padded_rows / bands,
                               (band + 1) * padded_rows / bands);
      float* const products = room.products.data() + image * products_size;
      for (std::size_t row = band * S.output_rows() / bands;
           row < (band + 1) * S.output_rows() / bands;
           ++row) {
        for (std::size_t x = 0; x < row_length; ++x) {
          start_pixel(y[first + image].at(row, x),
                      dy[first + image].at(row, x),
                      bias,
                      products + (row * row_length + x) * product_depth);
        }
      }
    });
  }

  static void
  start_pixel(float const* output, float const* output_gradient, float* bias, float* products) {
    for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
      Vector<N> copies[Algebra::copies];
      Vector<N> values[Algebra::products];
      Vector<N> sum = load<N>(bias + o);
      for (std::size_t h = 0; h < Algebra::copies; ++h) {
        copies[h] = activation_gradient<A, N>(output_gradient + h * S.filters + o,
                                              output + h * S.filters + o);
        sum += copies[h];
      }
      store<N>(bias + o, sum);
      Algebra::analyse(copies);
      Algebra::combine_adjoint(copies, values);
      store_apart<N>(products + o, S.filters, values);
    });
  }

  /// The sums of one tap, or of one row of taps for one channel.
  static void add_weight_gradients(std::size_t task,
                                   std::size_t images,
                                   BackwardRoom const& room,
                                   GradientSum& sum) {
    std::size_t const tap = thin ? task / S.channels * S.kernel_columns : task;
    std::size_t const channel = thin ? task % S.channels : 0;
    static_for<Algebra::panel_widths.size()>([&]<std::size_t Panel>() {
      constexpr auto terms = terms_of_panel<Algebra>(Panel);
      constexpr std::size_t columns = terms.width * S.filters;
      std::array<FactorOffsets, GroupImages * S.output_rows() * terms.count> pairs;
      std::size_t const count = images * S.output_rows() * terms.count;
      for (std::size_t i = 0; i < count; ++i) {
        auto const entry = terms.entries[i % terms.count];
        std::size_t const row = i / terms.count % S.output_rows();
        std::size_t const image = i / terms.count / S.output_rows();
        pairs[i] = {image * Padded::size + tap_place(row, 0) + entry.slot * S.channels,
                    image * products_size + row * row_length * product_depth +
                        entry.output * S.filters};
      }
      multiply<columns>(
          {.a = room.factors.data() + tap_place(0, tap) + channel,
           .b = room.products.data(),
           .c = sum.panels.data() + tap * Layout::size + Layout::begin(Panel) + channel * columns,
           .pairs = {pairs.data(), count},
           .depth = row_length,
           .strides = {.a_row = thin ? depth : 1,
                       .a_depth = step,
                       .b_row = product_depth,
                       .c_row = thin ? Layout::size : columns},
           .store = Store::accumulate},
          thin ? S.kernel_columns : S.channels);
    });
  }

  /// What row \p y of the output adds to the gradient of the padded input.
  static void add_input_gradients(std::size_t y,
                                  Prepared const& prepared,
                                  float const* products,
                                  Scratch& scratch) {
    for (std::size_t tap = 0; tap < taps; ++tap) {
      static_for<Algebra::copies>([&]<std::size_t Slot>() {
        constexpr auto terms = terms_of_slot<Algebra>(Slot);
        std::array<FactorOffsets, terms.count> pairs;
        for (std::size_t t = 0; t < terms.count; ++t) {
          pairs[t] = {terms.entries[t].output * S.filters,
                      tap * Layout::size + Layout::begin(terms.entries[t].panel)};
        }
        multiply<S.channels>(
            {.a = products,
             .b = prepared.transposed.data(),
             .c = scratch.padded_gradient.data() + tap_place(y, tap) + Slot * S.channels,
             .pairs = pairs,
             .depth = terms.width * S.filters,
             .strides = {.a_row = product_depth, .b_row = S.channels, .c_row = step},
             .store = Store::accumulate},
            row_length);
      });
    }
  }
};

} // namespace equivarify::runtime

#endif
