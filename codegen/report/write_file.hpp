/// \file
/// Writing a file so that nobody ever sees half of it.
#ifndef EQUIVARIFY_CODEGEN_REPORT_WRITE_FILE_HPP
#define EQUIVARIFY_CODEGEN_REPORT_WRITE_FILE_HPP

#include <filesystem>
#include <string_view>

namespace equivarify::codegen {

/// Writes \p content beside \p file and renames it into place.
///
/// \throws InputError with the reason when it cannot be written; nothing is left beside then.
void write_file(std::filesystem::path const& file, std::string_view content);

} // namespace equivarify::codegen

#endif
