/// \file
/// Products whose lanes are filters, for processors with AVX-512 VNNI and with AVX2.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_PRODUCTS_HPP

#include "equivarify/runtime/integer/fast_loops.hpp"

#if EQUIVARIFY_INTEGER_X86

namespace equivarify::runtime::loops {

/// So many rows times as many vectors of filters as there are have sums that stay in registers.
inline constexpr std::array<std::size_t, vectors_at_once> most_rows{12, 12, 8};

/// Weights are asked for so many steps before they are multiplied, or those of the next call.
inline constexpr std::size_t steps_ahead = 40;

/// 32 bits of entries in all lanes.
EQUIVARIFY_ALWAYS_INLINE std::int32_t step_of(void const* entries) {
  std::int32_t step = 0;
  std::memcpy(&step, entries, sizeof step);
  return step;
}

template <typename Entry>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE __m512i vnni_add(__m512i sums, __m512i x, __m512i w) {
  if constexpr (sizeof(Entry) == 1) {
    return _mm512_dpbusd_epi32(sums, x, w);
  } else {
    return _mm512_dpwssd_epi32(sums, x, w);
  }
}

template <std::size_t rows, std::size_t vectors, typename Entry, typename Weight>
EQUIVARIFY_FOR_VNNI void vnni_block(LaneProducts<Entry, Weight> const& of, std::size_t first) {
  constexpr std::size_t terms = terms_of_step<Entry>;
  __m512i acc[rows][vectors];
#pragma GCC unroll 12
  for (auto& row : acc) {
#pragma GCC unroll 3
    for (__m512i& value : row) {
      value = _mm512_setzero_si512();
    }
  }
  Entry const* entries = of.entries + first * of.stride;
  Weight const* weights = of.weights;
  std::size_t const ahead = std::min(of.steps, steps_ahead) * vectors * lane_step * terms;
  for (std::size_t s = 0; s < of.steps; ++s, entries += terms) {
    __m512i w[vectors];
#pragma GCC unroll 3
    for (std::size_t v = 0; v < vectors; ++v, weights += lane_step * terms) {
      w[v] = _mm512_loadu_si512(weights);
      _mm_prefetch(reinterpret_cast<char const*>(weights + ahead), _MM_HINT_T0);
    }
#pragma GCC unroll 12
    for (std::size_t row = 0; row < rows; ++row) {
      __m512i const x = _mm512_set1_epi32(step_of(entries + row * of.stride));
#pragma GCC unroll 3
      for (std::size_t v = 0; v < vectors; ++v) {
        acc[row][v] = vnni_add<Entry>(acc[row][v], x, w[v]);
      }
    }
  }
  std::int32_t* const sums = of.sums + first * of.sum_stride;
#pragma GCC unroll 12
  for (std::size_t row = 0; row < rows; ++row) {
#pragma GCC unroll 3
    for (std::size_t v = 0; v < vectors; ++v) {
      _mm512_storeu_si512(sums + row * of.sum_stride + v * lane_step, acc[row][v]);
    }
  }
}

/// Rows are cut into blocks of nearly one size, so that none is mostly empty.
template <std::size_t vectors, typename Products>
void vnni_blocks(Products const& of) {
  constexpr std::size_t most = most_rows[vectors - 1];
  constexpr auto blocks = []<std::size_t... i>(std::index_sequence<i...> /*sizes*/) {
    return std::array<void (*)(Products const&, std::size_t), most>{vnni_block<i + 1, vectors>...};
  }
  (std::make_index_sequence<most>{});
  std::size_t const count = (of.rows + most - 1) / most;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const first = i * of.rows / count;
    blocks[(i + 1) * of.rows / count - first - 1](of, first);
  }
}

template <typename Entry, typename Weight>
void vnni_products(LaneProducts<Entry, Weight> const& of) {
  switch (of.vectors) {
  case 1:
    return vnni_blocks<1>(of);
  case 2:
    return vnni_blocks<2>(of);
  default:
    return vnni_blocks<3>(of);
  }
}

/// The sums of the products of each lane's 32 bits. Bytes are taken apart into pairs of 16 bits,
/// (0, 2) and (1, 3), whose products add up exactly.
template <typename Entry>
EQUIVARIFY_FOR_AVX2 EQUIVARIFY_ALWAYS_INLINE __m256i avx2_sums(__m256i x, __m256i w) {
  if constexpr (sizeof(Entry) == 1) {
    __m256i const even = _mm256_madd_epi16(_mm256_and_si256(x, _mm256_set1_epi16(255)),
                                           _mm256_srai_epi16(_mm256_slli_epi16(w, 8), 8));
    __m256i const odd = _mm256_madd_epi16(_mm256_srli_epi16(x, 8), _mm256_srai_epi16(w, 8));
    return _mm256_add_epi32(even, odd);
  } else {
    return _mm256_madd_epi16(w, x);
  }
}

/// Four rows from number \p first on and one vector of filters, in two halves.
template <typename Entry, typename Weight>
EQUIVARIFY_FOR_AVX2 EQUIVARIFY_ALWAYS_INLINE void
avx2_block(LaneProducts<Entry, Weight> const& of, std::size_t first, std::size_t vector) {
  constexpr std::size_t rows = 4;
  constexpr std::size_t terms = terms_of_step<Entry>;
  __m256i acc[rows][2];
#pragma GCC unroll 4
  for (auto& row : acc) {
    row[0] = row[1] = _mm256_setzero_si256();
  }
  Entry const* entries = of.entries + first * of.stride;
  Weight const* weights = of.weights + vector * lane_step * terms;
  for (std::size_t s = 0; s < of.steps; ++s, entries += terms) {
    auto const* const w = reinterpret_cast<__m256i const*>(weights);
    __m256i const low = _mm256_loadu_si256(w);
    __m256i const high = _mm256_loadu_si256(w + 1);
#pragma GCC unroll 4
    for (std::size_t row = 0; row < rows; ++row) {
      __m256i const x = _mm256_set1_epi32(step_of(entries + row * of.stride));
      acc[row][0] = _mm256_add_epi32(acc[row][0], avx2_sums<Entry>(x, low));
      acc[row][1] = _mm256_add_epi32(acc[row][1], avx2_sums<Entry>(x, high));
    }
    weights += of.vectors * lane_step * terms;
  }
#pragma GCC unroll 4
  for (std::size_t row = 0; row < rows; ++row) {
    std::int32_t* const sums = of.sums + (first + row) * of.sum_stride + vector * lane_step;
    auto* const place = reinterpret_cast<__m256i*>(sums);
    _mm256_storeu_si256(place, acc[row][0]);
    _mm256_storeu_si256(place + 1, acc[row][1]);
  }
}

template <typename Entry, typename Weight>
EQUIVARIFY_FOR_AVX2 void avx2_products(LaneProducts<Entry, Weight> const& of) {
  for (std::size_t row = 0; row < of.rows; row += 4) {
    for (std::size_t v = 0; v < of.vectors; ++v) {
      avx2_block(of, row, v);
    }
  }
}

} // namespace equivarify::runtime::loops

#endif

#endif
