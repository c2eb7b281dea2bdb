/// \file
/// A file on its way to become another one.
#ifndef EQUIVARIFY_RUNTIME_FILES_PART_FILE_HPP
#define EQUIVARIFY_RUNTIME_FILES_PART_FILE_HPP

#include <filesystem>

namespace equivarify::runtime {

/// An empty file `FILE.PROCESS-NUMBER.part` next to FILE, of this writer alone: whoever else writes
/// FILE at the same time, thread or process, has one of another name. It is gone with this object
/// unless it became FILE.
///
/// Its writer holds a lock on it, which the system gives back when the writer dies, however that
/// happens. The next writer of FILE so knows what no one will finish, and removes it. Where the
/// file system has no locks, nothing is removed.
class PartFile {
public:
  /// For \p file. Cost: lists its folder.
  ///
  /// \throws std::system_error with the system's reason.
  explicit PartFile(std::filesystem::path const& file);

  PartFile(PartFile const&) = delete;
  PartFile(PartFile&&) = delete;
  PartFile& operator=(PartFile const&) = delete;
  PartFile& operator=(PartFile&&) = delete;
  ~PartFile();

  /// Where to write.
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// Renames this to FILE, whatever that was.
  ///
  /// \throws std::system_error with the system's reason.
  void put_in_place();

private:
  std::filesystem::path file_;
  std::filesystem::path part_;
  int descriptor_ = -1;
};

} // namespace equivarify::runtime

#endif
