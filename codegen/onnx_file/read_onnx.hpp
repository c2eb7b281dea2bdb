/// \file
/// ONNX files, read strictly.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_READ_ONNX_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_READ_ONNX_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// The model in the bytes of the file \p path, whose folder holds its external data. Nodes are put
/// in an order in which each uses what stands before it; what a loop or a branch holds is not read.
///
/// \throws InputError with the place of the fault: bytes that are no ONNX, a tensor without its
/// values, a value that is made twice or by nothing, nodes in a circle, a file of more than 1 GiB.
[[nodiscard]] OnnxModel parse_onnx(std::string const& bytes, std::filesystem::path const& path);

/// The model in the file \p path. \throws InputError also if it cannot be read.
[[nodiscard]] OnnxModel read_onnx(std::filesystem::path const& path);

/// Puts the nodes of \p model in order. \throws InputError as parse_onnx()
void put_in_order(OnnxModel& model);

} // namespace equivarify::codegen

#endif
