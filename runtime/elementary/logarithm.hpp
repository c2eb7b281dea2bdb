/// \file
/// log and log(1 + x) of floats, correctly rounded.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_LOGARITHM_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_LOGARITHM_HPP

#include "equivarify/runtime/elementary/double_double.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace equivarify::runtime::elementary {

namespace detail {

/// log((1 + s) / (1 - s)) for |s| <= 1/3; relative error below 2^-51.
[[nodiscard]] inline double log_of_ratio(double s) noexcept {
  double const square = s * s;
  double sum = 0.0;
  for (int n = 35; n > 1; n -= 2) {
    sum = square * (1.0 / n + sum);
  }
  return 2.0 * s * (1.0 + sum);
}

/// log(x) for normal x > 0; relative error below 2^-50.
[[nodiscard]] inline double log_in_double(double x) noexcept {
  constexpr std::uint64_t mantissa = (std::uint64_t{1} << 52U) - 1;
  auto const bits = std::bit_cast<std::uint64_t>(x);
  int exponent = static_cast<int>(bits >> 52U) - 1023;
  double part = std::bit_cast<double>((bits & mantissa) | (std::uint64_t{1023} << 52U));
  if (part > 1.4142135623730951) { // so that it is near 1 from both sides
    part *= 0.5;
    ++exponent;
  }
  double const near = log_of_ratio((part - 1.0) / (part + 1.0));
  return exponent == 0 ? near : exponent * log_of_2.high + near;
}

/// log(a), of which \p near is a double with a relative error below 2^-40: one step of Newton's
/// method, with its next term. \pre |near| < 200
[[nodiscard]] inline DoubleDouble log_slowly(DoubleDouble a, double near) noexcept {
  DoubleDouble const rest =
      a * (DoubleDouble{1.0} + exp_slowly({-near}, true)) + DoubleDouble{-1.0};
  return DoubleDouble{near} + (rest + rest * rest * DoubleDouble{-0.5});
}

/// log(1 + x) for |x| < 2^-12.
[[nodiscard]] inline DoubleDouble log1p_series(double x) noexcept {
  DoubleDouble sum{0.0};
  for (int n = 10; n > 0; --n) {
    DoubleDouble const term = DoubleDouble{n % 2 == 0 ? -1.0 : 1.0} / DoubleDouble{1.0 * n};
    sum = DoubleDouble{x} * (term + sum);
  }
  return sum;
}

} // namespace detail

/// log(x), correctly rounded; not a number for x < 0.
[[nodiscard]] inline float log(float x) noexcept {
  if (!(x > 0.0F)) {
    return x == 0.0F ? -std::numeric_limits<float>::infinity()
                     : std::numeric_limits<float>::quiet_NaN();
  }
  if (x > std::numeric_limits<float>::max() || x == 1.0F) {
    return x == 1.0F ? 0.0F : x;
  }
  double const near = detail::log_in_double(static_cast<double>(x));
  if (auto const y = rounded(near)) {
    return *y;
  }
  return to_float(detail::log_slowly({static_cast<double>(x)}, near));
}

/// log(1 + x), correctly rounded, for x from 0 to 1.
[[nodiscard]] inline float log1p_of_share(float x) noexcept {
  auto const t = static_cast<double>(x);
  double const near = detail::log_of_ratio(t / (2.0 + t));
  if (auto const y = rounded(near)) {
    return *y;
  }
  return to_float(t < 0x1p-12 ? detail::log1p_series(t)
                              : detail::log_slowly(DoubleDouble{1.0} + DoubleDouble{t}, near));
}

} // namespace equivarify::runtime::elementary

#endif
