#include "equivarify/runtime/files/atomic_file.hpp"

#include "equivarify/runtime/files/part_file.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view action, fs::path const& path, int code) {
  throw FileError(path, action, code);
}

/// A file descriptor that closes itself.
class Descriptor {
public:
  Descriptor(fs::path const& path, int flags) : value_(::open(path.c_str(), flags)) {
    if (value_ < 0) {
      fail("open", path, errno);
    }
  }

  Descriptor(Descriptor const&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  ~Descriptor() { ::close(value_); }

  [[nodiscard]] int get() const { return value_; }

private:
  int value_;
};

/// Writes \p bytes to \p descriptor, which is or becomes \p path.
void write_all(int descriptor, fs::path const& path, std::span<std::byte const> bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail("write", path, errno);
    }
  }
}

void write_to_disk(PartFile const& part, fs::path const& path, std::span<std::byte const> bytes) {
  write_all(part.descriptor(), path, bytes);
  if (::fsync(part.descriptor()) != 0) {
    fail("write", path, errno);
  }
}

/// Forces a rename to the disk; some file systems cannot, which is no reason to fail.
void sync_folder(fs::path const& path) {
  fs::path const folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  Descriptor const descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  static_cast<void>(::fsync(descriptor.get()));
}

/// Whether \p path is a device, a pipe or the like, which a renamed file must not replace.
bool is_special(fs::path const& path) {
  std::error_code ignored;
  fs::file_status const status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

/// The size of the open file, which by now may not be the one that \p path leads to.
std::size_t size_of(Descriptor const& file, fs::path const& path, std::size_t limit) {
  struct stat status {};

  if (::fstat(file.get(), &status) != 0) {
    fail("read", path, errno);
  }
  if (!S_ISREG(status.st_mode)) {
    throw DataError(text(path.string(),
                         S_ISDIR(status.st_mode) ? ": is a folder" : ": is a device or a pipe",
                         ", expected a file"));
  }
  auto const size = static_cast<std::size_t>(status.st_size);
  if (size > limit) {
    throw DataError(text(path.string(), ": has ", size, " bytes, expected at most ", limit));
  }
  return size;
}

} // namespace

FileError::FileError(fs::path const& file, std::string_view action, int code)
    : DataError(
          text(file.string(), ": cannot ", action, ": ", std::generic_category().message(code))),
      code_(code) {}

void write_atomically(fs::path const& path, std::span<std::byte const> bytes) {
  if (is_special(path)) {
    write_all(Descriptor(path, O_WRONLY | O_CLOEXEC).get(), path, bytes);
    return;
  }
  std::string_view action = "make a file next to it";
  try {
    PartFile part(path);
    write_to_disk(part, path, bytes);
    action = "replace";
    part.put_in_place();
  } catch (std::system_error const& error) {
    fail(action, path, error.code().value());
  }
  sync_folder(path);
}

void write_atomically(fs::path const& path, std::string_view characters) {
  write_atomically(path, std::as_bytes(std::span(characters)));
}

void require_writable(fs::path const& folder) {
  try {
    PartFile const trial(folder / "trial");
    write_to_disk(trial, folder, std::as_bytes(std::span("trial")));
  } catch (std::system_error const& error) {
    fail("make a file in it", folder, error.code().value());
  }
}

std::vector<std::byte> read_bytes(fs::path const& path, std::size_t limit) {
  Descriptor const file(path, O_RDONLY | O_CLOEXEC);
  std::vector<std::byte> bytes(size_of(file, path, limit));
  std::size_t done = 0;
  while (done < bytes.size()) {
    ssize_t const count = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (count == 0 || errno != EINTR) {
      fail("read", path, count == 0 ? EIO : errno);
    }
  }
  return bytes;
}

std::string read_text(fs::path const& path, std::size_t limit) {
  std::vector<std::byte> const bytes = read_bytes(path, limit);
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

} // namespace equivarify::runtime
