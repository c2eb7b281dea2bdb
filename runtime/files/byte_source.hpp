/// \file
/// Files as streams of bytes, so that a reader need not know whether they are compressed.
#ifndef EQUIVARIFY_RUNTIME_FILES_BYTE_SOURCE_HPP
#define EQUIVARIFY_RUNTIME_FILES_BYTE_SOURCE_HPP

#include "equivarify/runtime/base/range.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// Bytes that come one after the other, and where they come from.
class ByteSource {
public:
  /// \param name what messages call it, such as the path of a file
  explicit ByteSource(std::string name) : name_(std::move(name)) {}

  ByteSource(ByteSource const&) = delete;
  ByteSource(ByteSource&&) = delete;
  ByteSource& operator=(ByteSource const&) = delete;
  ByteSource& operator=(ByteSource&&) = delete;
  virtual ~ByteSource() = default;

  /// What messages call it.
  [[nodiscard]] std::string const& name() const { return name_; }

  /// \throws DataError that names the source and \p reason
  [[noreturn]] void fail(std::string const& reason) const;

  /// Fills \p bytes as far as the source reaches; the number of bytes read.
  ///
  /// \throws DataError when it is damaged.
  virtual std::size_t read(std::span<std::uint8_t> bytes) = 0;

  /// Passes over \p count bytes, as far as the source reaches; their number.
  ///
  /// \throws DataError when it is damaged.
  virtual std::size_t skip(std::size_t count);

  /// Rows of an array: those of its first index in \p rows. The rest of the source must be all
  /// values of the array, which has \p extents, of \p size bytes each, with the last index fastest,
  /// or the first where \p is_fortran. What comes out has the same order. Memory is taken as bytes
  /// arrive, so that a promise that is not kept costs none.
  ///
  /// \throws DataError when there are fewer values or more, or when the rows have more than
  /// `most_bytes`.
  [[nodiscard]] std::vector<std::uint8_t> read_rows(std::span<std::size_t const> extents,
                                                    std::size_t size,
                                                    Range rows,
                                                    bool is_fortran = false);

private:
  std::size_t promised_bytes(std::span<std::size_t const> extents, std::size_t size) const;
  std::size_t read_more(std::vector<std::uint8_t>& bytes, std::size_t count);

  std::string name_;
};

/// The number in the \p size bytes of \p bytes from \p place on, the least significant first.
[[nodiscard]] inline std::uint64_t
little_endian(std::span<std::uint8_t const> bytes, std::size_t place, std::size_t size) {
  std::uint64_t result = 0;
  for (std::size_t i = 0; i < size; ++i) {
    result |= std::uint64_t{bytes[place + i]} << (8 * i);
  }
  return result;
}

/// The bytes of the file \p path; of what gzip wrote, recognised by content, those that it
/// compressed. \p kind says in messages what is expected, such as `an IDX file`.
///
/// \throws DataError when it cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_file(std::filesystem::path const& path,
                                                    std::string const& kind);

} // namespace equivarify::runtime

#endif
