/// \file
/// Folders of pictures, one for each class.
#ifndef EQUIVARIFY_RUNTIME_DATA_PICTURE_FOLDER_HPP
#define EQUIVARIFY_RUNTIME_DATA_PICTURE_FOLDER_HPP

#include "equivarify/runtime/data/array_archive.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <filesystem>
#include <memory>

namespace equivarify::runtime {

/// The PNG pictures `CLASS/*.png` in the folder \p path, as `inputs` of the network \p description,
/// and their classes as the field that says one class of each picture. Pictures come in turns: the
/// first of each class, in the order of their names, then the second of each.
///
/// \throws DataError when the network has no such field or more than one, when a folder is no
/// class, or when a class holds something else than PNG pictures. Names that begin with a dot are
/// passed over.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_picture_folder(std::filesystem::path const& path,
                                                                Description const& description);

} // namespace equivarify::runtime

#endif
