#include "equivarify/runtime/integer/fast_kernel.hpp"

#include "equivarify/runtime/integer/fast_avx512.hpp"
#include "equivarify/runtime/integer/fast_loops.hpp"

#include <cstring>

namespace equivarify::runtime {

namespace {

#if EQUIVARIFY_INTEGER_X86

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
      loops::mix(scheme, in, in_stride, zero, count, out);                                         \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void transform(TileRow const& row) {                                       \
      loops::transform_tiles<m>(row);                                                              \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void                                                                       \
    combine(Combination const& how, std::int32_t const* products, std::int32_t* sums) {            \
      loops::combine_products<m>(how, products, sums);                                             \
    }                                                                                              \
  }

EQUIVARIFY_LOOPS(PlainLoops, );
#if EQUIVARIFY_INTEGER_X86
EQUIVARIFY_LOOPS(Avx512Loops, EQUIVARIFY_FOR_VNNI);

struct VnniLoops : Avx512Loops {
  template <std::size_t m>
  EQUIVARIFY_FOR_VNNI static void
  combine(Combination const& how, std::int32_t const* products, std::int32_t* sums) {
    loops::vnni_combine<m>(how, products, sums);
  }
};

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
  static constexpr FastKernel plain = kernel_with<PlainLoops>(loops::pair_products);
#if EQUIVARIFY_INTEGER_X86
  static constexpr FastKernel vnni = kernel_with<VnniLoops>(loops::vnni_products);
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