/// \file
/// The bytes of large files, or of parts of them, within bounds.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_READ_FILE_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_READ_FILE_HPP

#include <cstdint>
#include <filesystem>
#include <string>

namespace equivarify::codegen {

/// An ONNX file, or one that it refers to, may be this large, in bytes.
inline constexpr std::uint64_t largest_model = std::uint64_t{1} << 30U;

/// The size of \p file. \throws InputError if there is none or it is larger than \ref largest_model
[[nodiscard]] std::uint64_t size_of_model_file(std::filesystem::path const& file);

/// \p length bytes of \p file from \p offset on, which must be there. \throws InputError
[[nodiscard]] std::string
read_part(std::filesystem::path const& file, std::uint64_t offset, std::uint64_t length);

} // namespace equivarify::codegen

#endif
