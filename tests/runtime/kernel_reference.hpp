/// \file
/// Lifted layers straight from their definition, in double precision, to compare the kernels with.
#ifndef EQUIVARIFY_TESTS_RUNTIME_KERNEL_REFERENCE_HPP
#define EQUIVARIFY_TESTS_RUNTIME_KERNEL_REFERENCE_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace equivarify::runtime::testing {

template <std::size_t N>
struct CyclicTable {
  static constexpr auto product = [] {
    std::array<std::array<std::size_t, N>, N> table{};
    for (std::size_t g = 0; g < N; ++g) {
      for (std::size_t h = 0; h < N; ++h) {
        table[g][h] = (g + h) % N;
      }
    }
    return table;
  }();
};

/// The dihedral group of order 2 N: r^i at i, r^i s at N + i.
template <std::size_t N>
struct DihedralTable {
  static constexpr auto product = [] {
    std::array<std::array<std::size_t, 2 * N>, 2 * N> table{};
    for (std::size_t g = 0; g < 2 * N; ++g) {
      for (std::size_t h = 0; h < 2 * N; ++h) {
        std::size_t const turn = g < N ? h % N : N - h % N;
        table[g][h] = (g % N + turn) % N + N * ((g / N + h / N) % 2);
      }
    }
    return table;
  }();
};

inline void fill_randomly(auto& values, Random& random, double size = 1.0) {
  std::generate(values.begin(), values.end(), [&] {
    return static_cast<float>(random.uniform(-size, size));
  });
}

/// What the layer computes and the gradients of sum(dy * y), by loops over the formula
/// y(h) = activation(b + sum_k W_k * s(product[h][k])).
template <typename Layer, ConvSizes S, std::size_t Copies, std::size_t WeightCopies>
struct ReferenceConv {
  std::vector<double> output = std::vector<double>(Layer::Output::size);
  std::vector<double> input_gradient = std::vector<double>(Layer::Input::size);
  std::vector<double> kernel_gradient = std::vector<double>(Layer::Weights::kernel_size);
  std::vector<double> bias_gradient = std::vector<double>(S.filters);

  /// Calls f(place in the output, in the input, in the kernel) for every product of the
  /// convolution.
  template <typename Source, typename F>
  static void for_each_product(Source const& source, F const& f) {
    for (std::size_t y = 0; y < S.output_rows(); ++y) {
      for (std::size_t x = 0; x < S.output_columns(); ++x) {
        for (std::size_t tap = 0; tap < S.kernel_rows * S.kernel_columns; ++tap) {
          std::size_t const row = y * S.stride_rows + tap / S.kernel_columns - S.padding_rows;
          std::size_t const column =
              x * S.stride_columns + tap % S.kernel_columns - S.padding_columns;
          if (row < S.rows &&
              column < S.columns) { // a place in the margin wraps around to a huge number
            for_each_channel(y * S.output_columns() + x, row * S.columns + column, tap, source, f);
          }
        }
      }
    }
  }

  template <typename Source, typename F>
  static void for_each_channel(std::size_t out_pixel,
                               std::size_t in_pixel,
                               std::size_t tap,
                               Source const& source,
                               F const& f) {
    constexpr std::size_t taps = S.kernel_rows * S.kernel_columns;
    for (std::size_t h = 0; h < Copies; ++h) {
      for (std::size_t k = 0; k < WeightCopies; ++k) {
        for (std::size_t c = 0; c < S.channels; ++c) {
          for (std::size_t o = 0; o < S.filters; ++o) {
            f((out_pixel * Copies + h) * S.filters + o,
              (in_pixel * Copies + source(h, k)) * S.channels + c,
              ((k * taps + tap) * S.channels + c) * S.filters + o);
          }
        }
      }
    }
  }

  template <typename Source>
  ReferenceConv(typename Layer::Weights const& weights,
                typename Layer::Input const& input,
                typename Layer::Output const& output_gradient,
                bool relu,
                Source const& source) {
    for (std::size_t i = 0; i < output.size(); ++i) {
      output[i] = static_cast<double>(weights.bias[i % S.filters]);
    }
    for_each_product(source, [&](std::size_t out, std::size_t in, std::size_t w) {
      output[out] += static_cast<double>(weights.kernel[w]) * static_cast<double>(input.values[in]);
    });
    std::vector<double> gradient(output_gradient.values.begin(), output_gradient.values.end());
    for (std::size_t i = 0; i < output.size(); ++i) {
      gradient[i] = relu && output[i] <= 0.0 ? 0.0 : gradient[i];
      output[i] = relu ? std::max(output[i], 0.0) : output[i];
      bias_gradient[i % S.filters] += gradient[i];
    }
    for_each_product(source, [&](std::size_t out, std::size_t in, std::size_t w) {
      input_gradient[in] += gradient[out] * static_cast<double>(weights.kernel[w]);
      kernel_gradient[w] += gradient[out] * static_cast<double>(input.values[in]);
    });
  }
};

/// Adds \p terms to \p sum entry by entry.
inline void add_to(std::vector<double>& sum, std::vector<double> const& terms) {
  std::transform(sum.begin(), sum.end(), terms.begin(), sum.begin(), std::plus<>{});
}

/// The largest difference between the two, relative to the largest entry.
template <typename A, typename B>
double relative_difference(A const& actual, B const& expected) {
  double difference = 0.0;
  double largest = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    difference = std::max(
        difference, std::abs(static_cast<double>(actual[i]) - static_cast<double>(expected[i])));
    largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
  }
  return largest > 0.0 ? difference / largest : difference;
}

} // namespace equivarify::runtime::testing

#endif
