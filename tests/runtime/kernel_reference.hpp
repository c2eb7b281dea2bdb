/// \file
/// Lifted layers straight from their definition, in double precision, to compare the kernels with.
#ifndef EQUIVARIFY_TESTS_RUNTIME_KERNEL_REFERENCE_HPP
#define EQUIVARIFY_TESTS_RUNTIME_KERNEL_REFERENCE_HPP

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/conv/convolution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
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

/// What a test chooses when a kernel runs.
struct KernelInputs {
  std::uint64_t seed = 7; ///< of weights, inputs and gradients
  std::size_t images = 1;
  std::size_t threads = 1;
};

/// Which copies a layer sums: W_k meets the copy `source[h * weight_copies + k]` in copy h.
struct CopySources {
  std::size_t copies = 1;
  std::size_t weight_copies = 1;
  std::vector<std::size_t> source;
};

/// The same at compile time, for a layer whose copies are numbered as the elements
/// of the group `Table`.
template <typename Algebra, typename Table>
struct CopyOrder {
  static constexpr std::size_t copies = Algebra::copies;
  static constexpr std::size_t weight_copies = Algebra::weight_copies;

  /// The copy that W_k meets in the sum for copy h.
  static std::size_t source(std::size_t h, std::size_t k) {
    return weight_copies == 1 ? h : static_cast<std::size_t>(Table::product[h][k]);
  }

  /// What the obvious loops need to know of it.
  static CopySources sources() {
    CopySources sources{copies, weight_copies, {}};
    for (std::size_t i = 0; i < copies * weight_copies; ++i) {
      sources.source.push_back(source(i / weight_copies, i % weight_copies));
    }
    return sources;
  }

  /// g s, where s has copies of \p size numbers each, one behind the other: copy h is s(g^-1 h).
  static std::vector<float> shift(std::size_t g, std::span<float const> s, std::size_t size) {
    std::vector<float> shifted(s.size());
    for (std::size_t i = 0; i < s.size(); ++i) {
      std::size_t const h = i / size % copies;
      std::size_t const moved = Table::product[g][h];
      shifted[i + moved * size - h * size] = s[i];
    }
    return shifted;
  }
};

/// The largest difference between the two, relative to the largest entry or, if that is smaller, to
/// 1: sums of many terms of that size may come out small.
inline double relative_difference(std::span<float const> actual, std::span<double const> expected) {
  double difference = 0.0;
  double largest = 1.0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    difference = std::max(
        difference, std::abs(static_cast<double>(actual[i]) - static_cast<double>(expected[i])));
    largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
  }
  return difference / largest;
}

/// The worst of several comparisons with what was expected.
struct Deviation {
  double largest = 0.0; ///< relative difference
  std::string where{};  ///< it was found

  void note(char const* what, std::span<float const> actual, std::span<double const> expected) {
    double const difference = relative_difference(actual, expected);
    if (!(difference <= largest)) { // a NaN is noted too
      largest = difference;
      where = what;
    }
  }
};

/// The numbers of a layer and of its gradients, for one image.
struct LayerNumbers {
  std::span<float const> weights;
  std::span<float const> bias;
  std::span<float const> input;
  std::span<float const> output; ///< as the layer has computed it
  std::span<float const> output_gradient;
  bool relu = false;
};

/// What a layer computes and the gradients of sum(dy * y), by loops over its definition.
class ReferenceLayer {
public:
  std::vector<double> output;
  std::vector<double> input_gradient;
  std::vector<double> weight_gradient;
  std::vector<double> bias_gradient;

