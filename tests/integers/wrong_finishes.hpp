/// \file
/// How sums could become activations wrongly, and how products could be added up wrongly.
#ifndef EQUIVARIFY_TESTS_INTEGERS_WRONG_FINISHES_HPP
#define EQUIVARIFY_TESTS_INTEGERS_WRONG_FINISHES_HPP

#include "equivarify/runtime/integer/products.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "integers/wrong_joins.hpp"

namespace equivarify::testing {

using Finishing = void (*)(std::int32_t const*, runtime::Finish const&, std::uint32_t*);

/// Sums that become activations by another rule \p round; cut off at their cap only if \p capped.
template <typename Rule>
void finish_by(std::int32_t const* sums,
               runtime::Finish const& finish,
               std::uint32_t* quads,
               Rule const& rule,
               bool capped = true) {
  for (std::size_t lane = 0; lane < runtime::lanes_at_once; ++lane) {
    quads[lane] = 0;
    for (std::size_t f = 0; f < runtime::quad; ++f) {
      std::int32_t const sum = sums[f * runtime::lanes_at_once + lane] + finish.bias[f];
      std::int64_t value = rule(sum, finish.shifts[f], finish.relu);
      if (std::int64_t const most = finish.highest; capped && most < (finish.relu ? 255 : 127)) {
        value = std::clamp(value, -most, most);
      }
      quads[lane] |= static_cast<std::uint32_t>(value + (finish.relu ? 0 : 128)) << 8 * f;
    }
  }
}

inline void right(std::int32_t const* sums, runtime::Finish const& finish, std::uint32_t* quads) {
  finish_by(sums, finish, quads, as_defined);
}

inline void
without_cap(std::int32_t const* sums, runtime::Finish const& finish, std::uint32_t* quads) {
  finish_by(sums, finish, quads, as_defined, false);
}

inline void
truncating(std::int32_t const* sums, runtime::Finish const& finish, std::uint32_t* quads) {
  finish_by(sums, finish, quads, [](std::int64_t sum, unsigned shift, bool relu) {
    return cut(sum / (std::int64_t{1} << shift), relu, -127);
  });
}

inline void half_up(std::int32_t const* sums, runtime::Finish const& finish, std::uint32_t* quads) {
  finish_by(sums, finish, quads, [](std::int64_t sum, unsigned shift, bool relu) {
    return cut((sum + (std::int64_t{1} << shift) / 2) >> shift, relu, -127);
  });
}

inline void
to_minus_128(std::int32_t const* sums, runtime::Finish const& finish, std::uint32_t* quads) {
  finish_by(sums, finish, quads, [](std::int64_t sum, unsigned shift, bool relu) {
    return cut(runtime::shift_rounded(sum, shift), relu, -128);
  });
}

/// Pairs of products saturate at 16 bits, as on processors without VNNI in some engines.
inline void saturating_products(std::uint8_t const* const* rows,
                                std::size_t count,
                                std::int8_t const* weights,
                                std::int32_t* sums) {
  for (std::size_t i = 0; i < runtime::filters_at_once * runtime::lanes_at_once; ++i) {
    std::size_t const f = i / runtime::lanes_at_once;
    std::size_t const lane = i % runtime::lanes_at_once;
    sums[i] = 0;
    for (std::size_t r = 0; r < 2 * count; ++r) {
      std::uint8_t const* const x = rows[r / 2] + 4 * lane + r % 2 * 2;
      std::int8_t const* const w = weights + (r / 2 * runtime::filters_at_once + f) * 4 + r % 2 * 2;
      sums[i] += std::clamp(x[0] * w[0] + x[1] * w[1], -32768, 32767);
    }
  }
}

} // namespace equivarify::testing

#endif
