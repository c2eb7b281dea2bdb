/// \file
/// A folder that goes away with its owner.
#ifndef EQUIVARIFY_CODEGEN_PROCESS_TEMPORARY_FOLDER_HPP
#define EQUIVARIFY_CODEGEN_PROCESS_TEMPORARY_FOLDER_HPP

#include <filesystem>

namespace equivarify::codegen {

/// A new folder that no other user can look into; it goes away with this object.
class TemporaryFolder {
public:
  /// Makes it where the environment variable TMPDIR says, or in the system's place.
  ///
  /// \throws ProcessError naming the place where no folder can be made.
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace equivarify::codegen

#endif
