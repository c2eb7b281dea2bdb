/// \file
/// Any bytes as a file, for readers of the runtime that want a path.
#ifndef EQUIVARIFY_TESTS_FUZZ_MEMORY_FILE_HPP
#define EQUIVARIFY_TESTS_FUZZ_MEMORY_FILE_HPP

#include "equivarify/runtime/files/error.hpp"

#include <cstddef>
#include <span>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace equivarify::fuzz {

/// A file in memory, for readers that want a path.
class MemoryFile {
public:
  explicit MemoryFile(std::span<std::byte const> bytes)
      : descriptor_(::memfd_create("fuzzed", MFD_CLOEXEC)) {
    while (!bytes.empty()) {
      ssize_t const count = ::write(descriptor_, bytes.data(), bytes.size());
      bytes = bytes.subspan(count > 0 ? static_cast<std::size_t>(count) : bytes.size());
    }
  }

  MemoryFile(MemoryFile const&) = delete;
  MemoryFile(MemoryFile&&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;

  ~MemoryFile() { ::close(descriptor_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
  int descriptor_;
};

/// Calls \p read with the path of a file that holds \p bytes.
template <typename Read>
void read_file(std::span<std::byte const> bytes, Read const& read) {
  MemoryFile const file(bytes);
  try {
    read(file.path());
  } catch (runtime::DataError const&) { // refused
  }
}

inline std::span<std::byte const> as_bytes(std::string const& bytes) {
  return std::as_bytes(std::span(bytes));
}

} // namespace equivarify::fuzz

#endif
