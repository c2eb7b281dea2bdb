#include "equivarify/runtime/files/folder_lock.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace equivarify::runtime {

FolderLock::FolderLock(std::filesystem::path const& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) {
    throw DataError(text(
        folder.string(), ": cannot open this folder: ", std::generic_category().message(errno)));
  }
  // Some file systems know no locks; then there is none, as without this class.
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(descriptor_);
    throw DataError(text(folder.string(), ": another process is at work in this folder"));
  }
}

FolderLock::~FolderLock() {
  ::close(descriptor_);
}

} // namespace equivarify::runtime
