/// \file
/// A program of Node that checks a file in ONNX Runtime.
#ifndef EQUIVARIFY_CODEGEN_ONNX_EMIT_ONNX_CHECK_HPP
#define EQUIVARIFY_CODEGEN_ONNX_EMIT_ONNX_CHECK_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>
#include <string_view>

namespace equivarify::codegen {

/// What every such program does: check.js.
[[nodiscard]] std::string_view onnx_check_program();

/// NAME_check.js: it runs NAME.onnx on the inputs of vector_files(), prints the largest difference
/// from the outputs there and how many numbers of f(g x) and g f(x) differ in their bits, for every
/// g, and ends with 0 if all is well: numbers may differ by \p rounding, bits may not.
[[nodiscard]] std::string emit_onnx_check(Network const& network, float rounding);

} // namespace equivarify::codegen

#endif
