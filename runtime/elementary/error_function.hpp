/// \file
/// The error function of floats, correctly rounded.
#ifndef EQUIVARIFY_RUNTIME_ELEMENTARY_ERROR_FUNCTION_HPP
#define EQUIVARIFY_RUNTIME_ELEMENTARY_ERROR_FUNCTION_HPP

#include "equivarify/runtime/elementary/double_double.hpp"
#include "equivarify/runtime/elementary/exponential.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace equivarify::runtime::elementary {
namespace detail {

/// 2 / sqrt(pi) to 107 bits.
inline constexpr DoubleDouble twice_inverse_root_of_pi{0x1.20dd750429b6dp+0, 0x1.1ae3a914fed8p-56};

/// erf and its derivative at a point.
struct ErfAt {
  double value;
  double slope;
};

/// At 1/16, 3/16, 5/16, ...
inline constexpr std::array<ErfAt, 32> erf_at_centers{{
    {0x1.207d480e90658p-4, 0x1.1fbd27cdc72d3p+0},  {0x1.ac45e37fe2526p-3, 0x1.16e2d7093cd8cp+0},
    {0x1.5da9f415ff23fp-2, 0x1.05fd3ecbec298p+0},  {0x1.db081ce6e2a48p-2, 0x1.dd167c4cf9d2ap-1},
    {0x1.25b8a88b6dd7fp-1, 0x1.a5074e2157620p-1},  {0x1.569243d2b3a9bp-1, 0x1.681ff24b4ab04p-1},
    {0x1.7fb9bfaed8078p-1, 0x1.2a8dcede3673bp-1},  {0x1.a1551a16aaeafp-1, 0x1.dfca26f5bbf88p-2},
    {0x1.bbef0fbde6221p-1, 0x1.75a91a7f4d2edp-2},  {0x1.d0580b2cfd249p-1, 0x1.1a0dc51a9934dp-2},
    {0x1.df85ea8db188ep-1, 0x1.9cb5bd549b111p-3},  {0x1.ea7730ed0bbb9p-1, 0x1.24a7b84d38971p-3},
    {0x1.f21c9f12f0677p-1, 0x1.92470a61b6965p-4},  {0x1.f74a6d9a38383p-1, 0x1.0bf97e95f2a64p-4},
    {0x1.fab0dd89d1309p-1, 0x1.5a08e85af27e0p-5},  {0x1.fcdacca0bfb73p-1, 0x1.b1160991ff737p-6},
    {0x1.fe307f2b503d0p-1, 0x1.06ae13b0d3255p-6},  {0x1.fefcce6813974p-1, 0x1.34d7dbc76d7e5p-7},
    {0x1.ff733814af88cp-1, 0x1.5ff2750fe7820p-8},  {0x1.ffb5bdf67fe6fp-1, 0x1.84ba3004a50d0p-9},
    {0x1.ffd9f78c7524ap-1, 0x1.a024365f771bdp-10}, {0x1.ffed167b12ac2p-1, 0x1.afc85e0f82e12p-11},
    {0x1.fff6dee89352ep-1, 0x1.b23a5a23e4210p-12}, {0x1.fffbb8f1049c6p-1, 0x1.a740684026555p-13},
    {0x1.fffe0e0140857p-1, 0x1.8fdc1b2dcf7b9p-14}, {0x1.ffff2436a21dcp-1, 0x1.6e2367dc27f95p-15},
    {0x1.ffffa1de8c582p-1, 0x1.44f21e49054f2p-16}, {0x1.ffffd8e1a2f22p-1, 0x1.1783ceac28910p-17},
    {0x1.fffff039f9e8fp-1, 0x1.d21397ead99cbp-19}, {0x1.fffff9d446cccp-1, 0x1.789fb715aae95p-20},
    {0x1.fffffda86faa9p-1, 0x1.26f9df8519bd7p-21}, {0x1.ffffff233ee1dp-1, 0x1.bfd7555a3bd68p-23},
}};

inline constexpr std::size_t erf_degree = 12;

/// The Taylor series of erf at a point: coefficient number n belongs to the power n. The
/// derivatives are Hermite polynomials times the first [Abramowitz and Stegun, "Handbook of
/// mathematical functions", 7.1.19].
constexpr std::array<double, erf_degree + 1> erf_series(double center, ErfAt at) {
  std::array<double, erf_degree + 1> series{at.value, at.slope};
  double before = 0.0;
  double hermite = 1.0;
  double factor = at.slope;
  for (std::size_t n = 1; n < erf_degree; ++n) {
    double const next = 2.0 * center * hermite - 2.0 * static_cast<double>(n - 1) * before;
    before = hermite;
    hermite = next;
    factor /= -static_cast<double>(n + 1);
    series[n + 1] = factor * hermite;
  }
  return series;
}

constexpr std::array<std::array<double, erf_degree + 1>, 32> all_erf_series() {
  std::array<std::array<double, erf_degree + 1>, 32> all{};
  for (std::size_t j = 0; j < all.size(); ++j) {
    all[j] = erf_series((static_cast<double>(j) + 0.5) / 8, erf_at_centers[j]);
  }
  return all;
}

inline constexpr auto erf_series_at_centers = all_erf_series();

/// erf(x) for 0 <= x < 4; relative error below 2^-50.
[[nodiscard]] inline double erf_in_double(double x) noexcept {
  if (x < 0.125) {
    double const square = x * x;
    double const tail =
        square *
        (-1.0 / 3 +
         square *
             (1.0 / 10 + square * (-1.0 / 42 +
                                   square * (1.0 / 216 + square * (-1.0 / 1320 + square / 9360)))));
    double const line = x * twice_inverse_root_of_pi.high;
    return line + (x * twice_inverse_root_of_pi.low + line * tail);
  }
  auto const j = static_cast<std::size_t>(x * 8);
  double const t = x - (static_cast<double>(j) + 0.5) / 8;
  std::array<double, erf_degree + 1> const& series = erf_series_at_centers[j];
  double tail = series[erf_degree];
  for (std::size_t n = erf_degree - 1; n > 0; --n) {
    tail = series[n] + t * tail;
  }
  return series[0] + t * tail;
}

/// erf(x) for 0 <= x < 4, by a series of positive terms [Abramowitz and Stegun, 7.1.6]; relative
/// error below 2^-90.
[[nodiscard]] inline DoubleDouble erf_slowly(double x) noexcept {
  DoubleDouble const square = exact_product(x, x);
  DoubleDouble sum{1.0};
  for (int n = 120; n > 0; --n) {
    sum = DoubleDouble{1.0} + scaled(square, 1) * sum / DoubleDouble{2.0 * n + 1.0};
  }
  return twice_inverse_root_of_pi * exp_slowly(-square, false) * DoubleDouble{x} * sum;
}

} // namespace detail

/// erf(x), correctly rounded, so erf(-x) is -erf(x).
[[nodiscard]] inline float erf(float x) noexcept {
  float const size = std::fabs(x);
  if (!(size < 3.95F)) {
    return x != x ? x : std::copysign(1.0F, x);
  }
  if (auto const y = rounded(detail::erf_in_double(static_cast<double>(size)))) {
    return std::copysign(*y, x);
  }
  return std::copysign(to_float(detail::erf_slowly(static_cast<double>(size))), x);
}

} // namespace equivarify::runtime::elementary

#endif
