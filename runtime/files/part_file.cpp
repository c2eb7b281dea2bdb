#include "equivarify/runtime/files/part_file.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".part";

std::atomic<unsigned> files_of_this_process{0}; // NOLINT: one for the process

fs::path next_part(fs::path const& file) {
  fs::path part = file;
  part += text(".", ::getpid(), "-", files_of_this_process++, ending);
  return part;
}

bool is_number(std::string_view digits) {
  return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether \p name is one that next_part() gives to a file called \p file.
bool is_part_of(std::string_view name, std::string_view file) {
  if (name.size() <= file.size() + 1 + ending.size() || name.substr(0, file.size()) != file ||
      name[file.size()] != '.' || name.substr(name.size() - ending.size()) != ending) {
    return false;
  }
  name.remove_prefix(file.size() + 1);
  name.remove_suffix(ending.size());
  std::size_t const dash = std::min(name.find('-'), name.size() - 1);
  return is_number(name.substr(0, dash)) && is_number(name.substr(dash + 1));
}

/// Removes \p part if its writer is gone.
void remove_if_abandoned(fs::path const& part) {
  int const descriptor = ::open(part.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) {
    return;
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
    ::unlink(part.c_str());
  }
  ::close(descriptor);
}

void remove_abandoned_parts(fs::path const& file) {
  std::string const name = file.filename().string();
  std::error_code error; // what cannot be listed or removed stays
  for (fs::directory_iterator entry(file.has_parent_path() ? file.parent_path() : ".", error), end;
       !error && entry != end;
       entry.increment(error)) {
    if (is_part_of(entry->path().filename().string(), name)) {
      remove_if_abandoned(entry->path());
    }
  }
}

/// Takes the lock on the new file \p descriptor; whether no other writer took it for abandoned
/// before that.
bool lock(int descriptor) {
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return false;
  }

  struct stat status {};

  return ::fstat(descriptor, &status) == 0 && status.st_nlink > 0;
}

} // namespace

PartFile::PartFile(fs::path const& file) : file_(file) {
  remove_abandoned_parts(file);
  while (descriptor_ < 0) {
    part_ = next_part(file);
    descriptor_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno != EEXIST) {
      throw std::system_error(errno, std::generic_category());
    }
    if (descriptor_ >= 0 && !lock(descriptor_)) {
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }
}

PartFile::~PartFile() {
  if (!part_.empty()) {
    ::unlink(part_.c_str());
  }
  ::close(descriptor_);
}

void PartFile::put_in_place() {
  fs::rename(part_, file_);
  part_.clear();
}

} // namespace equivarify::runtime
