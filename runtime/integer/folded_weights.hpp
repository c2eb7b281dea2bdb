/// \file
/// The floats that the weights of an integer layer stand for.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FOLDED_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FOLDED_WEIGHTS_HPP

#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"

#include <span>
#include <vector>

namespace equivarify::runtime {

/// The weights and the bias of a layer, in the order of files; a batch_norm after it is part of
/// them.
struct FoldedWeights {
  std::vector<float> weights;
  std::vector<float> bias; ///< of each output; 0 where the layer has none
};

/// Those of the layer \p form with weights among \p parameters.
///
/// \throws std::logic_error where these lack one of the layer's
[[nodiscard]] FoldedWeights folded_weights(LayerForm const& form,
                                           std::span<ParameterView const> parameters);

/// Sets the weights and the bias of \p layer to the integers nearest to \p floats, cut off at -127
/// and 127, and at -2^29 and 2^29: an entry q that the layer reads stands for q / \p scale, and sum
/// z of output o for z / 2^exponents[o].
void round_weights(FoldedWeights const& floats,
                   std::span<int const> exponents,
                   double scale,
                   IntegerLayer& layer);

/// Sums of output o of \p layer, which has weights and a scale, stand for sum / 2^m, m the o-th.
[[nodiscard]] std::vector<int> sum_exponents(IntegerLayer const& layer);

} // namespace equivarify::runtime

#endif
