/// \file
/// exp, exp(x) - 1 and tanh of floats, correctly rounded.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_EXPONENTIAL_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_EXPONENTIAL_HPP

#include "equivarify/runtime/elementary/double_double.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace equivarify::runtime::elementary {

/// log(2) to 107 bits.
inline constexpr DoubleDouble log_of_2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/// The float next to a number of which a double \p y is known, whose relative error is below
/// 2^-49; nothing if \p y is too near to the middle between two floats. [Ziv, "Fast evaluation of
/// elementary mathematical functions with correctly rounded last bit", 1991.] The answer does not
/// depend on how \p y was rounded: that is why compilers may fuse what leads to it.
[[nodiscard]] inline std::optional<float> rounded(double y) noexcept {
  constexpr double error = 0x1p-49;
  auto const below = static_cast<float>(y - y * error);
  auto const above = static_cast<float>(y + y * error);
  return below == above ? std::optional{above} : std::nullopt;
}

namespace detail {

/// 2^(j/32).
inline constexpr std::array<double, 32> roots_of_2{
    0x1.0000000000000p+0, 0x1.059b0d3158574p+0, 0x1.0b5586cf9890fp+0, 0x1.11301d0125b51p+0,
    0x1.172b83c7d517bp+0, 0x1.1d4873168b9aap+0, 0x1.2387a6e756238p+0, 0x1.29e9df51fdee1p+0,
    0x1.306fe0a31b715p+0, 0x1.371a7373aa9cbp+0, 0x1.3dea64c123422p+0, 0x1.44e086061892dp+0,
    0x1.4bfdad5362a27p+0, 0x1.5342b569d4f82p+0, 0x1.5ab07dd485429p+0, 0x1.6247eb03a5585p+0,
    0x1.6a09e667f3bcdp+0, 0x1.71f75e8ec5f74p+0, 0x1.7a11473eb0187p+0, 0x1.82589994cce13p+0,
    0x1.8ace5422aa0dbp+0, 0x1.93737b0cdc5e5p+0, 0x1.9c49182a3f090p+0, 0x1.a5503b23e255dp+0,
    0x1.ae89f995ad3adp+0, 0x1.b7f76f2fb5e47p+0, 0x1.c199bdd85529cp+0, 0x1.cb720dcef9069p+0,
    0x1.d5818dcfba487p+0, 0x1.dfc97337b9b5fp+0, 0x1.ea4afa2a490dap+0, 0x1.f50765b6e4540p+0,
};

/// exp(x) for -200 < x < 200; relative error below 2^-51.
[[nodiscard]] inline double exp_in_double(double x) noexcept {
  constexpr double steps = 0x1.71547652b82fep+5; // 32 / log(2)
  // log(2) / 32 in two parts: products of the first with the whole numbers below are exact.
  constexpr double step = 0x1.62e42fefap-6;
  constexpr double rest_of_step = 0x1.cf79abc9e3b3ap-45;
  constexpr double to_whole = 0x1.8p52; // a double this large has no places after the point
  double const whole = (x * steps + to_whole) - to_whole;
  auto const k = static_cast<std::int32_t>(whole);
  double const r = (x - whole * step) - whole * rest_of_step;
  double const tail =
      r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r / 720))));
  double const root = roots_of_2[static_cast<std::uint32_t>(k) % 32U];
  auto const exponent = static_cast<std::uint64_t>((k >> 5) + 1023);
  return (root + root * (r + tail)) * std::bit_cast<double>(exponent << 52U);
}

/// The sum of x^n / n! from n = 1 to 30. \pre |x| < 1
[[nodiscard]] inline DoubleDouble exponential_series(DoubleDouble x) noexcept {
  DoubleDouble sum{1.0};
  for (int n = 30; n > 1; --n) {
    sum = DoubleDouble{1.0} + x * sum / DoubleDouble{static_cast<double>(n)};
  }
  return x * sum;
}

/// exp(x) - 1, or exp(x), for -200 < x < 200; relative error below 2^-95.
[[nodiscard]] inline DoubleDouble exp_slowly(DoubleDouble x, bool minus_1) noexcept {
  double const whole = std::nearbyint(x.high / log_of_2.high);
  DoubleDouble const part = exponential_series(x + log_of_2 * DoubleDouble{-whole});
  if (whole == 0.0 && minus_1) {
    return part;
  }
  DoubleDouble const power = scaled(DoubleDouble{1.0} + part, static_cast<int>(whole));
  return minus_1 ? power + DoubleDouble{-1.0} : power;
}

/// exp(x) - 1 for -200 < x < 200; relative error below 2^-50.
[[nodiscard]] inline double expm1_in_double(double x) noexcept {
  if (x < -0.35 || x > 0.35) {
    return exp_in_double(x) - 1.0;
  }
  double sum = 1.0 / 6227020800.0;
  for (double const factorial : {479001600.0,
                                 39916800.0,
                                 3628800.0,
                                 362880.0,
                                 40320.0,
                                 5040.0,
                                 720.0,
                                 120.0,
                                 24.0,
                                 6.0,
                                 2.0}) {
    sum = 1.0 / factorial + x * sum;
  }
  return x * (1.0 + x * sum);
}

} // namespace detail

/// exp(x), correctly rounded.
[[nodiscard]] inline float exp(float x) noexcept {
  if (!(x > -104.0F)) {
    return x != x ? x : 0.0F;
  }
  if (x > 89.0F) {
    return std::numeric_limits<float>::infinity();
  }
  if (auto const y = rounded(detail::exp_in_double(static_cast<double>(x)))) {
    return *y;
  }
  return to_float(detail::exp_slowly({static_cast<double>(x)}, false));
}

/// exp(x) - 1, correctly rounded.
[[nodiscard]] inline float expm1(float x) noexcept {
  if (!(x > -18.0F)) {
    return x != x ? x : -1.0F;
  }
  if (x > 89.0F) {
    return std::numeric_limits<float>::infinity();
  }
  if (auto const y = rounded(detail::expm1_in_double(static_cast<double>(x)))) {
    return *y;
  }
  return to_float(detail::exp_slowly({static_cast<double>(x)}, true));
}

/// tanh(x), correctly rounded, so tanh(-x) is -tanh(x).
[[nodiscard]] inline float tanh(float x) noexcept {
  float const size = std::fabs(x);
  if (!(size < 9.5F)) {
    return x != x ? x : std::copysign(1.0F, x);
  }
  double const twice = 2.0 * static_cast<double>(size);
  double const t = detail::expm1_in_double(twice);
  if (auto const y = rounded(t / (t + 2.0))) {
    return std::copysign(*y, x);
  }
  DoubleDouble const exact = detail::exp_slowly({twice}, true);
  return std::copysign(to_float(exact / (exact + DoubleDouble{2.0})), x);
}

} // namespace equivarify::runtime::elementary

#endif
