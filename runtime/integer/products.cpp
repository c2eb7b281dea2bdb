#include "equivarify/runtime/integer/products.hpp"

#include "equivarify/runtime/integer/instructions.hpp"
#include "equivarify/runtime/integer/lane_rounding.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace equivarify::runtime {

namespace {

EQUIVARIFY_ALWAYS_INLINE void
finish_quads(std::int32_t const* sums, Finish const& finish, std::uint32_t* quads) {
  std::int32_t values[quad][lanes_at_once];
  for (std::size_t f = 0; f < quad; ++f) {
    finish_filter(sums + f * lanes_at_once, finish, f, values[f]);
  }
  for (std::size_t lane = 0; lane < lanes_at_once; ++lane) {
    std::uint32_t const word =
        static_cast<std::uint32_t>(values[0][lane] | values[1][lane] << 8 | values[2][lane] << 16) |
        static_cast<std::uint32_t>(values[3][lane]) << 24U;
    // The activation of the first filter is the first byte in memory.
    quads[lane] = std::endian::native == std::endian::big ? __builtin_bswap32(word) : word;
  }
}

void plain_finish(std::int32_t const* sums, Finish const& finish, std::uint32_t* quads) {
  finish_quads(sums, finish, quads);
}

void plain_products(std::uint8_t const* const* rows,
                    std::size_t count,
                    std::int8_t const* weights,
                    std::int32_t* sums) {
  std::fill_n(sums, filters_at_once * lanes_at_once, 0);
  std::array<std::array<std::int16_t, lanes_at_once>, quad> entries{};
  for (std::size_t r = 0; r < count; ++r) {
    for (std::size_t i = 0; i < quad * lanes_at_once; ++i) {
      entries[i % quad][i / quad] = rows[r][i];
    }
    for (std::size_t f = 0; f < filters_at_once; ++f) {
      std::int8_t const* const w = weights + (r * filters_at_once + f) * quad;
      for (std::size_t c = 0; c < quad; ++c) {
        std::int16_t const weight = w[c];
        for (std::size_t lane = 0; lane < lanes_at_once; ++lane) {
          sums[f * lanes_at_once + lane] += weight * entries[c][lane];
        }
      }
    }
  }
}

#if EQUIVARIFY_INTEGER_X86

EQUIVARIFY_FOR_VNNI void
vnni_finish(std::int32_t const* sums, Finish const& finish, std::uint32_t* quads) {
  finish_quads(sums, finish, quads);
}

EQUIVARIFY_FOR_AVX2 void
avx2_finish(std::int32_t const* sums, Finish const& finish, std::uint32_t* quads) {
  finish_quads(sums, finish, quads);
}

/// The sums of one filter; compilers keep them in registers, which they do not with an array of
/// them.
struct VnniSums {
  __m512i first;
  __m512i second;
  __m512i third;
};

EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE VnniSums vnni_zero() {
  return {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512()};
}

EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE void
vnni_add(VnniSums& sums, VnniSums const& entries, std::int8_t const* weights) {
  std::int32_t four = 0;
  std::memcpy(&four, weights, quad);
  __m512i const w = _mm512_set1_epi32(four);
  sums.first = _mm512_dpbusd_epi32(sums.first, entries.first, w);
  sums.second = _mm512_dpbusd_epi32(sums.second, entries.second, w);
  sums.third = _mm512_dpbusd_epi32(sums.third, entries.third, w);
}

EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE void vnni_store(VnniSums const& sums,
                                                             std::int32_t* place) {
  _mm512_storeu_si512(place, sums.first);
  _mm512_storeu_si512(place + 16, sums.second);
  _mm512_storeu_si512(place + 32, sums.third);
}

EQUIVARIFY_FOR_VNNI void vnni_products(std::uint8_t const* const* rows,
                                       std::size_t count,
                                       std::int8_t const* weights,
                                       std::int32_t* sums) {
  VnniSums f0 = vnni_zero(), f1 = vnni_zero(), f2 = vnni_zero(), f3 = vnni_zero();
  VnniSums f4 = vnni_zero(), f5 = vnni_zero(), f6 = vnni_zero(), f7 = vnni_zero();
  for (std::size_t r = 0; r < count; ++r, weights += filters_at_once * quad) {
    constexpr std::size_t ahead =
        64; // rows, of weights that one call after another streams through
    _mm_prefetch(reinterpret_cast<char const*>(weights + ahead * filters_at_once * quad),
                 _MM_HINT_T0);
    VnniSums const entries{_mm512_loadu_si512(rows[r]),
                           _mm512_loadu_si512(rows[r] + 64),
                           _mm512_loadu_si512(rows[r] + 128)};
    vnni_add(f0, entries, weights);
    vnni_add(f1, entries, weights + quad);
    vnni_add(f2, entries, weights + 2 * quad);
    vnni_add(f3, entries, weights + 3 * quad);
    vnni_add(f4, entries, weights + 4 * quad);
    vnni_add(f5, entries, weights + 5 * quad);
    vnni_add(f6, entries, weights + 6 * quad);
    vnni_add(f7, entries, weights + 7 * quad);
  }
  vnni_store(f0, sums);
  vnni_store(f1, sums + lanes_at_once);
  vnni_store(f2, sums + 2 * lanes_at_once);
  vnni_store(f3, sums + 3 * lanes_at_once);
  vnni_store(f4, sums + 4 * lanes_at_once);
  vnni_store(f5, sums + 5 * lanes_at_once);
  vnni_store(f6, sums + 6 * lanes_at_once);
  vnni_store(f7, sums + 7 * lanes_at_once);
}

/// Four filters from number \p first on for 24 lanes. Bytes are taken apart into pairs of 16 bits,
/// (0, 2) and (1, 3), whose products add up exactly.
EQUIVARIFY_FOR_AVX2 EQUIVARIFY_ALWAYS_INLINE void avx2_block(std::uint8_t const* const* rows,
                                                             std::size_t count,
                                                             std::int8_t const* weights,
                                                             std::size_t byte,
                                                             std::int32_t* sums) {
  constexpr std::size_t filters = 4;
  constexpr std::size_t vectors = 3;
  __m256i const low = _mm256_set1_epi16(255);
  __m256i acc[filters][vectors];
  for (auto& row : acc) {
    for (__m256i& value : row) {
      value = _mm256_setzero_si256();
    }
  }
  for (std::size_t r = 0; r < count; ++r) {
    __m256i even[vectors];
    __m256i odd[vectors];
    for (std::size_t v = 0; v < vectors; ++v) {
      __m256i const bytes =
          _mm256_loadu_si256(reinterpret_cast<__m256i const*>(rows[r] + byte + 32 * v));
      even[v] = _mm256_and_si256(bytes, low);
      odd[v] = _mm256_srli_epi16(bytes, 8);
    }
    for (std::size_t f = 0; f < filters; ++f) {
      std::int32_t four = 0;
      std::memcpy(&four, weights + (r * filters_at_once + f) * quad, quad);
      __m256i const w = _mm256_set1_epi32(four);
      __m256i const w_even = _mm256_srai_epi16(_mm256_slli_epi16(w, 8), 8);
      __m256i const w_odd = _mm256_srai_epi16(w, 8);
      for (std::size_t v = 0; v < vectors; ++v) {
        __m256i const pairs =
            _mm256_add_epi32(_mm256_madd_epi16(even[v], w_even), _mm256_madd_epi16(odd[v], w_odd));
        acc[f][v] = _mm256_add_epi32(acc[f][v], pairs);
      }
    }
  }
  for (std::size_t f = 0; f < filters; ++f) {
    for (std::size_t v = 0; v < vectors; ++v) {
      auto* const place =
          reinterpret_cast<__m256i*>(sums + f * lanes_at_once + byte / quad + 8 * v);
      _mm256_storeu_si256(place, acc[f][v]);
    }
  }
}

EQUIVARIFY_FOR_AVX2 void avx2_products(std::uint8_t const* const* rows,
                                       std::size_t count,
                                       std::int8_t const* weights,
                                       std::int32_t* sums) {
  for (std::size_t f = 0; f < filters_at_once; f += 4) {
    avx2_block(rows, count, weights + f * quad, 0, sums + f * lanes_at_once);
    avx2_block(rows, count, weights + f * quad, quad * lanes_at_once / 2, sums + f * lanes_at_once);
  }
}

#endif

std::vector<IntegerKernel> kernels_of_machine() {
  std::vector<IntegerKernel> kernels;
#if EQUIVARIFY_INTEGER_X86
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl")) {
    kernels.push_back({"AVX-512 VNNI",
                       Instructions::vnni,
                       vnni_products,
                       vnni_finish,
                       joining(Instructions::vnni)});
  }
  if (__builtin_cpu_supports("avx2")) {
    kernels.push_back(
        {"AVX2", Instructions::avx2, avx2_products, avx2_finish, joining(Instructions::avx2)});
  }
#endif
  kernels.push_back(
      {"plain", Instructions::plain, plain_products, plain_finish, joining(Instructions::plain)});
  return kernels;
}

} // namespace

std::vector<IntegerKernel> const& integer_kernels() {
  static std::vector<IntegerKernel> const kernels = kernels_of_machine();
  return kernels;
}

} // namespace equivarify::runtime
