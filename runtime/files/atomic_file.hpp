/// \file
/// Files that are there whole or not at all.
#ifndef EQUIVARIFY_RUNTIME_FILES_ATOMIC_FILE_HPP
#define EQUIVARIFY_RUNTIME_FILES_ATOMIC_FILE_HPP

#include "equivarify/runtime/files/error.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

/// What the system refuses to do with a file.
class FileError : public DataError {
public:
  /// \p file cannot be subjected to \p action, such as `open`, for the reason \p code, an errno.
  FileError(std::filesystem::path const& file, std::string_view action, int code);

  /// The reason.
  [[nodiscard]] int code() const { return code_; }

private:
  int code_;
};

/// Makes \p path hold exactly \p bytes: written next to it (PartFile), forced to the disk and
/// renamed, so that whoever opens \p path, even after a crash, finds the old contents or the new.
/// Of several that write it at the same time, one comes last. A device or a pipe, such as
/// /dev/null, is written to as it is.
///
/// \throws FileError; nothing half-written is left.
void write_atomically(std::filesystem::path const& path, std::span<std::byte const> bytes);

/// The same for text.
void write_atomically(std::filesystem::path const& path, std::string_view characters);

/// The most bytes that are read from one file, or made of its compressed contents.
inline constexpr std::size_t most_bytes = std::size_t{1} << 30U;

/// The contents of the file \p path, which must have at most \p limit bytes; none is read, and no
/// memory taken, where it has more.
///
/// \throws DataError naming the file and the reason.
[[nodiscard]] std::vector<std::byte> read_bytes(std::filesystem::path const& path,
                                                std::size_t limit = most_bytes);

/// The same as text.
[[nodiscard]] std::string read_text(std::filesystem::path const& path,
                                    std::size_t limit = most_bytes);

/// Checks that files can be made in \p folder, by making one that is removed again.
///
/// \throws FileError that names the folder.
void require_writable(std::filesystem::path const& folder);

} // namespace equivarify::runtime

#endif
