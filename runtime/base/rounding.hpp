/// \file
/// How far rounding may carry a network whose arithmetic does not keep every bit.
#ifndef EQUIVARIFY_RUNTIME_BASE_ROUNDING_HPP
#define EQUIVARIFY_RUNTIME_BASE_ROUNDING_HPP

#include <cmath>
#include <cstddef>
#include <limits>

namespace equivarify::runtime {

/// The deviation, in units in the last place of the largest logit, beyond which a network that is
/// equivariant to rounding is refuted: 1.2e-4 of that logit, some hundred times what its sums
/// should give.
inline constexpr std::size_t allowed_deviation = 1024;

/// The distance from \p scale to the next larger number.
[[nodiscard]] inline float unit_in_last_place(float scale) {
  return std::nextafter(scale, std::numeric_limits<float>::infinity()) - scale;
}

} // namespace equivarify::runtime

#endif
