/// \file
/// What an integer network computes, by its definition: plain loops, next to which the fast ones
/// are checked.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_DEFINITION_HPP

#include "equivarify/runtime/integer/integer_weights.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// The copies of one value, each channel by channel, row by row.
using IntegerCopies = std::vector<std::vector<std::int32_t>>;

/// What \p weights make of the input \p x: the input's own copies h^-1 x, then what each layer
/// makes, the sums of the last one.
///
/// \pre as of evaluate_by_definition()
[[nodiscard]] std::vector<IntegerCopies> values_by_definition(IntegerWeights const& weights,
                                                              Description const& description,
                                                              std::span<float const> x);

/// The integer logits of \p weights at the input \p x, copy after copy: (h, class) at h * classes +
/// class. Cost: all multiply-adds of the definition.
///
/// \pre \p weights are those of the network \p description and cannot overflow
[[nodiscard]] std::vector<std::int32_t> evaluate_by_definition(IntegerWeights const& weights,
                                                               Description const& description,
                                                               std::span<float const> x);

} // namespace equivarify::runtime

#endif
