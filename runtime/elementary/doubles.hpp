/// \file
/// Several doubles in a register, and exp, exp(x) - 1 and tanh of them.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_DOUBLES_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_DOUBLES_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__FMA__) || defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace equivarify::runtime::elementary::detail {

/// N doubles, and N words of as many bits.
template <std::size_t N>
struct DoublesOf {
  using DoubleLanes [[gnu::vector_size(N * sizeof(double))]] = double;
  using WordLanes [[gnu::vector_size(N * sizeof(double))]] = std::uint64_t;
};

/// How many doubles \p Real is.
template <typename Real>
inline constexpr std::size_t count_of = sizeof(Real) / sizeof(double);

/// a b + c, rounded once where that is fast and twice elsewhere: for numbers whose last bits do not
/// matter.
template <typename Real>
[[gnu::always_inline]] inline Real multiply_add(Real a, Real b, Real c) noexcept {
#if defined(__AVX512F__)
  if constexpr (count_of<Real> == 8) {
    return _mm512_fmadd_pd(a, b, c);
  }
#endif
#if defined(__FMA__)
  if constexpr (count_of<Real> == 4) {
    return _mm256_fmadd_pd(a, b, c);
  }
#endif
  return a * b + c;
}

/// 1 / n! for n = 0 to 13.
inline constexpr std::array<double, 14> inverse_factorials = [] {
  std::array<double, 14> inverses{1.0};
  double factorial = 1.0; // all of them are exact
  for (std::size_t n = 1; n < inverses.size(); ++n) {
    factorial *= static_cast<double>(n);
    inverses[n] = 1.0 / factorial;
  }
  return inverses;
}();

/// The sum of r^(n - first) / n! over n = first, first + 2, ... up to 13, \p square being r^2.
template <std::size_t First, typename Real>
[[nodiscard, gnu::always_inline]] inline Real every_other_term(Real square) noexcept {
  constexpr std::size_t last = inverse_factorials.size() - 1;
  Real sum = Real{} + inverse_factorials[last - (last - First) % 2];
#pragma GCC unroll 8
  for (std::size_t n = last - (last - First) % 2; n > First; n -= 2) {
    sum = multiply_add<Real>(square, sum, Real{} + inverse_factorials[n - 2]);
  }
  return sum;
}

/// exp(x) as scale (1 + rest).
template <typename Real>
struct ScaledExponential {
  Real scale; ///< 2^k, for the whole k next to x / log(2)
  Real rest;  ///< exp(x - k log(2)) - 1, of which the relative error is below 2^-51
};

/// For -200 < x < 200. Without a table, which would be read number by number.
template <typename Real>
[[nodiscard, gnu::always_inline]] inline ScaledExponential<Real>
scaled_exponential(Real x) noexcept {
  constexpr double steps = 0x1.71547652b82fep+0; // 1 / log(2)
  // log(2) in two parts: products of the first with the whole numbers below are exact.
  constexpr double step = 0x1.62e42fefap-1;
  constexpr double rest_of_step = 0x1.cf79abc9e3b3ap-40;
  constexpr double to_whole = 0x1.8p52; // a double this large has no places after the point
  using RealBits = typename DoublesOf<count_of<Real>>::WordLanes;
  Real const shifted = x * steps + to_whole; // its last bits are those of k
  Real const whole = shifted - to_whole;
  Real const r = (x - whole * step) - whole * rest_of_step;
  // Two sums at once take half the time of one after the other.
  Real const square = r * r;
  Real const sum = multiply_add<Real>(r, every_other_term<3>(square), every_other_term<2>(square));
  return {std::bit_cast<Real>((std::bit_cast<RealBits>(shifted) + 1023U) << 52U),
          r * multiply_add<Real>(r, sum, Real{} + 1.0)};
}

/// exp(x) for -200 < x < 200; relative error below 2^-51.
template <typename Real>
[[nodiscard, gnu::always_inline]] inline Real exp_in_doubles(Real x) noexcept {
  ScaledExponential<Real> const power = scaled_exponential(x);
  return multiply_add<Real>(power.scale, power.rest, power.scale);
}

/// exp(x) - 1 for -200 < x < 200; relative error below 2^-50, and -0 for -0.
template <typename Real>
[[nodiscard, gnu::always_inline]] inline Real expm1_in_doubles(Real x) noexcept {
  ScaledExponential<Real> const power = scaled_exponential(x);
  return power.scale * power.rest - (1.0 - power.scale);
}

/// tanh(x) for -100 < x < 100; relative error below 2^-50, and -0 for -0.
template <typename Real>
[[nodiscard, gnu::always_inline]] inline Real tanh_in_doubles(Real x) noexcept {
  Real const t = expm1_in_doubles<Real>(2.0 * x);
  return t / (t + 2.0);
}

} // namespace equivarify::runtime::elementary::detail

#endif
