/// \file
/// Trigonometric and hyperbolic functions of each number, and their inverses, in the form of
/// activations.hpp. Each is computed in double precision and rounded once; odd ones are odd to the
/// bit.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_TRIGONOMETRY_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_TRIGONOMETRY_HPP

#include "equivarify/runtime/layers/pointwise.hpp"

#include <cmath>

namespace equivarify::runtime {

namespace detail {

/// \p x in the precision in which these functions are computed.
inline double in_double(float x) {
  return static_cast<double>(x);
}

/// An odd function of \p x, of which \p positive is that of |x|.
inline float with_sign_of(double positive, float x) {
  return std::copysign(static_cast<float>(positive), x);
}

} // namespace detail

/// The sine.
struct Sine {
  static float value(float x) {
    return static_cast<float>(std::copysign(1.0, detail::in_double(x)) *
                              std::sin(std::fabs(detail::in_double(x))));
  }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(std::cos(detail::in_double(x)));
  }
};

/// The cosine.
struct Cosine {
  static float value(float x) { return static_cast<float>(std::cos(detail::in_double(x))); }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(-std::sin(detail::in_double(x)));
  }
};

/// The tangent.
struct Tangent {
  static float value(float x) {
    return static_cast<float>(std::copysign(1.0, detail::in_double(x)) *
                              std::tan(std::fabs(detail::in_double(x))));
  }

  static float slope(float /*x*/, float y) {
    return static_cast<float>(1.0 + detail::in_double(y) * detail::in_double(y));
  }
};

/// The arc sine; not a number for |x| > 1.
struct ArcSine {
  static float value(float x) {
    return detail::with_sign_of(std::asin(detail::in_double(std::fabs(x))), x);
  }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(
        1.0 / std::sqrt((1.0 - detail::in_double(x)) * (1.0 + detail::in_double(x))));
  }
};

/// The arc cosine; not a number for |x| > 1.
struct ArcCosine {
  static float value(float x) { return static_cast<float>(std::acos(detail::in_double(x))); }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(
        -1.0 / std::sqrt((1.0 - detail::in_double(x)) * (1.0 + detail::in_double(x))));
  }
};

/// The arc tangent.
struct ArcTangent {
  static float value(float x) {
    return detail::with_sign_of(std::atan(detail::in_double(std::fabs(x))), x);
  }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(1.0 / (1.0 + detail::in_double(x) * detail::in_double(x)));
  }
};

/// The hyperbolic sine.
struct HyperbolicSine {
  static float value(float x) {
    return detail::with_sign_of(std::sinh(detail::in_double(std::fabs(x))), x);
  }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(std::cosh(detail::in_double(x)));
  }
};

/// The hyperbolic cosine.
struct HyperbolicCosine {
  static float value(float x) { return static_cast<float>(std::cosh(detail::in_double(x))); }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(std::sinh(detail::in_double(x)));
  }
};

/// The inverse hyperbolic sine.
struct InverseHyperbolicSine {
  static float value(float x) {
    return detail::with_sign_of(std::asinh(detail::in_double(std::fabs(x))), x);
  }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(1.0 / std::hypot(1.0, detail::in_double(x)));
  }
};

/// The inverse hyperbolic cosine; not a number for x < 1.
struct InverseHyperbolicCosine {
  static float value(float x) { return static_cast<float>(std::acosh(detail::in_double(x))); }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(
        1.0 / std::sqrt((detail::in_double(x) - 1.0) * (detail::in_double(x) + 1.0)));
  }
};

/// The inverse hyperbolic tangent; not a number for |x| > 1.
struct InverseHyperbolicTangent {
  static float value(float x) {
    return detail::with_sign_of(std::atanh(detail::in_double(std::fabs(x))), x);
  }

  static float slope(float x, float /*y*/) {
    return static_cast<float>(1.0 / ((1.0 - detail::in_double(x)) * (1.0 + detail::in_double(x))));
  }
};

} // namespace equivarify::runtime

#endif
