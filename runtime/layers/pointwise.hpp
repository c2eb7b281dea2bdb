/// \file
/// Layers without weights on lifted images and on lifted vectors, all with the same two functions.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_POINTWISE_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_POINTWISE_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/base/layer_form.hpp"
#include "equivarify/runtime/layers/activations.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>

namespace equivarify::runtime {

namespace detail {

template <typename Function>
void apply_one_by_one(float const* x, std::size_t count, float* y) {
  for (std::size_t i = 0; i < count; ++i) {
    y[i] = Function::value(x[i]);
  }
}

/// As many numbers as are computed at once: some registers, so that none waits for another.
struct Chunk {
  static constexpr std::size_t lanes = elementary::doubles;
  static constexpr std::size_t vectors = 4;
  static constexpr std::size_t size = vectors * lanes;

  /// The values of \p Function at all numbers of a chunk.
  template <typename Function>
  static void apply(float const* x, float* y) {
    elementary::Doubt<lanes> doubt;
    Vector<lanes> values[vectors];
#pragma GCC unroll 4
    for (std::size_t v = 0; v < vectors; ++v) {
      values[v] = Function::template values<lanes>(load<lanes>(x + v * lanes), doubt);
    }
    if (doubt.any()) [[unlikely]] {
      apply_one_by_one<Function>(x, size, y);
      return;
    }
    for (std::size_t v = 0; v < vectors; ++v) {
      store<lanes>(y + v * lanes, values[v]);
    }
  }
};

} // namespace detail

/// The value of \p Function, one of activations.hpp that has `values`, at each of \p count numbers.
template <typename Function>
void apply_at_once(float const* x, std::size_t count, float* y) {
  using detail::Chunk;
  std::size_t const whole = count / Chunk::size * Chunk::size;
  for (std::size_t i = 0; i < whole; i += Chunk::size) {
    Chunk::apply<Function>(x + i, y + i);
  }
  detail::apply_one_by_one<Function>(x + whole, count - whole, y + whole);
}

/// The value of \p Function, one of activations.hpp, at each of \p count numbers: several at once
/// where a register holds more than two of them as doubles, which is not worth it.
template <typename Function>
void apply_to_each(float const* x, std::size_t count, float* y) {
  constexpr bool is_worth_it = detail::Chunk::lanes > 2;
  if constexpr (is_worth_it && requires { &Function::template values<detail::Chunk::lanes>; }) {
    apply_at_once<Function>(x, count, y);
  } else {
    detail::apply_one_by_one<Function>(x, count, y);
  }
}

/// The gradient of x from that of y, the values of \p Function at x.
template <typename Function>
void apply_slopes(float const* x, float const* y, float const* dy, std::size_t count, float* dx) {
  for (std::size_t i = 0; i < count; ++i) {
    dx[i] = Function::slope(x[i], y[i]) * dy[i];
  }
}

/// What \p Function of every entry is in integers.
template <typename Function>
inline constexpr LayerForm pointwise_form{.kind = FormKind::table,
                                          .function = function_of<Function>};
template <>
inline constexpr LayerForm pointwise_form<Relu>{.kind = FormKind::relu};

/// \p Function of every entry of a lifted image.
template <typename Function, typename Map>
struct PointwiseMap {
  using Input = Map;
  using Output = Map;
  static constexpr LayerForm integer_form = pointwise_form<Function>;

  static void forward(Input const& input, Output& output) {
    apply_to_each<Function>(input.values.data(), Map::size, output.values.data());
  }

  static void backward(Input const& input,
                       Output const& output,
                       Output const& output_gradient,
                       Input& input_gradient) {
    apply_slopes<Function>(input.values.data(),
                           output.values.data(),
                           output_gradient.values.data(),
                           Map::size,
                           input_gradient.values.data());
  }
};

/// The concatenated copies of example 4.0.1 as channels: y(h) = (s(h g_0), s(h g_1), ...).
template <typename Map, typename Table>
struct ConcatenateMap {
  using Input = Map;
  using Output = FeatureMap<Map::copies, Map::copies * Map::channels, Map::rows, Map::columns>;

  static void forward(Input const& input, Output& output) {
    for_each_copy([&](std::size_t pixel, std::size_t source, std::size_t target) {
      std::copy_n(input.values.data() + pixel * Map::depth + source,
                  Map::channels,
                  output.values.data() + pixel * Output::depth + target);
    });
  }

