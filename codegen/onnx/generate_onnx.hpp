/// \file
/// From a network and its weights to an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_GENERATE_ONNX_HPP
#define EQUIVARIFY_CODEGEN_ONNX_GENERATE_ONNX_HPP

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/reference/weights.hpp"

namespace equivarify::codegen {

/// NAME.onnx, and the multiply-adds that an engine makes of it: those of the definition.
///
/// \throws InputError as `lower` does.
[[nodiscard]] Generation generate_onnx(Network const& network,
                                       ReferenceWeights<float> const& weights);

/// The same of \p network with integers for weights, which every engine computes alike.
///
/// \throws GenerateError as to_integer_onnx() does.
[[nodiscard]] Generation generate_integer_onnx(Network const& network, IntegerFile const& file);

} // namespace equivarify::codegen

#endif
