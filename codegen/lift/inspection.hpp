/// \file
/// What is in an ONNX file, for people.
#ifndef EQUIVARIFY_CODEGEN_LIFT_INSPECTION_HPP
#define EQUIVARIFY_CODEGEN_LIFT_INSPECTION_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <string>

namespace equivarify::codegen {

/// Inputs and outputs of \p model, every node with the shape that it gives for a batch of one or
/// the reason why it has no form in a spec, how often each operator occurs, and the number of
/// parameters. Never refuses a model for its operators.
[[nodiscard]] std::string inspection_text(OnnxModel const& model, std::string const& path);

} // namespace equivarify::codegen

#endif
