/// \file
/// How values could be joined wrongly, and the right way as slowly.
#ifndef EQUIVARIFY_TESTS_INTEGERS_WRONG_JOINS_HPP
#define EQUIVARIFY_TESTS_INTEGERS_WRONG_JOINS_HPP

#include "equivarify/runtime/integer/products.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::testing {

/// \p value cut off at 0 and 255, or at \p lowest and 127.
inline std::int64_t cut(std::int64_t value, bool relu, std::int64_t lowest) {
  return relu ? std::clamp<std::int64_t>(value, 0, 255)
              : std::clamp<std::int64_t>(value, lowest, 127);
}

using Joining = decltype(runtime::IntegerKernel::join);

/// requantised() without a cap.
inline std::int64_t as_defined(std::int64_t sum, unsigned shift, bool relu) {
  return runtime::requantised(sum, shift, relu);
}

/// Values joined by another rule \p round, multiplied by 2^lift only if \p lifts.
template <typename Rule>
void join_by(std::span<runtime::JoinTerm const> terms,
             std::size_t count,
             runtime::Joint const& joint,
             std::uint8_t* out,
             bool lifts,
             Rule const& round) {
  std::vector<std::uint8_t> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::int64_t sum = joint.multiplies ? 1 : 0;
    for (runtime::JoinTerm const& term : terms) {
      std::int64_t const entry = std::int64_t{term.values[i] - term.zero};
      sum = joint.multiplies ? sum * entry : sum + (entry << (lifts ? term.lift : 0));
    }
    values[i] = static_cast<std::uint8_t>(round(sum, joint.shift, !joint.has_sign) +
                                          (joint.has_sign ? 128 : 0));
  }
  std::copy(values.begin(), values.end(), out);
}

inline void right_join(std::span<runtime::JoinTerm const> terms,
                       std::size_t count,
                       runtime::Joint const& joint,
                       std::uint8_t* out) {
  join_by(terms, count, joint, out, true, as_defined);
}

inline void without_lifts(std::span<runtime::JoinTerm const> terms,
                          std::size_t count,
                          runtime::Joint const& joint,
                          std::uint8_t* out) {
  join_by(terms, count, joint, out, false, as_defined);
}

inline void half_up_join(std::span<runtime::JoinTerm const> terms,
                         std::size_t count,
                         runtime::Joint const& joint,
                         std::uint8_t* out) {
  join_by(terms, count, joint, out, true, [](std::int64_t sum, unsigned shift, bool relu) {
    return cut((sum + (std::int64_t{1} << shift) / 2) >> shift, relu, -127);
  });
}

inline void without_shift(std::span<runtime::JoinTerm const> terms,
                          std::size_t count,
                          runtime::Joint const& joint,
                          std::uint8_t* out) {
  join_by(terms, count, joint, out, true, [](std::int64_t sum, unsigned, bool relu) {
    return cut(sum, relu, -127);
  });
}

inline void sum_of_factors(std::span<runtime::JoinTerm const> terms,
                           std::size_t count,
                           runtime::Joint const& joint,
                           std::uint8_t* out) {
  runtime::Joint const adds{.shift = joint.shift, .has_sign = joint.has_sign};
  join_by(terms, count, adds, out, true, as_defined);
}

inline void first_value_alone(std::span<runtime::JoinTerm const> terms,
                              std::size_t count,
                              runtime::Joint const& joint,
                              std::uint8_t* out) {
  join_by(terms.first(1), count, joint, out, true, as_defined);
}

} // namespace equivarify::testing

#endif
