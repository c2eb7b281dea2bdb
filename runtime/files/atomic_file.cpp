#include "equivarify/runtime/files/atomic_file.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view action, fs::path const& path, int code) {
  throw DataError(
      text(path.string(), ": cannot ", action, ": ", std::generic_category().message(code)));
}

/// A file descriptor that closes itself.
class Descriptor {
public:
  Descriptor(fs::path const& path, int flags) : value_(::open(path.c_str(), flags, 0644)) {
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

void write_all(Descriptor const& file, fs::path const& path, std::span<std::byte const> bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(file.get(), bytes.data(), bytes.size());
    if (written >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail("write", path, errno);
    }
  }
}

void write_to_disk(fs::path const& path, std::span<std::byte const> bytes) {
  Descriptor const file(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
  write_all(file, path, bytes);
  if (::fsync(file.get()) != 0) {
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

} // namespace

void write_atomically(fs::path const& path, std::span<std::byte const> bytes) {
  if (is_special(path)) {
    write_all(Descriptor(path, O_WRONLY | O_CLOEXEC), path, bytes);
    return;
  }
  fs::path part = path;
  part += ".part";
  try {
    write_to_disk(part, bytes);
    std::error_code error;
    fs::rename(part, path, error);
    if (error) {
      fail("replace", path, error.value());
    }
  } catch (...) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw;
  }
  sync_folder(path);
}

void write_atomically(fs::path const& path, std::string_view characters) {
  write_atomically(path, std::as_bytes(std::span(characters)));
}

void require_writable(fs::path const& folder) {
  fs::path const trial = folder / "trial.part";
  try {
    write_to_disk(trial, std::as_bytes(std::span("trial")));
  } catch (...) {
    std::error_code ignored;
    fs::remove(trial, ignored);
    throw;
  }
  fs::remove(trial);
}

std::vector<std::byte> read_bytes(fs::path const& path, std::size_t limit) {
  if (fs::is_directory(path)) {
    throw DataError(text(path.string(), ": is a folder, expected a file"));
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    fail("open", path, errno);
  }
  std::uintmax_t const size = fs::file_size(path);
  if (size > limit) {
    throw DataError(text(path.string(), ": has ", size, " bytes, expected at most ", limit));
  }
  std::vector<std::byte> bytes(size);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<std::size_t>(stream.gcount()) != bytes.size()) {
    fail("read", path, EIO);
  }
  return bytes;
}

std::string read_text(fs::path const& path) {
  std::vector<std::byte> const bytes = read_bytes(path);
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

} // namespace equivarify::runtime
