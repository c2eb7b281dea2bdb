/// \file
/// The loops of convolutions over tiles that compilers do not turn into good vectors of 512 bits.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_AVX512_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_AVX512_HPP

#include "equivarify/runtime/integer/fast_loops.hpp"

#if EQUIVARIFY_INTEGER_X86

#include <bit>

namespace equivarify::runtime::loops {

/// The shifts of vectors, whose intrinsic functions g++ 12 warns of without reason.
using Integers = std::int32_t __attribute__((vector_size(64)));

/// sum + c x
template <std::int32_t c>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE __m512i plus_times(__m512i sum, __m512i x) {
  constexpr auto magnitude = static_cast<std::uint32_t>(c < 0 ? -c : c);
  if constexpr (c == 0) {
    return sum;
  } else if constexpr (!std::has_single_bit(magnitude)) {
    return _mm512_add_epi32(sum, _mm512_mullo_epi32(x, _mm512_set1_epi32(c)));
  } else {
    __m512i const shifted =
        reinterpret_cast<__m512i>(reinterpret_cast<Integers>(x) << std::countr_zero(magnitude));
    return c < 0 ? _mm512_sub_epi32(sum, shifted) : _mm512_add_epi32(sum, shifted);
  }
}

template <std::size_t m, std::size_t output, std::size_t... k>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE __m512i
vnni_answer(__m512i const* products, std::index_sequence<k...> /*entries*/) {
  __m512i sum = _mm512_setzero_si512();
  ((sum = plus_times<answer_row<m, output>[k]>(sum, products[k])), ...);
  return sum;
}

template <std::size_t m, std::size_t... i>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE void
vnni_answers(__m512i const* products,
             __m512i* out,
             std::size_t stride,
             std::index_sequence<i...> /*outputs*/) {
  constexpr auto all = std::make_index_sequence<TileScheme<m>::entries>{};
  ((out[i * stride] = vnni_answer<m, i>(products, all)), ...);
}

/// As transform_back, of which compilers make slower code.
template <std::size_t m>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE void
vnni_transform_back(std::int32_t const* tile, __m512i odd_inverse, __m512i* outputs) {
  constexpr std::size_t n = TileScheme<m>::entries;
  constexpr auto all = std::make_index_sequence<m>{};
  __m512i half[m * n];
#pragma GCC unroll 6
  for (std::size_t x = 0; x < n; ++x) {
    __m512i entries[n];
#pragma GCC unroll 6
    for (std::size_t y = 0; y < n; ++y) {
      entries[y] = _mm512_loadu_si512(tile + (y * n + x) * filters_at_once * lanes_at_once);
    }
    vnni_answers<m>(entries, half + x, n, all);
  }
#pragma GCC unroll 4
  for (std::size_t i = 0; i < m; ++i) {
    vnni_answers<m>(half + i * n, outputs + i * m, 1, all);
  }
#pragma GCC unroll 16
  for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
    outputs[pixel] = _mm512_mullo_epi32(outputs[pixel], odd_inverse);
  }
}

template <std::size_t m>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE void
vnni_add_times(std::int32_t factor, __m512i const* outputs, __m512i* sums) {
  if (factor == 1) {
#pragma GCC unroll 16
    for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
      sums[pixel] = _mm512_add_epi32(sums[pixel], outputs[pixel]);
    }
  } else if (factor == -1) {
#pragma GCC unroll 16
    for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
      sums[pixel] = _mm512_sub_epi32(sums[pixel], outputs[pixel]);
    }
  } else if (factor != 0) {
    __m512i const times = _mm512_set1_epi32(factor);
#pragma GCC unroll 16
    for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
      sums[pixel] = _mm512_add_epi32(sums[pixel], _mm512_mullo_epi32(outputs[pixel], times));
    }
  }
}

