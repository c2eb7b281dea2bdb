/// \file
/// IDX files, the format of MNIST and its relatives; plain or compressed by gzip.
#ifndef EQUIVARIFY_RUNTIME_IDX_HPP
#define EQUIVARIFY_RUNTIME_IDX_HPP

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

/// An array of bytes: `values` holds the product of `extents`, the last index fastest.
struct IdxArray {
  std::vector<std::size_t> extents;
  std::vector<std::uint8_t> values;
};

/// The array in the file \p path. A file starts with two zero bytes, the type (8: bytes), the
/// number of extents, and each extent in 4 bytes, most significant first.
///
/// \throws DataError naming the file, what was found and what was expected; so also where the file
/// promises more than 1 GiB, before memory is taken.
[[nodiscard]] IdxArray read_idx(std::filesystem::path const& path);

/// The file \p name, such as `train-images-idx3-ubyte`, in \p folder: plain or with `.gz`, with
/// `.idx` in place of `-idx`, or in a folder of its own name.
///
/// \throws DataError when there is none, or no such folder.
[[nodiscard]] std::filesystem::path find_idx(std::filesystem::path const& folder,
                                             std::string_view name);

} // namespace equivarify::runtime

#endif
