#include "equivarify/algebra/probe/tolerance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace equivarify::algebra::probe {

namespace {

/// The position of a float among all floats: neighbours are one apart, both zeros are 0.
std::int64_t position(double value, Precision precision) noexcept {
  if (precision == Precision::double_precision) {
    auto const bits = std::bit_cast<std::int64_t>(value);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
  }
  auto const bits = std::bit_cast<std::int32_t>(static_cast<float>(value));
  return bits < 0 ? std::int64_t{std::numeric_limits<std::int32_t>::min()} - bits
                  : std::int64_t{bits};
}

} // namespace

std::uint64_t ulps_between(double a, double b, Precision precision) noexcept {
  if (std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)) {
    return 0;
  }
  if (!std::isfinite(a) || !std::isfinite(b)) {
    return std::numeric_limits<std::uint64_t>::max();
  }
  std::int64_t const from = position(a, precision);
  std::int64_t const to = position(b, precision);
  return from < to ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
                   : static_cast<std::uint64_t>(from) - static_cast<std::uint64_t>(to);
}

bool Tolerance::agree(double a, double b, bool negated) const noexcept {
  if (negated && a == 0 && b == 0) { // NOLINT: exactly 0
    return true;
  }
  if (std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
      (std::isnan(a) && std::isnan(b))) {
    return true;
  }
  if (exact() || !std::isfinite(a) || !std::isfinite(b)) {
    return false;
  }
  double const distance = std::abs(a - b);
  return distance <= absolute || distance <= relative * std::max(std::abs(a), std::abs(b)) ||
         (ulps > 0 && ulps_between(a, b, precision) <= ulps);
}

std::string to_string(Tolerance const& tolerance) {
  std::string text;
  auto const add = [&text](std::string const& bound) {
    text += (text.empty() ? "within " : " or ") + bound;
  };
  if (tolerance.absolute > 0) {
    add(fmt::format("{}", tolerance.absolute));
  }
  if (tolerance.relative > 0) {
    add(fmt::format("{} of the larger number", tolerance.relative));
  }
  if (tolerance.ulps > 0) {
    add(fmt::format("{} ulp{}", tolerance.ulps, tolerance.ulps == 1 ? "" : "s"));
  }
  return text.empty() ? "to the bit" : text;
}

} // namespace equivarify::algebra::probe
