/// \file
/// Numbers of about 106 bits, as the sum of two doubles.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_DOUBLE_DOUBLE_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_DOUBLE_DOUBLE_HPP

#include <bit>
#include <cmath>
#include <cstdint>

namespace equivarify::runtime::elementary {

/// high + low, where high is the sum rounded to a double. [Dekker, "A floating-point technique for
/// extending the available precision", 1971; Hida, Li and Bailey, "Library for double-double and
/// quad-double arithmetic", 2007.] Every product that is added to something is an explicit fma, so
/// that a compiler has no choice that changes a bit.
struct DoubleDouble {
  double high = 0;
  double low = 0;
};

/// a + b without an error. \pre |a| >= |b|, or a is 0
[[nodiscard]] inline DoubleDouble ordered_sum(double a, double b) noexcept {
  double const sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b without an error.
[[nodiscard]] inline DoubleDouble exact_sum(double a, double b) noexcept {
  double const sum = a + b;
  double const part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a b without an error.
[[nodiscard]] inline DoubleDouble exact_product(double a, double b) noexcept {
  double const product = a * b;
  return {product, std::fma(a, b, -product)};
}

[[nodiscard]] inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) noexcept {
  DoubleDouble const high = exact_sum(a.high, b.high);
  DoubleDouble const low = exact_sum(a.low, b.low);
  DoubleDouble const sum = ordered_sum(high.high, high.low + low.high);
  return ordered_sum(sum.high, sum.low + low.low);
}

[[nodiscard]] inline DoubleDouble operator-(DoubleDouble a) noexcept {
  return {-a.high, -a.low};
}

[[nodiscard]] inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) noexcept {
  DoubleDouble const product = exact_product(a.high, b.high);
  double const rest = std::fma(a.high, b.low, std::fma(a.low, b.high, product.low));
  return ordered_sum(product.high, rest);
}

[[nodiscard]] inline DoubleDouble operator/(DoubleDouble a, DoubleDouble b) noexcept {
  double const first = a.high / b.high;
  DoubleDouble const rest = a + b * DoubleDouble{-first};
  double const second = rest.high / b.high;
  DoubleDouble const last = rest + b * DoubleDouble{-second};
  return ordered_sum(first, second) + DoubleDouble{last.high / b.high};
}

/// 2^k \p x. \pre the result is a normal number
[[nodiscard]] inline DoubleDouble scaled(DoubleDouble x, int k) noexcept {
  return {std::ldexp(x.high, k), std::ldexp(x.low, k)};
}

/// The nearest float: rounded once, although a double lies between. (The double that is cut off
/// and has its last bit set where anything was lost rounds as the whole would.) [Boldo and
/// Melquiond, "Emulation of a FMA and correctly rounded sums", 2008.]
[[nodiscard]] inline float to_float(DoubleDouble x) noexcept {
  if (x.low == 0.0) {
    return static_cast<float>(x.high);
  }
  auto bits = std::bit_cast<std::uint64_t>(x.high);
  if ((x.low > 0.0) != (x.high > 0.0)) {
    --bits;
  }
  return static_cast<float>(std::bit_cast<double>(bits | 1U));
}

} // namespace equivarify::runtime::elementary

#endif