  /// `for_each_product(f)` calls f(place in the output, in the input, in the weights) for every
  /// product. Whether a relu lets a gradient pass is taken from the layer's own output: where it is
  /// 0 to rounding either is right.
  template <typename Products>
  ReferenceLayer(LayerNumbers const& layer, Products const& for_each_product)
      : output(layer.output.size()), input_gradient(layer.input.size()),
        weight_gradient(layer.weights.size()), bias_gradient(layer.bias.size()) {
    std::size_t const units = layer.bias.size();
    for (std::size_t i = 0; i < output.size(); ++i) {
      output[i] = static_cast<double>(layer.bias[i % units]);
    }
    for_each_product([&](std::size_t y, std::size_t s, std::size_t w) {
      output[y] += static_cast<double>(layer.weights[w]) * static_cast<double>(layer.input[s]);
    });
    std::vector<double> gradient(layer.output_gradient.begin(), layer.output_gradient.end());
    for (std::size_t i = 0; i < output.size(); ++i) {
      gradient[i] = layer.relu && !(layer.output[i] > 0.0F) ? 0.0 : gradient[i];
      output[i] = layer.relu ? std::max(output[i], 0.0) : output[i];
      bias_gradient[i % units] += gradient[i];
    }
    for_each_product([&](std::size_t y, std::size_t s, std::size_t w) {
      input_gradient[s] += gradient[y] * static_cast<double>(layer.weights[w]);
      weight_gradient[w] += gradient[y] * static_cast<double>(layer.input[s]);
    });
  }
};

/// The products of y(h) = b + sum_k W_k * s(source(h, k)).
class ConvProducts {
public:
  ConvProducts(ConvSizes const& sizes, CopySources copies)
      : sizes_{sizes}, copies_{std::move(copies)} {}

  template <typename F>
  void operator()(F const& f) const {
    std::size_t const pixels = sizes_.all_output_rows() * sizes_.output_columns();
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      for (std::size_t tap = 0; tap < sizes_.taps(); ++tap) {
        std::optional<std::size_t> const seen = seen_pixel(pixel, tap);
        if (seen) {
          for_each_copy(pixel, *seen, tap, f);
        }
      }
    }
  }

private:
  /// The place on an axis of \p size pixels behind a margin; one in it is that on the other side,
  /// or wraps around to a huge number.
  [[nodiscard]] std::size_t place(std::size_t at, std::size_t margin, std::size_t size) const {
    return sizes_.circular ? (at + size - margin) % size : at - margin;
  }

  /// The input pixel that the output pixel \p pixel sees under \p tap; none in a margin.
  [[nodiscard]] std::optional<std::size_t> seen_pixel(std::size_t pixel, std::size_t tap) const {
    ConvSizes const& s = sizes_;
    std::size_t const pixel_row = pixel / s.output_columns();
    std::size_t const tap_row = tap / s.kernel_columns;
    std::size_t const slice = place(pixel_row / s.output_rows() * s.stride_depth +
                                        tap_row / s.kernel_rows * s.dilation_depth,
                                    s.padding_front,
                                    s.depth);
    std::size_t const row = place(pixel_row % s.output_rows() * s.stride_rows +
                                      tap_row % s.kernel_rows * s.dilation_rows,
                                  s.padding_top,
                                  s.rows);
    std::size_t const column = place(pixel % s.output_columns() * s.stride_columns +
                                         tap % s.kernel_columns * s.dilation_columns,
                                     s.padding_left,
                                     s.columns);
    if (slice >= s.depth || row >= s.rows || column >= s.columns) {
      return {};
    }
    return (slice * s.rows + row) * s.columns + column;
  }

  template <typename F>
  void
  for_each_copy(std::size_t out_pixel, std::size_t in_pixel, std::size_t tap, F const& f) const {
    std::size_t const pairs = sizes_.group_channels() * sizes_.filters;
    for (std::size_t i = 0; i < copies_.source.size(); ++i) {
      std::size_t const y = out_pixel * copies_.copies + i / copies_.weight_copies;
      std::size_t const s = in_pixel * copies_.copies + copies_.source[i];
      std::size_t const w = i % copies_.weight_copies * sizes_.taps() + tap;
      for (std::size_t pair = 0; pair < pairs; ++pair) {
        std::size_t const filter = pair % sizes_.filters;
        std::size_t const group = filter / sizes_.group_filters();
        f(y * sizes_.filters + filter,
          s * sizes_.channels + group * sizes_.group_channels() + pair / sizes_.filters,
          w * pairs + pair);
      }
    }
  }

  ConvSizes sizes_;
  CopySources copies_;
};

/// Adds \p terms to \p sum entry by entry.
inline void add_to(std::vector<double>& sum, std::vector<double> const& terms) {
  std::transform(sum.begin(), sum.end(), terms.begin(), sum.begin(), std::plus<>{});
}

} // namespace equivarify::runtime::testing

#endif
