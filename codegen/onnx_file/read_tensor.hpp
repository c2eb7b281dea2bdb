/// \file
/// Constants in ONNX files.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_READ_TENSOR_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_READ_TENSOR_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"

#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// The tensor in the message of \p reader. Data that stand in another file are read from \p folder
/// and nowhere else.
///
/// \throws InputError for a tensor whose values are not those of its shape, of a type that is not
/// read, or in a file outside the folder.
[[nodiscard]] OnnxTensor read_tensor(ProtobufReader reader, std::filesystem::path const& folder);

/// `float32`, or `type 14` for one that is not read.
[[nodiscard]] std::string to_string(OnnxType type);

} // namespace equivarify::codegen

#endif
