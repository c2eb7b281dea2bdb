/// \file
/// Numbers from their bits and bytes.
#ifndef EQUIVARIFY_CODEGEN_TEXT_NUMBER_BITS_HPP
#define EQUIVARIFY_CODEGEN_TEXT_NUMBER_BITS_HPP

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace equivarify::codegen {

/// The number whose bytes are \p bytes, at most 8, the least significant first.
[[nodiscard]] inline std::uint64_t from_little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    number = number << 8U | static_cast<unsigned char>(bytes[i]);
  }
  return number;
}

/// The number whose bits in IEEE's half precision are \p bits; every one is a float.
[[nodiscard]] inline float from_float16(std::uint16_t bits) {
  int const exponent = bits >> 10U & 31;
  auto const fraction = static_cast<float>(bits & 1023U);
  float size =
      exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024.0F + fraction, exponent - 25);
  if (exponent == 31) {
    size = fraction == 0.0F ? std::numeric_limits<float>::infinity()
                            : std::numeric_limits<float>::quiet_NaN();
  }
  return (bits >> 15U) != 0 ? -size : size;
}

/// The number whose bits are the upper half of a float's.
[[nodiscard]] inline float from_bfloat16(std::uint16_t bits) {
  return std::bit_cast<float>(std::uint32_t{bits} << 16U);
}

} // namespace equivarify::codegen

#endif
