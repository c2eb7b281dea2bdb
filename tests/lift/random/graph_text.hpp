/// \file
/// A graph as text, to be read where a property fails.
#ifndef EQUIVARIFY_TESTS_LIFT_RANDOM_GRAPH_TEXT_HPP
#define EQUIVARIFY_TESTS_LIFT_RANDOM_GRAPH_TEXT_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <string>

namespace equivarify::testing {

/// A line for each input and each node, with its constants: floats by their shapes, whole numbers
/// as they are.
[[nodiscard]] std::string graph_text(codegen::OnnxModel const& model);

} // namespace equivarify::testing

#endif
