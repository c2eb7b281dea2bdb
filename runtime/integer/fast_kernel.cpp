#include "equivarify/runtime/integer/fast_kernel.hpp"

#include "equivarify/runtime/integer/instructions.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace equivarify::runtime {

namespace {

/// The sum of row[i] at(i), the row known when this is compiled.
template <auto const& row, typename At, std::size_t... i>
EQUIVARIFY_ALWAYS_INLINE auto combined(At const& at, std::index_sequence<i...> /*entries*/) {
  using Number = decltype(at(0));
  Number sum{};
  auto const add = [&]<std::size_t k>(std::integral_constant<std::size_t, k> /*entry*/)
      __attribute__((always_inline)) {
    if constexpr (row[k] != 0) {
      sum = static_cast<Number>(sum + static_cast<Number>(row[k]) * at(k));
    }
  };
  (add(std::integral_constant<std::size_t, i>{}), ...);
  return sum;
}

template <std::size_t m>
inline constexpr TileScheme<m> scheme_of = tile_scheme<m>();

template <std::size_t m, std::size_t product>
inline constexpr auto value_row = scheme_of<m>.values[product];

template <std::size_t m, std::size_t output>
inline constexpr auto answer_row = scheme_of<m>.answers[output];

template <std::size_t count, typename F>
EQUIVARIFY_ALWAYS_INLINE void for_each_of(F const& f) {
  [&]<std::size_t... i>(std::index_sequence<i...> /*all*/) __attribute__((always_inline)) {
    (f(std::integral_constant<std::size_t, i>{}), ...);
  }
  (std::make_index_sequence<count>{});
}

constexpr std::size_t mixed_at_once = 64;

EQUIVARIFY_ALWAYS_INLINE void mix(GroupScheme const& scheme,
                                  std::uint8_t const* in,
                                  std::size_t in_stride,
                                  std::uint8_t zero,
                                  std::size_t count,
                                  std::int16_t* out) {
  for (std::size_t first = 0; first < count; first += mixed_at_once) {
    for (std::size_t p = 0; p < scheme.products; ++p) {
      std::uint16_t sums[mixed_at_once] = {};
      for (std::size_t h = 0; h < scheme.copies; ++h) {
        auto const factor = static_cast<std::uint16_t>(scheme.values[p * scheme.copies + h]);
        if (factor == 0) {
          continue;
        }
        std::uint8_t const* const x = in + h * in_stride + first;
        for (std::size_t i = 0; i < mixed_at_once; ++i) {
          sums[i] = static_cast<std::uint16_t>(sums[i] +
                                               factor * static_cast<std::uint16_t>(x[i] - zero));
        }
      }
      std::memcpy(out + p * count + first, sums, sizeof sums);
    }
  }
}

/// Numbers of the tiles that are transformed together.
constexpr std::size_t together = tiles_at_once * quad;

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void transform_tiles(TileRow const& row) {
  constexpr std::size_t n = TileScheme<m>::entries;
  constexpr auto all = std::make_index_sequence<n>{};
  std::uint16_t half[n][n][together];
  for_each_of<n>([&]<std::size_t x>(
      std::integral_constant<std::size_t, x> /*column*/) __attribute__((always_inline)) {
    std::uint16_t entries[n][together];
    for (std::size_t y = 0; y < n; ++y) {
      std::memcpy(entries[y],
                  row.first + y * row.row_stride + x % m * row.phase_stride + x / m * quad,
                  sizeof entries[y]);
    }
    for_each_of<n>([&]<std::size_t i>(
        std::integral_constant<std::size_t, i> /*product*/) __attribute__((always_inline)) {
      for (std::size_t lane = 0; lane < together; ++lane) {
        half[i][x][lane] =
            combined<value_row<m, i>>([&](std::size_t y) { return entries[y][lane]; }, all);
      }
    });
  });
  for (std::size_t i = 0; i < n; ++i) {
    for_each_of<n>([&]<std::size_t j>(
        std::integral_constant<std::size_t, j> /*product*/) __attribute__((always_inline)) {
      std::uint16_t whole[together];
      for (std::size_t lane = 0; lane < together; ++lane) {
        whole[lane] =
            combined<value_row<m, j>>([&](std::size_t x) { return half[i][x][lane]; }, all);
      }
      std::int16_t* const out = row.out + (i * n + j) * row.product_stride;
      // A pair of channels is one number of 32 bits.
      std::uint32_t pairs[together / 2];
      std::uint32_t low[tiles_at_once];
      std::uint32_t high[tiles_at_once];
      std::memcpy(pairs, whole, sizeof pairs);
      for (std::size_t tile = 0; tile < tiles_at_once; ++tile) {
        low[tile] = pairs[2 * tile];
        high[tile] = pairs[2 * tile + 1];
      }
      std::memcpy(out, low, sizeof low);
      std::memcpy(out + row.pair_stride, high, sizeof high);
    });
  }
}

template <std::size_t m>
EQUIVARIFY_ALWAYS_INLINE void
combine_products(Combination const& how, std::int32_t const* products, std::int32_t* sums) {
  constexpr std::size_t n = TileScheme<m>::entries;
  constexpr auto all = std::make_index_sequence<n>{};
  constexpr std::size_t product_stride = filters_at_once * lanes_at_once;
  GroupScheme const& scheme = *how.scheme;
  for (std::size_t v = 0; v < quad * how.vectors; ++v) {
    std::size_t const offset = v / how.vectors * lanes_at_once + v % how.vectors * lane_step;
    for (std::size_t p = 0; p < scheme.products; ++p) {
      std::int32_t const* const tile = products + p * n * n * product_stride + offset;
      std::uint32_t half[m][n][lane_step];
      for (std::size_t x = 0; x < n; ++x) {
        std::uint32_t entries[n][lane_step];
        for (std::size_t y = 0; y < n; ++y) {
          std::memcpy(entries[y], tile + (y * n + x) * product_stride, sizeof entries[y]);
        }
        for_each_of<m>([&]<std::size_t i>(
            std::integral_constant<std::size_t, i> /*output*/) __attribute__((always_inline)) {
          for (std::size_t lane = 0; lane < lane_step; ++lane) {
            half[i][x][lane] =
                combined<answer_row<m, i>>([&](std::size_t y) { return entries[y][lane]; }, all);
          }
        });
      }
      for (std::size_t i = 0; i < m; ++i) {
        for_each_of<m>([&]<std::size_t j>(
            std::integral_constant<std::size_t, j> /*output*/) __attribute__((always_inline)) {
          std::uint32_t whole[lane_step];
          for (std::size_t lane = 0; lane < lane_step; ++lane) {
            whole[lane] =
                combined<answer_row<m, j>>([&](std::size_t x) { return half[i][x][lane]; }, all);
          }
          for (std::size_t h = 0; h < scheme.copies; ++h) {
            auto const factor = static_cast<std::uint32_t>(scheme.answers[h * scheme.products + p]);
            std::int32_t* const sum = sums + ((h * m + i) * m + j) * quad * lanes_at_once + offset;
            std::uint32_t partial[lane_step] = {};
            if (p > 0) {
              std::memcpy(partial, sum, sizeof partial);
            }
            if (factor != 0) {
              for (std::size_t lane = 0; lane < lane_step; ++lane) {
                partial[lane] += factor * whole[lane];
              }
            }
            std::memcpy(sum, partial, sizeof partial);
          }
        });
      }
    }
    for (std::size_t h = 0; h < scheme.copies * m * m; ++h) {
      std::int32_t* const sum = sums + h * quad * lanes_at_once + offset;
      for (std::size_t lane = 0; lane < lane_step; ++lane) {
        sum[lane] =
            static_cast<std::int32_t>(static_cast<std::uint32_t>(sum[lane]) * how.odd_inverse) >>
            how.shift;
      }
    }
  }
}

EQUIVARIFY_ALWAYS_INLINE void pair_products(std::int16_t const* entries,
                                            std::size_t pair_stride,
                                            std::size_t pairs,
                                            std::int16_t const* weights,
                                            std::size_t vectors,
                                            std::int32_t* sums) {
  for (std::size_t f = 0; f < filters_at_once; ++f) {
    for (std::size_t lane = 0; lane < vectors * lane_step; ++lane) {
      std::uint32_t sum = 0;
      for (std::size_t p = 0; p < pairs; ++p) {
        std::int16_t const* const x = entries + p * pair_stride + 2 * lane;
        std::int16_t const* const w = weights + (p * filters_at_once + f) * 2;
        sum += static_cast<std::uint32_t>(std::int32_t{x[0]} * w[0]) +
               static_cast<std::uint32_t>(std::int32_t{x[1]} * w[1]);
      }
      sums[f * lanes_at_once + lane] = static_cast<std::int32_t>(sum);
    }
  }
}

#if EQUIVARIFY_INTEGER_X86

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

EQUIVARIFY_FOR_VNNI void vnni_products(std::int16_t const* entries,
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

EQUIVARIFY_FOR_AVX2 void avx2_products(std::int16_t const* entries,
                                       std::size_t pair_stride,
                                       std::size_t pairs,
                                       std::int16_t const* weights,
                                       std::size_t vectors,
                                       std::int32_t* sums) {
  constexpr std::size_t filters = 4;
  for (std::size_t i = 0; i < vectors * (filters_at_once / filters); ++i) {
    std::size_t const f0 = i / vectors * filters;
    std::size_t const lane = i % vectors * lane_step;
    __m256i acc[filters][2];
#pragma GCC unroll 4
    for (auto& row : acc) {
      row[0] = row[1] = _mm256_setzero_si256();
    }
    for (std::size_t p = 0; p < pairs; ++p) {
      std::int16_t const* const x = entries + p * pair_stride + 2 * lane;
      __m256i const x0 = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(x));
      __m256i const x1 = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(x + lane_step));
#pragma GCC unroll 4
      for (std::size_t f = 0; f < filters; ++f) {
        std::int32_t two = 0;
        std::memcpy(&two, weights + (p * filters_at_once + f0 + f) * 2, sizeof two);
        __m256i const w = _mm256_set1_epi32(two);
        acc[f][0] = _mm256_add_epi32(acc[f][0], _mm256_madd_epi16(x0, w));
        acc[f][1] = _mm256_add_epi32(acc[f][1], _mm256_madd_epi16(x1, w));
      }
    }
#pragma GCC unroll 4
    for (std::size_t f = 0; f < filters; ++f) {
      auto* const place = reinterpret_cast<__m256i*>(sums + (f0 + f) * lanes_at_once + lane);
      _mm256_storeu_si256(place, acc[f][0]);
      _mm256_storeu_si256(place + 1, acc[f][1]);
    }
  }
}

