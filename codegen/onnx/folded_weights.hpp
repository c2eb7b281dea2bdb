/// \file
/// The weights of a linear step, with the batch_norm that is part of it.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FOLDED_WEIGHTS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FOLDED_WEIGHTS_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <vector>

namespace equivarify::codegen {

/// The weights of the linear \p step in the order of weight files, scaled output by output where a
/// batch_norm is part of it.
[[nodiscard]] std::vector<float> folded_weight(Step const& step,
                                               ReferenceWeights<float> const& weights);

/// Its biases, likewise; none if there are none.
[[nodiscard]] std::vector<float> folded_bias(Step const& step,
                                             ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
