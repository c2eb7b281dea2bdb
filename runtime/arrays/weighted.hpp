/// \file
/// What layers with weights share: the activation after the bias, the memory of the backward pass.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_WEIGHTED_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_WEIGHTED_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/vector.hpp"

#include <algorithm>
#include <cstddef>

namespace equivarify::runtime {

/// What is applied to every entry after the bias.
enum class Activation { none, relu };

/// What the backward pass of a layer keeps of some images; all layers share it.
struct BackwardRoom {
  Buffer factors;
  Buffer products;
  Buffer bias;

  /// Makes room for these counts of numbers; the old contents are lost.
  void require(std::size_t factor_count, std::size_t product_count, std::size_t bias_count) {
    grow(factors, factor_count);
    grow(products, product_count);
    grow(bias, bias_count);
  }

private:
  static void grow(Buffer& buffer, std::size_t count) {
    if (buffer.size() < count) {
      buffer = Buffer(count);
    }
  }
};

/// Loads the Count values of N lanes that lie \p distance floats apart.
template <std::size_t N, std::size_t Count>
[[gnu::always_inline]] inline void
load_apart(float const* source, std::size_t distance, Vector<N> (&values)[Count]) {
  for (std::size_t i = 0; i < Count; ++i) {
    values[i] = load<N>(source + i * distance);
  }
}

/// Stores the Count values of N lanes \p distance floats apart.
template <std::size_t N, std::size_t Count>
[[gnu::always_inline]] inline void
store_apart(float* target, std::size_t distance, Vector<N> const (&values)[Count]) {
  for (std::size_t i = 0; i < Count; ++i) {
    store<N>(target + i * distance, values[i]);
  }
}

/// Fourier coefficients of the output to copies, plus bias, through the activation, in place.
template <typename Algebra, Activation A, std::size_t N>
[[gnu::always_inline]] inline void finish_values(Vector<N>* values, float const* bias) {
  Algebra::synthesise(values);
  for (std::size_t h = 0; h < Algebra::copies; ++h) {
    values[h] += load<N>(bias);
    if constexpr (A == Activation::relu) {
      values[h] = positive_part<N>(values[h]);
    }
  }
}

/// The gradient that passes the activation: \p gradient where the output \p y of a relu is
/// positive, else 0.
template <Activation A, std::size_t N>
[[gnu::always_inline]] inline Vector<N> activation_gradient(float const* gradient, float const* y) {
  if constexpr (A == Activation::none) {
    return load<N>(gradient);
  } else if constexpr (N == 1) {
    return *y > 0.0F ? *gradient : 0.0F;
  } else {
    return load<N>(y) > 0.0F ? load<N>(gradient) : Vector<N>{};
  }
}

/// Sets \p gradient, of as many numbers as \p sum, to \p sum times \p scale.
template <typename Sum, typename Gradient>
void scale_bias(Sum const& sum, float scale, Gradient& gradient) {
  std::transform(
      sum.begin(), sum.end(), gradient.begin(), [scale](float value) { return value * scale; });
}

} // namespace equivarify::runtime

#endif
