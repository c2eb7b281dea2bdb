/// \file
/// One process that works in a folder.
#ifndef EQUIVARIFY_RUNTIME_FILES_FOLDER_LOCK_HPP
#define EQUIVARIFY_RUNTIME_FILES_FOLDER_LOCK_HPP

#include <filesystem>

namespace equivarify::runtime {

/// While this exists no other process can hold a lock on the same folder; the system gives it back
/// when a process dies, however that happens.
class FolderLock {
public:
  /// \throws DataError when another process holds it.
  explicit FolderLock(std::filesystem::path const& folder);

  FolderLock(FolderLock const&) = delete;
  FolderLock(FolderLock&&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

private:
  int descriptor_;
};

} // namespace equivarify::runtime

#endif
