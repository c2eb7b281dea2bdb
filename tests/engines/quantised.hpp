/// \file
/// A network of integers as a quantised model of ONNX, for engines that have operators of their own
/// for those.
#ifndef EQUIVARIFY_TESTS_ENGINES_QUANTISED_HPP
#define EQUIVARIFY_TESTS_ENGINES_QUANTISED_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/reference/integer_evaluator.hpp"
#include "equivarify/codegen/spec/network.hpp"

namespace equivarify::testing {

/// \p network, a chain of layers, in the form that ONNX Runtime is fastest at, its copies along the
/// channels: QuantizeLinear and DequantizeLinear stand around every layer, with the weights and
/// scales of \p integers. Activations are bytes without sign, cut off where their layer says.
/// Halves go to the even neighbour, so that a byte can be another by 1.
[[nodiscard]] codegen::OnnxModel
to_quantised_onnx(codegen::Network const& network,
                  codegen::IntegerTensorsOfNetwork const& integers);

} // namespace equivarify::testing

#endif
