/// \file
/// The rounding of sums to activations, for as many lanes as kernels take at once.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_LANE_ROUNDING_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_LANE_ROUNDING_HPP

#include "equivarify/runtime/integer/instructions.hpp"
#include "equivarify/runtime/integer/products.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// How much higher activations with a sign are kept.
inline constexpr std::int32_t sign_offset = 128;

/// One filter's activations, without sign. Of a relu what is negative becomes 0 whichever way it is
/// rounded.
EQUIVARIFY_ALWAYS_INLINE void
finish_filter(std::int32_t const* sums, Finish const& finish, std::size_t f, std::int32_t* out) {
  std::int32_t const bias = finish.bias[f];
  std::int32_t const shift = finish.shifts[f];
  auto const highest = static_cast<std::int32_t>(largest_activation(finish.relu, finish.highest));
  std::int32_t const half = shift == 0 ? 0 : std::int32_t{1} << (shift - 1);
  if (finish.relu) {
    for (std::size_t lane = 0; lane < lanes_at_once; ++lane) {
      std::int32_t const rounded = (sums[lane] + bias + half) >> shift;
      out[lane] = std::min(std::max(rounded, 0), highest);
    }
    return;
  }
  for (std::size_t lane = 0; lane < lanes_at_once; ++lane) {
    std::int32_t const sum = sums[lane] + bias;
    std::int32_t const magnitude = ((sum < 0 ? -sum : sum) + half) >> shift;
    std::int32_t const cut = std::min(magnitude, highest);
    out[lane] = (sum < 0 ? -cut : cut) + sign_offset;
  }
}

} // namespace equivarify::runtime

#endif