#endif

/// The loops that compilers turn into vectors, once for each instruction set.
#define EQUIVARIFY_LOOPS(name, instructions)                                                       \
  struct name {                                                                                    \
    instructions static void mix_copies(GroupScheme const& scheme,                                 \
                                        std::uint8_t const* in,                                    \
                                        std::size_t in_stride,                                     \
                                        std::uint8_t zero,                                         \
                                        std::size_t count,                                         \
                                        std::int16_t* out) {                                       \
      mix(scheme, in, in_stride, zero, count, out);                                                \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void transform(TileRow const& row) {                                       \
      transform_tiles<m>(row);                                                                     \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void                                                                       \
    combine(Combination const& how, std::int32_t const* products, std::int32_t* sums) {            \
      combine_products<m>(how, products, sums);                                                    \
    }                                                                                              \
  }

EQUIVARIFY_LOOPS(PlainLoops, );
#if EQUIVARIFY_INTEGER_X86
EQUIVARIFY_LOOPS(VnniLoops, EQUIVARIFY_FOR_VNNI);
EQUIVARIFY_LOOPS(Avx2Loops, EQUIVARIFY_FOR_AVX2);
#endif
#undef EQUIVARIFY_LOOPS

template <typename Loops>
constexpr FastKernel kernel_with(decltype(FastKernel::products) products) {
  return {Loops::mix_copies,
          {Loops::template transform<1>,
           Loops::template transform<2>,
           Loops::template transform<3>,
           Loops::template transform<4>},
          products,
          {Loops::template combine<1>,
           Loops::template combine<2>,
           Loops::template combine<3>,
           Loops::template combine<4>}};
}

template <std::size_t m>
TileTables tables_of() {
  static constexpr TileScheme<m> scheme = tile_scheme<m>();
  return {m,
          TileScheme<m>::entries,
          scheme.denominator,
          scheme.values.front().data(),
          scheme.weights.front().data()};
}

} // namespace

TileTables tile_tables(std::size_t tile) {
  switch (tile) {
  case 1:
    return tables_of<1>();
  case 2:
    return tables_of<2>();
  case 3:
    return tables_of<3>();
  default:
    return tables_of<4>();
  }
}

FastKernel const& fast_kernel_of(IntegerKernel const& kernel) {
  static constexpr FastKernel plain = kernel_with<PlainLoops>(pair_products);
#if EQUIVARIFY_INTEGER_X86
  static constexpr FastKernel vnni = kernel_with<VnniLoops>(vnni_products);
  static constexpr FastKernel avx2 = kernel_with<Avx2Loops>(avx2_products);
  switch (kernel.instructions) {
  case Instructions::vnni:
    return vnni;
  case Instructions::avx2:
    return avx2;
  case Instructions::plain:
    break;
  }
#endif
  return plain;
}

} // namespace equivarify::runtime
