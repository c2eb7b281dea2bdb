/// \file
/// Files as streams of bytes, so that a reader need not know whether they are compressed.
#ifndef EQUIVARIFY_RUNTIME_BYTE_SOURCE_HPP
#define EQUIVARIFY_RUNTIME_BYTE_SOURCE_HPP

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

  /// The rest of the source, which must be the values of an array with \p extents, of \p size bytes
  /// each. Memory is taken as bytes arrive, so that a promise that is not kept costs none.
  ///
  /// \throws DataError when there are fewer or more, or when they are more than `most_bytes`.
  [[nodiscard]] std::vector<std::uint8_t> read_values(std::span<std::size_t const> extents,
                                                      std::size_t size);

private:
  std::string name_;
};

/// The bytes of the file \p path; of what gzip wrote, recognised by content, those that it
/// compressed. \p kind says in messages what is expected, such as `an IDX file`.
///
/// \throws DataError when it cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_file(std::filesystem::path const& path,
                                                    std::string const& kind);

} // namespace equivarify::runtime

#endif
