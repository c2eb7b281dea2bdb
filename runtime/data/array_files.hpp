/// \file
/// Files of one array, and .npz files.
#ifndef EQUIVARIFY_RUNTIME_DATA_ARRAY_FILES_HPP
#define EQUIVARIFY_RUNTIME_DATA_ARRAY_FILES_HPP

#include "equivarify/runtime/data/array_archive.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace equivarify::runtime {

/// The array in the IDX or .npy file \p path, told by its contents, as that of the field \p name.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_array_file(std::filesystem::path const& path,
                                                            std::string name);

/// The arrays in the .npz file \p path, in which the array of a field is the member `FIELD.npy`.
///
/// \throws DataError when it is no zip archive; see read_zip_directory.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_npz(std::filesystem::path const& path);

} // namespace equivarify::runtime

#endif
