/// \file
/// Convolutions of lifted images in which each channel has a filter of its own.
#ifndef EQUIVARIFY_RUNTIME_CONV_DEPTHWISE_CONV_HPP
#define EQUIVARIFY_RUNTIME_CONV_DEPTHWISE_CONV_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/crew.hpp"
#include "equivarify/runtime/arrays/profile.hpp"
#include "equivarify/runtime/arrays/vector.hpp"
#include "equivarify/runtime/arrays/weighted.hpp"
#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/conv/convolution.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

namespace equivarify::runtime {

/// y(h) = activation(b + W * s(h)) with as many groups as channels and filters: channels lie side
/// by side in memory, so that vectors of them meet vectors of weights.
template <std::size_t Copies, ConvSizes S, Activation A>
class DepthwiseConv {
  static_assert(S.groups == S.channels && S.groups == S.filters);
  static constexpr std::size_t channels = S.channels;
  static constexpr std::size_t taps = S.taps();
  static constexpr std::size_t output_rows = S.all_output_rows();
  static constexpr std::size_t output_columns = S.output_columns();

  /// The copies that are summed at once: as many as registers hold, and a divisor of all.
  static constexpr std::size_t block = [] {
    std::size_t largest = std::min<std::size_t>(8, Copies);
    while (Copies % largest != 0) {
      --largest;
    }
    return largest;
  }();

public:
  using Input = FeatureMap<Copies, S.channels, S.all_rows(), S.columns>;
  using Output = FeatureMap<Copies, S.filters, output_rows, output_columns>;
  using Gradient = GradientSum;
  using Weights = ConvWeights<1, S>;
  using Prepared = Weights;

  struct Scratch {};

  /// An empty sum of gradients.
  static GradientSum make_gradient() {
    return {.panels = Buffer(taps * channels), .bias = Buffer(channels)};
  }

  static void prepare(Weights const& weights, Prepared& prepared, ThreadPool& /*pool*/) {
    prepared = weights;
  }

  /// The layer on one image.
  template <typename Crew>
  static void
  forward(Prepared const& prepared, Input const& input, Output& output, Crew const& crew) {
    std::size_t const parts = std::min(output_rows, crew.size());
    crew.run(parts, [&](std::size_t part, Scratch&) {
      PhaseScope const phase(Phase::products);
      for (std::size_t y = part * output_rows / parts; y < (part + 1) * output_rows / parts; ++y) {
        for (std::size_t x = 0; x < output_columns; ++x) {
          find_pixel(prepared, taps_of(y, x), input, output.at(y, x));
        }
      }
    });
  }

  /// Backward pass for some images: adds the gradient of the weights to \p sum and computes \p ds
  /// from \p dy, unless \p ds is NotNeeded. \p y is what `forward` made of \p s. Each image has a
  /// sum of its own, and these are added in their order.
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
    constexpr std::size_t size = taps * channels;
    room.require(0, s.size() * size, s.size() * channels);
    crew.run(s.size(), [&](std::size_t n, Scratch&) {
      PhaseScope const phase(Phase::weight_gradients);
      float* const weights = room.products.data() + n * size;
      float* const bias = room.bias.data() + n * channels;
      std::fill_n(weights, size, 0.0F);
      std::fill_n(bias, channels, 0.0F);
      for_each_output([&](Taps const& seen, std::size_t row, std::size_t column) {
        add_weight_gradients(
            seen, s[n], {y[n].at(row, column), dy[n].at(row, column)}, weights, bias);
      });
      if constexpr (!std::is_same_v<InputGradients, NotNeeded>) {
        ds[n].values.fill(0.0F);
        for_each_output([&](Taps const& seen, std::size_t row, std::size_t column) {
          add_input_gradients(prepared, seen, {y[n].at(row, column), dy[n].at(row, column)}, ds[n]);
        });
      }
    });
    for (std::size_t n = 0; n < s.size(); ++n) {
      for (std::size_t i = 0; i < size; ++i) {
        sum.panels[i] += room.products[n * size + i];
      }
    }
    add_bias_parts(room.bias, s.size(), sum.bias);
  }

  /// The gradient of the weights from the sum, times \p scale.
  static void
  collect(GradientSum const& sum, float scale, Weights& gradient, ThreadPool& /*pool*/) {
    scale_bias(sum.panels, scale, gradient.kernel);
    scale_bias(sum.bias, scale, gradient.bias);
  }

private:
  /// What an output pixel sees: which taps, and the pixels of the input under them.
  struct Taps {
    std::array<std::size_t, taps> weights{}; ///< where those of the tap begin
    std::array<std::size_t, taps> pixels{};  ///< where the pixel begins
    std::size_t count = 0;
  };

  /// An output pixel and its gradient.
  struct Pixel {
    float const* y;
    float const* dy;
  };

