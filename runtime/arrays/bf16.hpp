/// \file
/// Numbers of 16 bits, bf16: a sign, the 8 bits of a float's exponent and 7 of its mantissa.
///
/// Each of them is a float whose last 16 bits are 0, so that to widen one is a shift and exact.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_BF16_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_BF16_HPP

#include "equivarify/runtime/arrays/buffer.hpp"
#include "equivarify/runtime/arrays/vector.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace equivarify::runtime {

/// The upper half of the bits of a float.
using Bf16 = std::uint16_t;

/// Numbers of 16 bits at a multiple of `cache_line`.
using Bf16Buffer = std::vector<Bf16, AlignedAllocator<Bf16>>;

/// The nearest finite one to \p value, of two the even one; rounding is odd. What is no finite
/// number stays what it is. So the error is at most 2^-8 of |value|, but for values below 2^-126.
[[nodiscard]] constexpr Bf16 to_bf16(float value) noexcept {
  constexpr std::uint32_t magnitude = 0x7fffffffU;
  constexpr std::uint32_t infinity = 0x7f800000U;
  constexpr std::uint32_t largest = 0x7f7f0000U; // larger ones would round to infinity
  auto const bits = std::bit_cast<std::uint32_t>(value);
  if ((bits & magnitude) > infinity) {
    return static_cast<Bf16>(bits >> 16U | 0x40U); // quiet, and no infinity
  }
  std::uint32_t const size = bits & magnitude;
  if (size > largest && size < infinity) {
    return static_cast<Bf16>(((bits & ~magnitude) | largest) >> 16U);
  }
  std::uint32_t const half = 0x7fffU + (bits >> 16U & 1U);
  return static_cast<Bf16>((bits + half) >> 16U);
}

/// The float that \p value is.
[[nodiscard]] constexpr float from_bf16(Bf16 value) noexcept {
  return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U);
}

/// N of them, and N numbers of twice as many bits.
template <std::size_t N>
struct Bf16Vector {
  using Narrow [[gnu::vector_size(N * sizeof(Bf16))]] = Bf16;
  using Wide [[gnu::vector_size(N * sizeof(std::uint32_t))]] = std::uint32_t;
};

/// The N floats that those from \p source on are.
template <std::size_t N>
[[gnu::always_inline]] inline Vector<N> load_widened(Bf16 const* source) noexcept {
#if defined(__AVX512F__)
  if constexpr (N == 16) { // in one instruction, which g++ does not find
    __m256i narrow;
    std::memcpy(&narrow, source, sizeof narrow);
    auto const wide =
        std::bit_cast<typename Bf16Vector<N>::Wide>(_mm512_maskz_cvtepu16_epi32(0xffffU, narrow));
    return std::bit_cast<Vector<N>>(wide << 16U);
  }
#endif
  if constexpr (N == 1) {
    return from_bf16(*source);
  } else {
    typename Bf16Vector<N>::Narrow narrow;
    std::memcpy(&narrow, source, sizeof narrow);
    using Wide = typename Bf16Vector<N>::Wide;
    return std::bit_cast<Vector<N>>(__builtin_convertvector(narrow, Wide) << 16U);
  }
}

} // namespace equivarify::runtime

#endif
