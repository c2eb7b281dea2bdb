#include "equivarify/runtime/integer/instructions.hpp"
#include "equivarify/runtime/integer/lane_rounding.hpp"
#include "equivarify/runtime/integer/products.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

EQUIVARIFY_ALWAYS_INLINE void
add_term(JoinTerm const& term, std::size_t first, std::size_t lanes, std::int32_t* sums) {
  std::int32_t const zero = term.zero;
  unsigned const lift = term.lift;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    // Shifts of numbers without sign wrap as those of signed ones do.
    auto const entry = static_cast<std::uint32_t>(term.values[first + lane] - zero);
    sums[lane] += static_cast<std::int32_t>(entry << lift);
  }
}

EQUIVARIFY_ALWAYS_INLINE void
multiply_by(JoinTerm const& term, std::size_t first, std::size_t lanes, std::int32_t* products) {
  std::int32_t const zero = term.zero;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    products[lane] *= term.values[first + lane] - zero;
  }
}

EQUIVARIFY_ALWAYS_INLINE void join_lanes(std::span<JoinTerm const> terms,
                                         std::size_t first,
                                         std::size_t lanes,
                                         Joint const& joint,
                                         std::uint8_t* out) {
  std::int32_t sums[lanes_at_once] = {};
  std::int32_t values[lanes_at_once];
  if (joint.multiplies) {
    std::fill_n(sums, lanes_at_once, 1);
  }
  for (JoinTerm const& term : terms) {
    if (joint.multiplies) {
      multiply_by(term, first, lanes, sums);
    } else {
      add_term(term, first, lanes, sums);
    }
  }
  finish_filter(sums, {.shifts = {joint.shift}, .relu = !joint.has_sign}, 0, values);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    out[first + lane] = static_cast<std::uint8_t>(values[lane]);
  }
}

EQUIVARIFY_ALWAYS_INLINE void join_all(std::span<JoinTerm const> terms,
                                       std::size_t count,
                                       Joint const& joint,
                                       std::uint8_t* out) {
  std::size_t const whole = count / lanes_at_once * lanes_at_once;
  for (std::size_t first = 0; first < whole; first += lanes_at_once) {
    join_lanes(terms, first, lanes_at_once, joint, out);
  }
  join_lanes(terms, whole, count - whole, joint, out);
}

void plain_join(std::span<JoinTerm const> terms,
                std::size_t count,
                Joint const& joint,
                std::uint8_t* out) {
  join_all(terms, count, joint, out);
}

#if EQUIVARIFY_INTEGER_X86

EQUIVARIFY_FOR_VNNI void vnni_join(std::span<JoinTerm const> terms,
                                   std::size_t count,
                                   Joint const& joint,
                                   std::uint8_t* out) {
  join_all(terms, count, joint, out);
}

EQUIVARIFY_FOR_AVX2 void avx2_join(std::span<JoinTerm const> terms,
                                   std::size_t count,
                                   Joint const& joint,
                                   std::uint8_t* out) {
  join_all(terms, count, joint, out);
}

#endif

} // namespace

decltype(IntegerKernel::join) joining(Instructions instructions) {
#if EQUIVARIFY_INTEGER_X86
  switch (instructions) {
  case Instructions::vnni:
    return vnni_join;
  case Instructions::avx2:
    return avx2_join;
  case Instructions::plain:
    break;
  }
#else
  static_cast<void>(instructions);
#endif
  return plain_join;
}

} // namespace equivarify::runtime
