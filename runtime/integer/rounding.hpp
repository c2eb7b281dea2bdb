/// \file
/// How integer networks round: half away from zero, which is odd, so that it commutes with signs.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_ROUNDING_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_ROUNDING_HPP

#include <algorithm>
#include <cstdint>

namespace equivarify::runtime {

/// The largest activation of each kind; signed ones end at -127, so that minus of one is one.
inline constexpr std::int64_t largest_unsigned = 255;
inline constexpr std::int64_t largest_signed = 127;

/// value / divisor, rounded half away from zero. \pre divisor > 0
[[nodiscard]] constexpr std::int64_t divide_rounded(std::int64_t value, std::int64_t divisor) {
  std::int64_t const magnitude = value < 0 ? -value : value;
  std::int64_t const rounded = (2 * magnitude + divisor) / (2 * divisor);
  return value < 0 ? -rounded : rounded;
}

/// value / 2^shift, rounded half away from zero.
[[nodiscard]] constexpr std::int64_t shift_rounded(std::int64_t value, unsigned shift) {
  return divide_rounded(value, std::int64_t{1} << shift);
}

/// The largest activation, of a layer that cuts off at \p highest.
[[nodiscard]] constexpr std::int64_t largest_activation(bool relu, std::uint8_t highest) {
  return std::min<std::int64_t>(highest, relu ? largest_unsigned : largest_signed);
}

/// The activation that a sum becomes: rounded, and cut off at 0 and 255 after a relu, else at -127
/// and 127; at \p highest where that is less.
[[nodiscard]] constexpr std::int64_t
requantised(std::int64_t sum, unsigned shift, bool relu, std::uint8_t highest = largest_unsigned) {
  std::int64_t const rounded = shift_rounded(sum, shift);
  std::int64_t const most = largest_activation(relu, highest);
  return std::clamp<std::int64_t>(rounded, relu ? 0 : -most, most);
}

} // namespace equivarify::runtime

#endif
