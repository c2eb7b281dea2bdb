/// \file
/// Data in safetensors files: one tensor for each field.
#ifndef EQUIVARIFY_RUNTIME_DATA_TENSOR_DATA_HPP
#define EQUIVARIFY_RUNTIME_DATA_TENSOR_DATA_HPP

#include "equivarify/runtime/data/array_archive.hpp"

#include <filesystem>
#include <memory>

namespace equivarify::runtime {

/// The tensors of the file \p path, of any type of numbers. Only those that are asked for are read.
///
/// \throws DataError when its header is not as the format has it.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_tensor_data(std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
