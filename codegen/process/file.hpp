/// \file
/// Files read and written whole.
#ifndef EQUIVARIFY_CODEGEN_PROCESS_FILE_HPP
#define EQUIVARIFY_CODEGEN_PROCESS_FILE_HPP

#include <filesystem>
#include <string>
#include <string_view>

namespace equivarify::codegen {

/// Writes \p content next to \p file and renames it into place, so that nobody sees half of it,
/// whoever else writes it at the same time (runtime::write_atomically). If that fails nothing is
/// left.
///
/// \throws InputError with the system's reason.
void write_file(std::filesystem::path const& file, std::string_view content);

/// The bytes of \p file; none if it cannot be read.
[[nodiscard]] std::string read_bytes(std::filesystem::path const& file);

} // namespace equivarify::codegen

#endif
