/// \file
/// Nodes of ONNX files that draw numbers at random.
#ifndef EQUIVARIFY_CODEGEN_LIFT_RANDOM_NODES_HPP
#define EQUIVARIFY_CODEGEN_LIFT_RANDOM_NODES_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// The nodes of ONNX's own operators in the graph of the model \p file, in the graphs that its
/// nodes hold and in its functions, that draw numbers anew in each run, in words; \p model is what
/// was read of the file. A Dropout draws unless it is in inference, as a constant says.
///
/// \throws InputError for bytes that are none, and for graphs nested deeper than 32
[[nodiscard]] std::vector<std::string> random_nodes(std::string_view file, OnnxModel const& model);

} // namespace equivarify::codegen

#endif