template <std::size_t m>
EQUIVARIFY_FOR_VNNI inline void
vnni_combine(Combination const& how, std::int32_t const* products, std::int32_t* sums) {
  constexpr std::size_t n = TileScheme<m>::entries;
  constexpr std::size_t plane = quad * lanes_at_once;
  GroupScheme const& scheme = *how.scheme;
  __m512i const odd_inverse = _mm512_set1_epi32(static_cast<std::int32_t>(how.odd_inverse));
  for (std::size_t v = 0; v < quad * how.vectors; ++v) {
    std::size_t const offset = v / how.vectors * lanes_at_once + v % how.vectors * lane_step;
    for (std::size_t first = 0; first < scheme.products; first += products_at_once) {
      std::size_t const count = std::min(products_at_once, scheme.products - first);
      auto const shift = static_cast<int>(first + count == scheme.products ? how.shift : 0);
      __m512i outputs[products_at_once][m * m];
      for (std::size_t p = 0; p < count; ++p) {
        vnni_transform_back<m>(products + (first + p) * n * n * filters_at_once * lanes_at_once +
                                   offset,
                               odd_inverse,
                               outputs[p]);
      }
      for (std::size_t h = 0; h < scheme.copies; ++h) {
        std::int32_t* const place = sums + h * m * m * plane + offset;
        __m512i all[m * m];
#pragma GCC unroll 16
        for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
          all[pixel] =
              first > 0 ? _mm512_loadu_si512(place + pixel * plane) : _mm512_setzero_si512();
        }
        for (std::size_t p = 0; p < count; ++p) {
          vnni_add_times<m>(scheme.answers[h * scheme.products + first + p], outputs[p], all);
        }
#pragma GCC unroll 16
        for (std::size_t pixel = 0; pixel < m * m; ++pixel) {
          _mm512_storeu_si512(
              place + pixel * plane,
              reinterpret_cast<__m512i>(reinterpret_cast<Integers>(all[pixel]) >> shift));
        }
      }
    }
  }
}

template <std::size_t vectors>
EQUIVARIFY_FOR_VNNI EQUIVARIFY_ALWAYS_INLINE void vnni_block(std::int16_t const* entries,
                                                             std::size_t pair_stride,
                                                             std::size_t pairs,
                                                             std::int16_t const* weights,
                                                             std::int32_t* sums) {
  __m512i acc[filters_at_once][vectors];
#pragma GCC unroll 8
  for (auto& row : acc) {
#pragma GCC unroll 3
    for (__m512i& value : row) {
      value = _mm512_setzero_si512();
    }
  }
  for (std::size_t p = 0; p < pairs; ++p, entries += pair_stride, weights += 2 * filters_at_once) {
    __m512i x[vectors];
#pragma GCC unroll 3
    for (std::size_t v = 0; v < vectors; ++v) {
      x[v] = _mm512_loadu_si512(entries + v * 2 * lane_step);
    }
#pragma GCC unroll 8
    for (std::size_t f = 0; f < filters_at_once; ++f) {
      std::int32_t two = 0;
      std::memcpy(&two, weights + 2 * f, sizeof two);
      __m512i const w = _mm512_set1_epi32(two);
#pragma GCC unroll 3
      for (std::size_t v = 0; v < vectors; ++v) {
        acc[f][v] = _mm512_dpwssd_epi32(acc[f][v], x[v], w);
      }
    }
  }
#pragma GCC unroll 8
  for (std::size_t f = 0; f < filters_at_once; ++f) {
#pragma GCC unroll 3
    for (std::size_t v = 0; v < vectors; ++v) {
      _mm512_storeu_si512(sums + f * lanes_at_once + v * lane_step, acc[f][v]);
    }
  }
}

EQUIVARIFY_FOR_VNNI inline void vnni_products(std::int16_t const* entries,
                                              std::size_t pair_stride,
                                              std::size_t pairs,
                                              std::int16_t const* weights,
                                              std::size_t vectors,
                                              std::int32_t* sums) {
  switch (vectors) {
  case 1:
    return vnni_block<1>(entries, pair_stride, pairs, weights, sums);
  case 2:
    return vnni_block<2>(entries, pair_stride, pairs, weights, sums);
  default:
    return vnni_block<3>(entries, pair_stride, pairs, weights, sums);
  }
}

} // namespace equivarify::runtime::loops

#endif

#endif
