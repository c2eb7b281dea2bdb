/// \file
/// A proof that no sum of an integer network overflows.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_RANGE_ANALYSIS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_RANGE_ANALYSIS_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The least and the greatest value.
struct Interval {
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
};

/// What the sums of one layer can be at most.
struct RangeBound {
  std::string layer;
  std::size_t place = 0;          ///< of the layer in the network
  std::uint64_t bound = 0;        ///< no |sum| is larger, its rounding included
  std::uint64_t limit = 0;        ///< what the program's arithmetic holds
  Interval entries{};             ///< of all that it reads, padding included
  std::vector<Interval> sums{};   ///< of each output
  std::vector<Interval> values{}; ///< of the activations of each output
};

/// The sums of each layer of \p weights that adds, and the numbers that one brings to one scale,
/// for all inputs at once: the interval of each channel, widened to 0, is followed from value to
/// value. So no part of a sum is larger either. Of one layer by itself the bound is reached where
/// each entry takes the end of its interval that suits the sign of its weight.
[[nodiscard]] std::vector<RangeBound> analyse_ranges(IntegerWeights const& weights);

/// \throws DataError naming the first layer of \p bounds that could overflow, with bound and limit;
/// \p where begins the message.
void require_no_overflow(std::vector<RangeBound> const& bounds, std::string const& where);

} // namespace equivarify::runtime

#endif
