/// \file
/// More functions of each number, in the form of activations.hpp, and of what other networks are
/// made of. Odd ones are odd to the bit.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_FUNCTIONS_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_FUNCTIONS_HPP

#include "equivarify/runtime/elementary/error_function.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/logarithm.hpp"
#include "equivarify/runtime/layers/pointwise.hpp"

#include <cmath>
#include <numbers>

namespace equivarify::runtime {

/// log(1 + exp(x)).
struct Softplus {
  static float value(float x) {
    float const below = elementary::log1p_of_share(elementary::exp(-std::fabs(x)));
    return (x > 0.0F ? x : 0.0F) + below;
  }

  static float slope(float x, float /*y*/) { return Sigmoid::value(x); }
};

/// x / (1 + |x|).
struct Softsign {
  static float value(float x) { return x / (1.0F + std::fabs(x)); }

  static float slope(float x, float /*y*/) {
    float const share = 1.0F / (1.0F + std::fabs(x));
    return share * share;
  }
};

/// x min(max((x + 3) / 6, 0), 1).
struct HardSwish {
  static float value(float x) { return x * HardSigmoid::value(x); }

  static float slope(float x, float /*y*/) {
    return x < -3.0F ? 0.0F : (x > 3.0F ? 1.0F : (2.0F * x + 3.0F) / 6.0F);
  }
};

/// x tanh(log(1 + exp(x))).
struct Mish {
  static float value(float x) { return x * share(x); }

  static float slope(float x, float /*y*/) {
    float const part = share(x);
    float const bend = (1.0F - part) * (1.0F + part);
    return bend > 0.0F ? part + x * Sigmoid::value(x) * bend : part;
  }

private:
  static float share(float x) { return elementary::tanh(Softplus::value(x)); }
};

/// x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
struct GeluByTanh {
  static float value(float x) { return x * share(x); }

  static float slope(float x, float /*y*/) {
    float const part = share(x);
    float const bend = 2.0F * part * (1.0F - part);
    return bend > 0.0F ? part + x * bend * width * (1.0F + 3.0F * cubic * x * x) : part;
  }

private:
  static constexpr float width = 0.797884583F; // sqrt(2 / pi)
  static constexpr float cubic = 0.044715F;

  static float share(float x) {
    float const inner = std::fma(cubic * x * x, x, x); // by one rounding wherever it stands
    return 0.5F * (1.0F + elementary::tanh(width * inner));
  }
};

/// |x|.
struct Absolute {
  static float value(float x) { return std::fabs(x); }

  static float slope(float x, float /*y*/) { return x > 0.0F ? 1.0F : (x < 0.0F ? -1.0F : 0.0F); }
};

struct Exponential {
  static float value(float x) { return elementary::exp(x); }

  template <std::size_t N>
  [[gnu::always_inline]] static Vector<N> values(Vector<N> const& x, elementary::Doubt<N>& doubt) {
    return elementary::exp<N>(x, doubt);
  }

  static float slope(float /*x*/, float y) { return y; }
};

/// The natural logarithm; not a number below 0.
struct Logarithm {
  static float value(float x) { return elementary::log(x); }

  static float slope(float x, float /*y*/) { return 1.0F / x; }
};

/// Not a number below 0.
struct SquareRoot {
  static float value(float x) { return std::sqrt(x); }

  static float slope(float /*x*/, float y) { return 0.5F / y; }
};

/// 1 / x.
struct Reciprocal {
  static float value(float x) { return 1.0F / x; }

  static float slope(float /*x*/, float y) { return -y * y; }
};

/// x x.
struct Square {
  static float value(float x) { return x * x; }

  static float slope(float x, float /*y*/) { return 2.0F * x; }
};

/// The error function.
struct ErrorFunction {
  static float value(float x) { return elementary::erf(x); }

  static float slope(float x, float /*y*/) {
    return 2.0F * std::numbers::inv_sqrtpi_v<float> * elementary::exp(-x * x);
  }
};

/// The greatest whole number up to x.
struct Floor {
  static float value(float x) { return std::floor(x); }

  static float slope(float /*x*/, float /*y*/) { return 0.0F; }
};

/// The least whole number from x on.
struct Ceil {
  static float value(float x) { return std::ceil(x); }

  static float slope(float /*x*/, float /*y*/) { return 0.0F; }
};

/// The nearest whole number, an even one in the middle between two.
struct Round {
  static float value(float x) { return std::nearbyint(x); }

  static float slope(float /*x*/, float /*y*/) { return 0.0F; }
};

/// -1, 0 or 1; a zero keeps its sign.
struct Sign {
  static float value(float x) { return x > 0.0F ? 1.0F : (x < 0.0F ? -1.0F : x); }

  static float slope(float /*x*/, float /*y*/) { return 0.0F; }
};

} // namespace equivarify::runtime

#endif
