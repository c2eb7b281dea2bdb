/// \file
/// The layer `layer_norm` in the operators of ONNX.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_LAYER_NORM_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_LAYER_NORM_HPP

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Adds the nodes of \p step, a layer_norm with \p weights, to \p model, some for each of
/// \p copies, whose values become those of the layer; \p rank is that of the arrays, the batch
/// counted. LayerNormalization came with operator set 17 and knows no sums over the first axis
/// alone, so the operators are those of its definition.
void add_layer_norm(Step const& step,
                    std::size_t rank,
                    ReferenceWeights<float> const& weights,
                    std::vector<std::string>& copies,
                    OnnxModel& model);

} // namespace equivarify::codegen

#endif
