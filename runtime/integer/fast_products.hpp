/// \file
/// The products of convolutions over tiles for processors with AVX-512 VNNI and with AVX2.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_PRODUCTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_PRODUCTS_HPP

#include "equivarify/runtime/integer/fast_loops.hpp"

#if EQUIVARIFY_INTEGER_X86

namespace equivarify::runtime::loops {

/// So many tiles times as many vectors of filters as there are have sums that stay in registers.
inline constexpr std::array<std::size_t, vectors_at_once> most_tiles{12, 12, 8};

template <std::size_t tiles, std::size_t vectors>
EQUIVARIFY_FOR_VNNI void vnni_block(TileProducts const& of, std::size_t first) {
  __m512i acc[tiles][vectors];
#pragma GCC unroll 12
  for (auto& row : acc) {
#pragma GCC unroll 3
    for (__m512i& value : row) {
      value = _mm512_setzero_si512();
    }
  }
  std::int16_t const* entries = of.entries + first * of.depth;
  std::int16_t const* weights = of.weights;
  std::size_t const ahead = of.pairs * vectors * lane_step * channel_pair; // those used next
  for (std::size_t p = 0; p < of.pairs; ++p, entries += channel_pair) {
    __m512i w[vectors];
#pragma GCC unroll 3
    for (std::size_t v = 0; v < vectors; ++v, weights += lane_step * channel_pair) {
      w[v] = _mm512_loadu_si512(weights);
      _mm_prefetch(reinterpret_cast<char const*>(weights + ahead), _MM_HINT_T0);
    }
#pragma GCC unroll 12
    for (std::size_t tile = 0; tile < tiles; ++tile) {
      std::int32_t two = 0;
      std::memcpy(&two, entries + tile * of.depth, sizeof two);
      __m512i const x = _mm512_set1_epi32(two);
#pragma GCC unroll 3
      for (std::size_t v = 0; v < vectors; ++v) {
        acc[tile][v] = _mm512_dpwssd_epi32(acc[tile][v], x, w[v]);
      }
    }
  }
  std::int32_t* const sums = of.sums + first * of.sum_stride;
#pragma GCC unroll 12
  for (std::size_t tile = 0; tile < tiles; ++tile) {
#pragma GCC unroll 3
    for (std::size_t v = 0; v < vectors; ++v) {
      _mm512_storeu_si512(sums + tile * of.sum_stride + v * lane_step, acc[tile][v]);
    }
  }
}

/// Tiles are cut into blocks of nearly one size, so that none is mostly empty.
template <std::size_t vectors>
void vnni_blocks(TileProducts const& of) {
  constexpr std::size_t most = most_tiles[vectors - 1];
  constexpr auto blocks = []<std::size_t... i>(std::index_sequence<i...> /*sizes*/) {
    return std::array<void (*)(TileProducts const&, std::size_t), most>{
        vnni_block<i + 1, vectors>...};
  }
  (std::make_index_sequence<most>{});
  std::size_t const count = (of.tiles + most - 1) / most;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const first = i * of.tiles / count;
    blocks[(i + 1) * of.tiles / count - first - 1](of, first);
  }
}

inline void vnni_products(TileProducts const& of) {
  switch (of.vectors) {
  case 1:
    return vnni_blocks<1>(of);
  case 2:
    return vnni_blocks<2>(of);
  default:
    return vnni_blocks<3>(of);
  }
}

/// Four tiles and one vector of filters, in two halves.
EQUIVARIFY_FOR_AVX2 EQUIVARIFY_ALWAYS_INLINE void avx2_block(std::int16_t const* entries,
                                                             std::size_t depth,
                                                             std::size_t pairs,
                                                             std::int16_t const* weights,
                                                             std::size_t vectors,
                                                             std::int32_t* sums,
                                                             std::size_t sum_stride) {
  constexpr std::size_t tiles = 4;
  __m256i acc[tiles][2];
#pragma GCC unroll 4
  for (auto& row : acc) {
    row[0] = row[1] = _mm256_setzero_si256();
  }
  for (std::size_t p = 0; p < pairs; ++p, weights += vectors * lane_step * channel_pair) {
    __m256i const low = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(weights));
    __m256i const high = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(weights + lane_step));
#pragma GCC unroll 4
    for (std::size_t tile = 0; tile < tiles; ++tile) {
      std::int32_t two = 0;
      std::memcpy(&two, entries + tile * depth + p * channel_pair, sizeof two);
      __m256i const x = _mm256_set1_epi32(two);
      acc[tile][0] = _mm256_add_epi32(acc[tile][0], _mm256_madd_epi16(low, x));
      acc[tile][1] = _mm256_add_epi32(acc[tile][1], _mm256_madd_epi16(high, x));
    }
  }
#pragma GCC unroll 4
  for (std::size_t tile = 0; tile < tiles; ++tile) {
    auto* const place = reinterpret_cast<__m256i*>(sums + tile * sum_stride);
    _mm256_storeu_si256(place, acc[tile][0]);
    _mm256_storeu_si256(place + 1, acc[tile][1]);
  }
}

EQUIVARIFY_FOR_AVX2 inline void avx2_products(TileProducts const& of) {
  for (std::size_t tile = 0; tile < of.tiles; tile += 4) {
    for (std::size_t v = 0; v < of.vectors; ++v) {
      avx2_block(of.entries + tile * of.depth,
                 of.depth,
                 of.pairs,
                 of.weights + v * lane_step * channel_pair,
                 of.vectors,
                 of.sums + tile * of.sum_stride + v * lane_step,
                 of.sum_stride);
    }
  }
}

} // namespace equivarify::runtime::loops

#endif

#endif
