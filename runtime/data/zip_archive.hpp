/// \file
/// Zip archives: what NumPy makes .npz files of.
#ifndef EQUIVARIFY_RUNTIME_DATA_ZIP_ARCHIVE_HPP
#define EQUIVARIFY_RUNTIME_DATA_ZIP_ARCHIVE_HPP

#include "equivarify/runtime/files/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// One file in an archive, as the archive's directory describes it.
struct ZipMember {
  std::string name;
  bool is_deflated = false; ///< otherwise stored as it is
  std::uint32_t checksum = 0;
  std::uint64_t stored_size = 0;
  std::uint64_t size = 0;   ///< once unpacked
  std::uint64_t header = 0; ///< where its own header begins
};

/// The members of the archive \p path, in its own order, as its directory says [PKWARE,
/// "APPNOTE.TXT: .ZIP file format specification"], also in the form for large files (zip64).
///
/// \throws DataError when it is no archive, is damaged, has several parts, has a member twice, has
/// one that is encrypted or packed by another method than these, or a directory of more than 16
/// MiB.
[[nodiscard]] std::vector<ZipMember> read_zip_directory(std::filesystem::path const& path);

/// The unpacked bytes of \p member of the archive \p path. Its checksum is compared when the last
/// one is read.
///
/// \throws DataError when the member's own header contradicts the directory; while reading, when
/// it is damaged or has more bytes than the directory says.
[[nodiscard]] std::unique_ptr<ByteSource> open_zip_member(std::filesystem::path const& path,
                                                          ZipMember const& member);

} // namespace equivarify::runtime

#endif