  static void
  backward(Input const&, Output const&, Output const& output_gradient, Input& input_gradient) {
    input_gradient.values.fill(0.0F);
    for_each_copy([&](std::size_t pixel, std::size_t source, std::size_t target) {
      float const* const gradient = output_gradient.values.data() + pixel * Output::depth + target;
      float* const sum = input_gradient.values.data() + pixel * Map::depth + source;
      std::transform(sum, sum + Map::channels, gradient, sum, std::plus<>{});
    });
  }

private:
  template <typename F>
  static void for_each_copy(F const& f) {
    for (std::size_t pixel = 0; pixel < Map::rows * Map::columns; ++pixel) {
      for (std::size_t h = 0; h < Map::copies; ++h) {
        for (std::size_t k = 0; k < Map::copies; ++k) {
          f(pixel, Table::product[h][k] * Map::channels, (h * Map::copies + k) * Map::channels);
        }
      }
    }
  }
};

/// \p Function of every entry of lifted vectors of `Size` entries a copy.
template <typename Function, std::size_t Copies, std::size_t Size>
struct PointwiseVector {
  static constexpr std::size_t output_size = Copies * Size;
  static constexpr LayerForm integer_form = pointwise_form<Function>;

  static void forward(std::size_t rows, float const* input, float* output) {
    apply_to_each<Function>(input, rows * output_size, output);
  }

  static void backward(std::size_t rows,
                       float const* input,
                       float const* output,
                       float const* output_gradient,
                       float* input_gradient) {
    apply_slopes<Function>(input, output, output_gradient, rows * output_size, input_gradient);
  }
};

/// The softmax of each copy by itself.
template <std::size_t Copies, std::size_t Size>
struct SoftmaxVector {
  static constexpr std::size_t output_size = Copies * Size;

  static void forward(std::size_t rows, float const* input, float* output) {
    for (std::size_t copy = 0; copy < rows * Copies; ++copy) {
      float const* const x = input + copy * Size;
      float* const y = output + copy * Size;
      float const largest = *std::max_element(x, x + Size);
      std::transform(x, x + Size, y, [&](float value) { return elementary::exp(value - largest); });
      float const sum = std::accumulate(y, y + Size, 0.0F);
      std::transform(y, y + Size, y, [&](float value) { return value / sum; });
    }
  }

  static void backward(std::size_t rows,
                       float const* /*input*/,
                       float const* output,
                       float const* output_gradient,
                       float* input_gradient) {
    for (std::size_t copy = 0; copy < rows * Copies; ++copy) {
      float const* const y = output + copy * Size;
      float const* const dy = output_gradient + copy * Size;
      float const mean = std::inner_product(y, y + Size, dy, 0.0F);
      std::transform(y, y + Size, dy, input_gradient + copy * Size, [&](float p, float d) {
        return p * (d - mean);
      });
    }
  }
};

/// The concatenated copies of vectors: y(h) = (s(h g_0), s(h g_1), ...).
template <typename Table, std::size_t Size>
struct ConcatenateVector {
  static constexpr std::size_t copies = Table::product.size();
  static constexpr std::size_t input_size = copies * Size;
  static constexpr std::size_t output_size = copies * copies * Size;

  static void forward(std::size_t rows, float const* input, float* output) {
    for_each_copy(rows, [&](std::size_t source, std::size_t target) {
      std::copy_n(input + source, Size, output + target);
    });
  }

  static void backward(std::size_t rows,
                       float const* /*input*/,
                       float const* /*output*/,
                       float const* output_gradient,
                       float* input_gradient) {
    std::fill_n(input_gradient, rows * input_size, 0.0F);
    for_each_copy(rows, [&](std::size_t source, std::size_t target) {
      float* const sum = input_gradient + source;
      std::transform(sum, sum + Size, output_gradient + target, sum, std::plus<>{});
    });
  }

private:
  template <typename F>
  static void for_each_copy(std::size_t rows, F const& f) {
    for (std::size_t n = 0; n < rows; ++n) {
      for (std::size_t h = 0; h < copies; ++h) {
        for (std::size_t k = 0; k < copies; ++k) {
          f(n * input_size + Table::product[h][k] * Size,
            n * output_size + (h * copies + k) * Size);
        }
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
