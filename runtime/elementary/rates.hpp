/// \file
/// Functions of doubles whose bits do not depend on the standard library: for losses and rates.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_RATES_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_RATES_HPP

#include "equivarify/runtime/elementary/double_double.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"

#include <cmath>
#include <cstddef>

namespace equivarify::runtime::elementary {

/// log(x), of which about 95 bits are computed before it is rounded. \pre x is positive, normal and
/// finite
[[nodiscard]] inline double log(double x) noexcept {
  int exponent = 0;
  double part = std::frexp(x, &exponent);
  if (part < 0.7) {
    part *= 2.0;
    --exponent;
  }
  // log((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 / 5 + ...)
  DoubleDouble const s = exact_sum(part, -1.0) / exact_sum(part, 1.0);
  DoubleDouble const square = s * s;
  DoubleDouble sum;
  for (int n = 45; n > 0; n -= 2) {
    sum = DoubleDouble{1.0} / DoubleDouble{static_cast<double>(n)} + square * sum;
  }
  return (scaled(s * sum, 1) + log_of_2 * DoubleDouble{static_cast<double>(exponent)}).high;
}

/// cos(pi x) for 0 <= x <= 1, of which about 95 bits are computed before it is rounded.
[[nodiscard]] inline double cos_of_pi(double x) noexcept {
  if (x > 0.5) {
    return -cos_of_pi(1.0 - x);
  }
  constexpr DoubleDouble pi{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
  DoubleDouble const angle = pi * DoubleDouble{x};
  DoubleDouble const square = angle * angle;
  DoubleDouble sum{1.0};
  for (double n = 30; n > 0; n -= 2) {
    sum = DoubleDouble{1.0} + square * sum / DoubleDouble{n * (1.0 - n)};
  }
  return sum.high;
}

/// 1 - x^n.
[[nodiscard]] inline double rest_of_power(double x, std::size_t n) noexcept {
  DoubleDouble power{1.0};
  DoubleDouble square{x};
  for (; n != 0; n /= 2) {
    if (n % 2 == 1) {
      power = power * square;
    }
    square = square * square;
  }
  return (DoubleDouble{1.0} + -power).high;
}

} // namespace equivarify::runtime::elementary

#endif
