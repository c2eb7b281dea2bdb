/// \file
/// Weights and biases of a layer of an integer network in the order of the kernels.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_PACKED_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_PACKED_WEIGHTS_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/lanes.hpp"
#include "equivarify/runtime/integer/products.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// How filters are put together: blocks of \p most, the last one of as many times \p step as it
/// needs.
struct FilterBlocks {
  std::size_t step;
  std::size_t most; ///< a multiple of \p step
};

/// The weights of \p layer, which sums over \p parts copies: [block][part][quad of channels and
/// tap][filter][channel], 0 where there is none.
[[nodiscard]] Lines<std::int8_t>
packed_weights(IntegerLayer const& layer, std::size_t parts, FilterBlocks const& blocks);

/// Bias and shifts of each four outputs of \p layer, in whole eights. What it reads lies \p zero
/// too high, which the biases make up for.
[[nodiscard]] std::vector<Finish> quad_finishes(IntegerLayer const& layer, std::uint8_t zero);

/// The same of each vector of lane_step outputs.
[[nodiscard]] std::vector<LaneFinish> lane_finishes(IntegerLayer const& layer, std::uint8_t zero);

} // namespace equivarify::runtime

#endif
