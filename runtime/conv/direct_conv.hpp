/// \file
/// Convolutions of any size, stride, dilation, padding and number of groups on lifted images,
/// straight from the definition, for the algebra over the group.
#ifndef EQUIVARIFY_RUNTIME_CONV_DIRECT_CONV_HPP
#define EQUIVARIFY_RUNTIME_CONV_DIRECT_CONV_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/direct_products.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

namespace equivarify::runtime {

/// y(h) = activation(b + sum_k W_k * s(h k)), the sum over k as \p Algebra has it, one output row
/// at a time. For the gradient of the weights \p GroupImages images are kept at once.
template <typename Algebra, ConvSizes S, Activation A, std::size_t GroupImages = 1>
class DirectConv {
  using Products = DirectProducts<Algebra, S, GroupImages>;
  using Padded = typename Products::Padded;
  using Layout = typename Products::Layout;
  static constexpr std::size_t taps = Products::taps;
  static constexpr std::size_t padded_rows = S.all_padded_rows();
  static constexpr std::size_t output_rows = S.all_output_rows();
  static constexpr std::size_t channels = Products::channels;
  static constexpr std::size_t product_depth = Products::product_depth;
  static constexpr std::size_t row_length = Products::row_length;

public:
  using Input = FeatureMap<Algebra::copies, S.channels, S.all_rows(), S.columns>;
  using Output = FeatureMap<Algebra::copies, S.filters, output_rows, S.output_columns()>;
  using Gradient = GradientSum;
  using Weights = ConvWeights<Algebra::weight_copies, S>;
  static constexpr LayerForm integer_form = integer_form_of(S, Algebra::weight_copies, A);

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

  /// Extra weights for the backward pass: the transformed weights, transposed.
  static void prepare_backward(Weights const&, Prepared& prepared, ThreadPool& pool) {
    prepared.transposed.resize(prepared.panels.size());
    pool.run(taps, [&](std::size_t tap, std::size_t) {
      transpose_panels<Algebra, channels, S.filters>(prepared.panels.data() + tap * Layout::size,
                                                     prepared.transposed.data() +
                                                         tap * Layout::size);
    });
  }

  /// The layer on one image.
  template <typename Crew>
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Crew const& crew) {
    std::size_t const parts = std::min(output_rows, crew.size());
    crew.run(parts, [&](std::size_t part, Scratch& scratch) {
      std::size_t const first = part * output_rows / parts;
      std::size_t const end = (part + 1) * output_rows / parts;
      PhaseScope const whole(Phase::input_transform);
      Padded::fill(input,
                   scratch.padded.data(),
                   S.padded_row(first, 0, 0),
                   S.padded_row(end - 1, S.kernel_depth - 1, S.kernel_rows - 1) + 1);
      for (std::size_t y = first; y < end; ++y) {
        PhaseScope const phase(Phase::products);
        Products::multiply_row(
            y, prepared.panels.data(), scratch.padded.data(), scratch.products.data());
        PhaseScope const last(Phase::output_transform);
        for (std::size_t x = 0; x < row_length; ++x) {
          finish_pixel(
              scratch.products.data() + x * product_depth, prepared.bias.data(), output.at(y, x));
        }
      }
    });
  }

  /// Backward pass for some images: adds the gradient of the weights to \p sum and computes \p ds
  /// from \p dy, unless \p ds is NotNeeded. \p y is what `forward` made of \p s. Every entry of the
  /// sum is summed by one thread, image after image.
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
      start_images(s, y, dy, first, images, room, crew);
      add_bias_parts(room.bias, images * bands, sum.bias);
      crew.run(Products::gradient_tasks, [&](std::size_t task, Scratch&) {
        PhaseScope const phase(Phase::weight_gradients);
        Products::add_weight_gradients(
            task, images, room.factors.data(), room.products.data(), sum.panels.data());
      });
      if constexpr (!std::is_same_v<InputGradients, NotNeeded>) {
        crew.run(images, [&](std::size_t image, Scratch& scratch) {
          PhaseScope const phase(Phase::input_gradients);
          find_input_gradient(prepared,
                              room.products.data() + image * Products::products_size,
                              scratch.padded_gradient,
                              ds[first + image]);
        });
      }
    });
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
    scale_bias(sum.bias, scale, gradient.bias);
  }

private:
  /// The parts in which an image is prepared for its gradients.
  static constexpr std::size_t bands = std::min<std::size_t>(GroupImages < 4 ? 4 : 1, output_rows);

  static constexpr std::size_t kernel_place(std::size_t tap, std::size_t c) {
    return (tap * channels + c) * S.filters;
  }

  template <typename F>
  static void for_each_kernel_piece(ThreadPool& pool, F const& f) {
    pool.run(taps * channels, [&](std::size_t task, std::size_t) {
      for_each_piece<S.filters>([&]<std::size_t N>(std::size_t o) {
        f.template operator()<N>(task / channels, task % channels, o);
      });
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
  template <typename Inputs, typename Outputs, typename OutputGradients, typename Crew>
  static void start_images(Inputs const& s,
                           Outputs const& y,
                           OutputGradients const& dy,
                           std::size_t first,
                           std::size_t images,
                           BackwardRoom& room,
                           Crew const& crew) {
    room.require(
        images * Padded::size, images * Products::products_size, images * bands * S.filters);
    crew.run(images * bands, [&](std::size_t task, Scratch&) {
      PhaseScope const phase(Phase::gradient_transform);
      std::size_t const image = task / bands;
      std::size_t const band = task % bands;
      float* const bias = room.bias.data() + task * S.filters;
      std::fill_n(bias, S.filters, 0.0F);
      Padded::fill_with_margin(s[first + image],
                               room.factors.data() + image * Padded::size,
                               band * padded_rows / bands,
                               (band + 1) * padded_rows / bands);
      float* const products = room.products.data() + image * Products::products_size;
      for (std::size_t row = band * output_rows / bands; row < (band + 1) * output_rows / bands;
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

  /// The gradient of one image from those of its products.
  static void find_input_gradient(Prepared const& prepared,
                                  float const* products,
                                  Buffer& padded_gradient,
                                  Input& gradient) {
    padded_gradient.assign(Padded::size, 0.0F);
    for (std::size_t row = 0; row < output_rows; ++row) {
      Products::add_input_gradients(row,
                                    prepared.transposed.data(),
                                    products + row * Products::row_size,
                                    padded_gradient.data());
    }
    Padded::fill_adjoint(padded_gradient.data(), gradient);
  }
};

} // namespace equivarify::runtime

#endif