  /// The entry of an axis of \p size entries at the padded place \p place; outside \p size or more.
  static constexpr std::size_t entry_at(std::size_t place, std::size_t padding, std::size_t size) {
    return S.circular ? (place + size - padding) % size : place - padding;
  }

  static Taps taps_of(std::size_t y, std::size_t x) {
    Taps seen;
    std::size_t const plane = S.is_volume() ? y / S.output_rows() : 0;
    std::size_t const y_in_slice = S.is_volume() ? y % S.output_rows() : y;
    for (std::size_t tap = 0; tap < taps; ++tap) {
      std::size_t const tap_row = tap / S.kernel_columns;
      std::size_t const slice =
          entry_at(plane * S.stride_depth + tap_row / S.kernel_rows * S.dilation_depth,
                   S.padding_front,
                   S.depth);
      std::size_t const row =
          entry_at(y_in_slice * S.stride_rows + tap_row % S.kernel_rows * S.dilation_rows,
                   S.padding_top,
                   S.rows);
      std::size_t const column =
          entry_at(x * S.stride_columns + tap % S.kernel_columns * S.dilation_columns,
                   S.padding_left,
                   S.columns);
      if (slice < S.depth && row < S.rows && column < S.columns) {
        seen.weights[seen.count] = tap * channels;
        seen.pixels[seen.count++] = ((slice * S.rows + row) * S.columns + column) * Input::depth;
      }
    }
    return seen;
  }

  template <typename F>
  static void for_each_output(F const& f) {
    for (std::size_t row = 0; row < output_rows; ++row) {
      for (std::size_t column = 0; column < output_columns; ++column) {
        f(taps_of(row, column), row, column);
      }
    }
  }

  /// Calls `f.template operator()<N>(c, first)` for pieces of N channels from c on of blocks of
  /// copies from number `first` on.
  template <typename F>
  [[gnu::always_inline]] static void for_each_block(F const& f) {
    for_each_piece<channels>([&]<std::size_t N>(std::size_t c) {
      for (std::size_t first = 0; first < Copies; first += block) {
        f.template operator()<N>(c, first);
      }
    });
  }

  static void
  find_pixel(Prepared const& prepared, Taps const& seen, Input const& input, float* output) {
    for_each_block([&]<std::size_t N>(std::size_t c, std::size_t first) {
      Vector<N> sums[block]{};
      for (std::size_t t = 0; t < seen.count; ++t) {
        Vector<N> const weight = load<N>(prepared.kernel.data() + seen.weights[t] + c);
        float const* const s = input.values.data() + seen.pixels[t] + first * channels + c;
        for (std::size_t h = 0; h < block; ++h) {
          sums[h] = multiply_add_each<N>(load<N>(s + h * channels), weight, sums[h]);
        }
      }
      for (std::size_t h = 0; h < block; ++h) {
        Vector<N> sum = sums[h] + load<N>(prepared.bias.data() + c);
        if constexpr (A == Activation::relu) {
          sum = positive_part<N>(sum);
        }
        store<N>(output + (first + h) * channels + c, sum);
      }
    });
  }

  static void add_weight_gradients(
      Taps const& seen, Input const& input, Pixel const& at, float* weights, float* bias) {
    for_each_block([&]<std::size_t N>(std::size_t c, std::size_t first) {
      Vector<N> slopes[block];
      Vector<N> sum = load<N>(bias + c);
      for (std::size_t h = 0; h < block; ++h) {
        std::size_t const place = (first + h) * channels + c;
        slopes[h] = activation_gradient<A, N>(at.dy + place, at.y + place);
        sum += slopes[h];
      }
      store<N>(bias + c, sum);
      for (std::size_t t = 0; t < seen.count; ++t) {
        float* const target = weights + seen.weights[t] + c;
        float const* const s = input.values.data() + seen.pixels[t] + first * channels + c;
        Vector<N> gradient = load<N>(target);
        for (std::size_t h = 0; h < block; ++h) {
          gradient = multiply_add_each<N>(load<N>(s + h * channels), slopes[h], gradient);
        }
        store<N>(target, gradient);
      }
    });
  }

  static void add_input_gradients(Prepared const& prepared,
                                  Taps const& seen,
                                  Pixel const& at,
                                  Input& gradient) {
    for_each_block([&]<std::size_t N>(std::size_t c, std::size_t first) {
      for (std::size_t h = 0; h < block; ++h) {
        std::size_t const place = (first + h) * channels + c;
        Vector<N> const slope = activation_gradient<A, N>(at.dy + place, at.y + place);
        for (std::size_t t = 0; t < seen.count; ++t) {
          float* const target = gradient.values.data() + seen.pixels[t] + place;
          Vector<N> const weight = load<N>(prepared.kernel.data() + seen.weights[t] + c);
          store<N>(target, multiply_add_each<N>(weight, slope, load<N>(target)));
        }
      }
    });
  }
};

} // namespace equivarify::runtime

#endif
