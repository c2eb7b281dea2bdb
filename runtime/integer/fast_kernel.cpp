#include "equivarify/runtime/integer/fast_kernel.hpp"

#include "equivarify/runtime/integer/fast_copies.hpp"
#include "equivarify/runtime/integer/fast_loops.hpp"
#include "equivarify/runtime/integer/fast_products.hpp"

#include <cstring>

namespace equivarify::runtime {

namespace {

/// The loops on vectors, once for each instruction set.
#define EQUIVARIFY_LOOPS(name, instructions)                                                       \
  struct name {                                                                                    \
    instructions static void mix_copies(GroupScheme const& scheme,                                 \
                                        std::size_t product,                                       \
                                        CopyPlanes const& in,                                      \
                                        std::int16_t* out) {                                       \
      loops::mix(scheme, product, in, out);                                                        \
    }                                                                                              \
    instructions static void                                                                       \
    finish(LaneRounding const& how, std::int32_t const* sums, std::uint8_t* activations) {         \
      loops::finish_sums(how, sums, activations);                                                  \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void transform(TileRow const& row) {                                       \
      loops::transform_tiles<m>(row);                                                              \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void                                                                       \
    transform_back(std::int32_t const* products, std::size_t stride, std::uint32_t* outputs) {     \
      loops::transform_back<m>(products, stride, outputs);                                         \
    }                                                                                              \
    template <std::size_t m>                                                                       \
    instructions static void                                                                       \
    combine(Combination const& how, std::uint32_t const* outputs, std::uint8_t* activations) {     \
      loops::combine_products<m>(how, outputs, activations);                                       \
    }                                                                                              \
  }

EQUIVARIFY_LOOPS(PlainLoops, );
#if EQUIVARIFY_INTEGER_X86
EQUIVARIFY_LOOPS(Avx512Loops, EQUIVARIFY_FOR_VNNI);
EQUIVARIFY_LOOPS(Avx2Loops, EQUIVARIFY_FOR_AVX2);
#endif
#undef EQUIVARIFY_LOOPS

template <typename Loops>
constexpr FastKernel kernel_with(decltype(FastKernel::products) products,
                                 decltype(FastKernel::row_products) row_products) {
  return {Loops::mix_copies,
          {Loops::template transform<1>,
           Loops::template transform<2>,
           Loops::template transform<3>,
           Loops::template transform<4>},
          products,
          row_products,
          Loops::finish,
          {Loops::template transform_back<1>,
           Loops::template transform_back<2>,
           Loops::template transform_back<3>,
           Loops::template transform_back<4>},
          {Loops::template combine<1>,
           Loops::template combine<2>,
           Loops::template combine<3>,
           Loops::template combine<4>}};
}

} // namespace

FastKernel const& fast_kernel_of(IntegerKernel const& kernel) {
  static constexpr FastKernel plain =
      kernel_with<PlainLoops>(loops::plain_products, loops::plain_products);
#if EQUIVARIFY_INTEGER_X86
  static constexpr FastKernel vnni =
      kernel_with<Avx512Loops>(loops::vnni_products, loops::vnni_products);
  static constexpr FastKernel avx2 =
      kernel_with<Avx2Loops>(loops::avx2_products, loops::avx2_products);
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