/// \file
/// Transposed convolutions of lifted images, copy by copy.
#ifndef EQUIVARIFY_RUNTIME_CONV_TRANSPOSED_CONV_HPP
#define EQUIVARIFY_RUNTIME_CONV_TRANSPOSED_CONV_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/direct_products.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

namespace equivarify::runtime {

/// Weights and bias of the transpose of a convolution of the sizes \p S, as the optimiser sees
/// them: `kernel[row][column][channel][filter]`.
template <ConvSizes S>
struct TransposedWeights {
  alignas(cache_line)
      std::array<float, S.kernel_rows * S.kernel_columns * S.channels * S.filters> kernel;
  alignas(cache_line) std::array<float, S.channels> bias; ///< 0, and no parameter, without a bias

  /// Both as weight files have them; \p layer is the layer's name.
  [[nodiscard]] std::vector<ParameterView> parameters(std::string const& layer) {
    std::vector<ParameterView> views{
        {.name = layer + ".weight",
         .shape = {S.filters, S.channels, S.kernel_rows, S.kernel_columns},
         .values = kernel,
         .layout = Layout::conv,
         .rows = S.kernel_rows,
         .columns = S.kernel_columns,
         .channels = S.channels,
         .outputs = S.filters}};
    if constexpr (S.bias) {
      views.push_back({.name = layer + ".bias", .shape = {S.channels}, .values = bias});
    }
    return views;
  }
};

/// y(h) = activation(b + W^T s(h)), the transpose of the convolution W of the sizes \p S, which
/// maps images like the output to images like the input. So it goes forward as W goes backward, and
/// the other way round. For the gradient of the weights \p GroupImages images are kept at once.
template <typename Algebra, ConvSizes S, Activation A, std::size_t GroupImages = 1>
class TransposedConv {
  static_assert(Algebra::weight_copies == 1 && S.groups == 1 && !S.circular);
  using Products = DirectProducts<Algebra, S, GroupImages>;
  using Padded = typename Products::Padded;
  using Layout = typename Products::Layout;
  static constexpr std::size_t taps = Products::taps;
  static constexpr std::size_t copies = Algebra::copies;

public:
  using Input = FeatureMap<copies, S.filters, S.output_rows(), S.output_columns()>;
  using Output = typename Padded::Image;
  using Gradient = GradientSum;
  using Weights = TransposedWeights<S>;

  /// The weights tap by tap, transposed, and for training as they are.
  struct Prepared {
    Buffer panels;
    Buffer transposed = Buffer(taps * Layout::size);
    std::array<float, S.channels> bias{};
  };

  /// Room for one thread.
  struct Scratch {
    Buffer padded = Buffer(Padded::size);
  };

  /// An empty sum of gradients.
  static GradientSum make_gradient() {
    return {.panels = Buffer(taps * Layout::size), .bias = Buffer(S.channels)};
  }

  /// Puts \p weights in order.
  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& pool) {
    pool.run(taps, [&](std::size_t tap, std::size_t) {
      transpose_panels<Algebra, S.channels, S.filters>(weights.kernel.data() + tap * Layout::size,
                                                       prepared.transposed.data() +
                                                           tap * Layout::size);
    });
    prepared.bias = weights.bias;
  }

  /// Extra weights for the backward pass.
  static void prepare_backward(Weights const& weights, Prepared& prepared, ThreadPool&) {
    prepared.panels.assign(weights.kernel.begin(), weights.kernel.end());
  }

  /// The layer on one image.
  template <typename Crew>
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Crew const& crew) {
    crew.run(1, [&](std::size_t, Scratch& scratch) {
      PhaseScope const phase(Phase::products);
      std::fill(scratch.padded.begin(), scratch.padded.end(), 0.0F);
      for (std::size_t row = 0; row < Input::rows; ++row) {
        Products::add_input_gradients(
            row, prepared.transposed.data(), input.at(row, 0), scratch.padded.data());
      }
      PhaseScope const last(Phase::output_transform);
      Padded::fill_adjoint(scratch.padded.data(), output);
      for (std::size_t pixel = 0; pixel < Output::rows * Output::columns; ++pixel) {
        finish_pixel(prepared.bias.data(), output.values.data() + pixel * Output::depth);
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
      room.require(images * Padded::size, images * Input::size, images * S.channels);
      crew.run(images, [&](std::size_t image, Scratch&) {
        PhaseScope const phase(Phase::gradient_transform);
        start_image(y[first + image],
                    dy[first + image],
                    room.factors.data() + image * Padded::size,
                    room.bias.data() + image * S.channels);
        std::copy_n(s[first + image].values.begin(),
                    Input::size,
                    room.products.data() + image * Input::size);
      });
      add_bias_parts(room.bias, images, sum.bias);
      crew.run(Products::gradient_tasks, [&](std::size_t task, Scratch&) {
        PhaseScope const phase(Phase::weight_gradients);
        Products::add_weight_gradients(
            task, images, room.factors.data(), room.products.data(), sum.panels.data());
      });
      if constexpr (!std::is_same_v<InputGradients, NotNeeded>) {
        crew.run(images, [&](std::size_t image, Scratch&) {
          PhaseScope const phase(Phase::input_gradients);
          find_input_gradient(
              prepared, room.factors.data() + image * Padded::size, ds[first + image]);
        });
      }
    });
  }

  /// The gradient of the weights from the sum, times \p scale.
  static void collect(GradientSum const& sum, float scale, Weights& gradient, ThreadPool&) {
    scale_bias(sum.panels, scale, gradient.kernel);
    scale_bias(sum.bias, scale, gradient.bias);
  }

private:
  static void finish_pixel(float const* bias, float* output) {
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t o) {
      for (std::size_t h = 0; h < copies; ++h) {
        float* const place = output + h * S.channels + o;
        Vector<N> const value = load<N>(place) + load<N>(bias + o);
        store<N>(place, A == Activation::relu ? positive_part<N>(value) : value);
      }
    });
  }

  /// The gradient behind the activation with its margin of zeros, and the sums for the bias.
  static void
  start_image(Output const& output, Output const& output_gradient, float* padded, float* bias) {
    std::fill_n(bias, S.channels, 0.0F);
    std::fill_n(padded, Padded::size, 0.0F);
    for (std::size_t y = 0; y < S.rows; ++y) {
      for (std::size_t x = 0; x < S.columns; ++x) {
        start_pixel(output.at(y, x),
                    output_gradient.at(y, x),
                    bias,
                    padded + Padded::place(y + S.padding_top, x + S.padding_left));
      }
    }
  }

  static void
  start_pixel(float const* output, float const* output_gradient, float* bias, float* gradient) {
    for_each_piece<S.channels>([&]<std::size_t N>(std::size_t o) {
      Vector<N> sum = load<N>(bias + o);
      for (std::size_t h = 0; h < copies; ++h) {
        std::size_t const place = h * S.channels + o;
        Vector<N> const value = activation_gradient<A, N>(output_gradient + place, output + place);
        store<N>(gradient + place, value);
        sum += value;
      }
      store<N>(bias + o, sum);
    });
  }

  /// The convolution of the padded gradient of one image.
  static void find_input_gradient(Prepared const& prepared, float const* padded, Input& gradient) {
    for (std::size_t row = 0; row < Input::rows; ++row) {
      Products::multiply_row(row, prepared.panels.data(), padded, gradient.at(row, 0));
    }
  }
};

} // namespace equivarify::runtime

#endif
