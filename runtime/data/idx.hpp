/// \file
/// IDX files, the format of MNIST and its relatives; plain or compressed by gzip.
#ifndef EQUIVARIFY_RUNTIME_DATA_IDX_HPP
#define EQUIVARIFY_RUNTIME_DATA_IDX_HPP

#include "equivarify/runtime/data/array_archive.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

/// The rows \p choice of the array in the file \p path. A file starts with two zero bytes, the type
/// (8: unsigned bytes, 9: signed ones, 11 and 12: whole numbers of 16 and 32 bits, 13 and 14:
/// floating-point numbers of 32 and 64 bits), the number of extents, and each extent in 4 bytes.
/// All have the most significant byte first.
///
/// \throws DataError naming the file, what was found and what was expected; so also where the
/// rows have more than 1 GiB, before memory is taken.
[[nodiscard]] NumberArray read_idx(std::filesystem::path const& path, RowChoice const& choice = {});

/// The files called \p name, such as `train-images-idx3-ubyte`, in \p folder: plain, with `.gz`,
/// with `.idx` in place of `-idx`, or in a folder of that name.
[[nodiscard]] std::vector<std::filesystem::path> find_idx(std::filesystem::path const& folder,
                                                          std::string_view name);

} // namespace equivarify::runtime

#endif
