/// \file
/// Folders of data: which file or folder in them holds what.
#ifndef EQUIVARIFY_RUNTIME_DATA_DATA_FOLDER_HPP
#define EQUIVARIFY_RUNTIME_DATA_DATA_FOLDER_HPP

#include "equivarify/runtime/data/array_archive.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What data are for. Their files begin with its name.
enum class Split {
  train,      ///< train-*
  test,       ///< test-*, and t10k-* as MNIST has them
  validation, ///< validation-*
};

/// `train`, `test`, `validation`.
[[nodiscard]] std::string split_name(Split split);

/// The archives of one split in a folder. S being its name, they are `S.npz`, `S.safetensors`,
/// `S.csv` and the folder `S` with pictures for each class; for each field F of the network
/// `S-F.npy` and `S-F.idx`; and the IDX files with the names of MNIST, see find_idx, in which
/// labels are the classes of a network that takes nothing else. Each but the folder may end in .gz
/// too.
class DataFolder {
public:
  /// Looks at the folder \p path for what the network \p description takes.
  ///
  /// \throws DataError when there is no such folder, or when an archive in it is damaged.
  DataFolder(std::filesystem::path path, Split split, Description const& description);

  /// The one archive with the field \p field.
  ///
  /// \throws DataError when there is none, or more than one.
  [[nodiscard]] ArrayArchive const& archive_with(Field const& field) const;

private:
  void open_all(Description const& description);
  void open_idx(Field const& field);

  std::filesystem::path path_;
  Split split_;
  std::string classes_; ///< the field that says one class of each picture; empty: there is none
  std::vector<std::unique_ptr<ArrayArchive>> archives_;
};

/// The archive that is the single file \p path, told by its contents or by its ending; an IDX or
/// .npy file has the field `inputs`, the columns of a .csv file are those of \p fields.
///
/// \throws DataError when it cannot be read.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_archive(std::filesystem::path const& path,
                                                         std::vector<Field> const& fields);

/// The same with the fields of the network \p description.
[[nodiscard]] std::unique_ptr<ArrayArchive> open_archive(std::filesystem::path const& path,
                                                         Description const& description);

} // namespace equivarify::runtime

#endif
