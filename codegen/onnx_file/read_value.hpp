/// \file
/// Inputs and outputs in ONNX files.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_READ_VALUE_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_READ_VALUE_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"

namespace equivarify::codegen {

/// The input or output in the message of \p reader. \throws InputError unless it is a tensor
[[nodiscard]] OnnxValue read_value(ProtobufReader reader);

} // namespace equivarify::codegen

#endif
