/// \file
/// The functions of layers that apply one to every number.
///
/// Each has `value(x)` and `slope(x, y)`, the derivative at x, where y = value(x). Some have
/// `values(x, doubt)` as well, which finds value(x) for N numbers at once, unless it puts one in
/// doubt; then nothing of it is to be used. The same number
/// must give the same bits wherever it stands in an array, or copies would differ: so no product is
/// added to anything in `value`, which a compiler may fuse in one place and not in another. exp,
/// tanh and erf are correctly rounded, see elementary/, so they are the same with every library.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_ACTIVATIONS_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_ACTIVATIONS_HPP

#include "equivarify/runtime/elementary/error_function.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/lanes.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace equivarify::runtime {

/// \p number as a template argument: clang before 18 takes no floating point there.
constexpr std::uint32_t bits_of(float number) {
  return std::bit_cast<std::uint32_t>(number);
}

/// The number whose bits are \p bits.
constexpr float number_of(std::uint32_t bits) {
  return std::bit_cast<float>(bits);
}

/// max(x, 0).
struct Relu {
  static float value(float x) { return x > 0.0F ? x : 0.0F; }

  static float slope(float /*x*/, float y) { return y > 0.0F ? 1.0F : 0.0F; }
};

/// 1 / (1 + exp(-x)).
struct Sigmoid {
  static float value(float x) { return 1.0F / (1.0F + elementary::exp(-x)); }

  template <std::size_t N>
  [[gnu::always_inline]] static Vector<N> values(Vector<N> const& x, elementary::Doubt<N>& doubt) {
    return 1.0F / (1.0F + elementary::exp<N>(-x, doubt));
  }

  static float slope(float /*x*/, float y) { return y * (1.0F - y); }
};

/// tanh(x); tanh(-x) is -tanh(x) to the bit.
struct Tanh {
  static float value(float x) { return elementary::tanh(x); }

  template <std::size_t N>
  [[gnu::always_inline]] static Vector<N> values(Vector<N> const& x, elementary::Doubt<N>& doubt) {
    return elementary::tanh<N>(x, doubt);
  }

  static float slope(float /*x*/, float y) { return (1.0F - y) * (1.0F + y); }
};

/// x for x > 0, otherwise alpha (exp(x) - 1).
template <std::uint32_t Alpha>
struct Elu {
  static constexpr float alpha = number_of(Alpha);

  static float value(float x) { return x > 0.0F ? x : alpha * elementary::expm1(x); }

  template <std::size_t N>
  [[gnu::always_inline]] static Vector<N> values(Vector<N> const& x, elementary::Doubt<N>& doubt) {
    return x > 0.0F ? x : alpha * elementary::expm1<N>(x, doubt);
  }

  static float slope(float x, float y) { return x > 0.0F ? 1.0F : y + alpha; }
};

/// x for x > 0, otherwise slope x.
template <std::uint32_t Slope>
struct LeakyRelu {
  static float value(float x) { return x > 0.0F ? x : number_of(Slope) * x; }

  static float slope(float x, float /*y*/) { return x > 0.0F ? 1.0F : number_of(Slope); }
};

/// x/2 (1 + erf(x / sqrt(2))).
struct Gelu {
  static float value(float x) { return x * share(x); }

  static float slope(float x, float /*y*/) {
    constexpr float height = std::numbers::inv_sqrtpi_v<float> / std::numbers::sqrt2_v<float>;
    return share(x) + x * height * elementary::exp(-0.5F * x * x);
  }

private:
  /// The part of a normal distribution below x.
  static float share(float x) {
    return 0.5F * (1.0F + elementary::erf(x * (std::numbers::sqrt2_v<float> / 2.0F)));
  }
};

/// min(max((x + 3) / 6, 0), 1).
struct HardSigmoid {
  static float value(float x) {
    float const y = (x + 3.0F) / 6.0F;
    return y < 0.0F ? 0.0F : (y > 1.0F ? 1.0F : y);
  }

  static float slope(float /*x*/, float y) { return y > 0.0F && y < 1.0F ? 1.0F / 6.0F : 0.0F; }
};

/// min(max(x, low), high).
template <std::uint32_t Low, std::uint32_t High>
struct Clip {
  static constexpr float low = number_of(Low);
  static constexpr float high = number_of(High);

  static float value(float x) { return x < low ? low : (x > high ? high : x); }

  static float slope(float x, float /*y*/) { return x > low && x < high ? 1.0F : 0.0F; }
};

} // namespace equivarify::runtime

#endif
