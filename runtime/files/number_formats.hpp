/// \file
/// Numbers of other formats in weight files, as single-precision numbers.
#ifndef EQUIVARIFY_RUNTIME_FILES_NUMBER_FORMATS_HPP
#define EQUIVARIFY_RUNTIME_FILES_NUMBER_FORMATS_HPP

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace equivarify::runtime {

/// The number whose IEEE half-precision form is \p bits; exact.
[[nodiscard]] inline float from_half(std::uint16_t bits) {
  int const exponent = (bits >> 10U) & 0x1f;
  int const fraction = bits & 0x3ff;
  float magnitude = 0;
  if (exponent == 0x1f) {
    magnitude = fraction == 0 ? std::numeric_limits<float>::infinity()
                              : std::numeric_limits<float>::quiet_NaN();
  } else if (exponent == 0) {
    magnitude = std::ldexp(static_cast<float>(fraction), -24);
  } else {
    magnitude = std::ldexp(static_cast<float>(fraction + 0x400), exponent - 25);
  }
  return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

/// The number whose bfloat16 form, the upper half of a single-precision one, is \p bits; exact.
[[nodiscard]] inline float from_bfloat16(std::uint16_t bits) {
  return std::bit_cast<float>(std::uint32_t{bits} << 16U);
}

namespace detail {

template <typename Stored>
Stored stored_at(char const* place) {
  Stored value{};
  std::memcpy(&value, place, sizeof value);
  return value;
}

} // namespace detail

/// The number at \p place, where a safetensors file has one of type \p type: F32, F16, BF16, or
/// F64, which is rounded.
[[nodiscard]] inline float read_number(std::string_view type, char const* place) {
  if (type == "F64") {
    return static_cast<float>(detail::stored_at<double>(place));
  }
  if (type == "F16") {
    return from_half(detail::stored_at<std::uint16_t>(place));
  }
  return type == "BF16" ? from_bfloat16(detail::stored_at<std::uint16_t>(place))
                        : detail::stored_at<float>(place);
}

} // namespace equivarify::runtime

#endif
