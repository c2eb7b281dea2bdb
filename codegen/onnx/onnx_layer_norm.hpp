/// \file
/// The layer `layer_norm` in the operators of ONNX.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_LAYER_NORM_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_LAYER_NORM_HPP

#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A layer_norm with its weights.
struct OnnxLayerNorm {
  std::string name;
  LayerNorm norm;
  std::size_t rank; ///< of the arrays, the batch counted
  std::vector<float> weight;
  std::vector<float> bias;
};

/// Adds the nodes of \p layer to \p model, some for each of \p copies, whose values become those of
/// the layer. LayerNormalization came with operator set 17 and knows no sums over the first axis
/// alone, so the operators are those of its definition.
void add_layer_norm(OnnxLayerNorm const& layer, std::vector<std::string>& copies, OnnxModel& model);

} // namespace equivarify::codegen

#endif
