/// \file
/// Files that are there whole or not at all.
#ifndef EQUIVARIFY_RUNTIME_ATOMIC_FILE_HPP
#define EQUIVARIFY_RUNTIME_ATOMIC_FILE_HPP

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

/// Makes \p path hold exactly \p bytes: written beside as `PATH.part`, forced to the disk and
/// renamed, so that whoever opens \p path, even after a crash, finds the old contents or the new.
///
/// \throws DataError naming the file and the reason; nothing half-written is left.
void write_atomically(std::filesystem::path const& path, std::span<std::byte const> bytes);

/// The same for text.
void write_atomically(std::filesystem::path const& path, std::string_view characters);

/// The contents of the file \p path.
///
/// \throws DataError naming the file and the reason.
[[nodiscard]] std::vector<std::byte> read_bytes(std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
