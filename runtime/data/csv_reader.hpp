/// \file
/// Records of CSV files [RFC 4180], one after the other.
#ifndef EQUIVARIFY_RUNTIME_DATA_CSV_READER_HPP
#define EQUIVARIFY_RUNTIME_DATA_CSV_READER_HPP

#include "equivarify/runtime/files/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// Reads a file record by record. Fields are separated by commas; one in quotes may hold commas,
/// line breaks and doubled quotes. Lines end in LF or CRLF. A mark of UTF-8 at the start is passed
/// over. A record has at most 16 MiB.
class CsvReader {
public:
  /// Opens the file \p path, plain or gzip.
  explicit CsvReader(std::filesystem::path const& path);

  /// Reads the next record into \p fields, without blanks around a field that has no quotes; false
  /// at the end of the file.
  ///
  /// \throws DataError naming the line where a quote is missing or misplaced, or a record too long.
  bool next(std::vector<std::string>& fields);

  /// The line on which the last record begins, counted from 1.
  [[nodiscard]] std::size_t line() const { return first_line_; }

  /// \throws DataError that names file, line and \p reason
  [[noreturn]] void fail(std::string const& reason) const;

private:
  int take();
  int peek();
  bool fill();
  std::string quoted_field();
  std::string plain_field();

  std::unique_ptr<ByteSource> source_;
  std::vector<std::uint8_t> buffer_;
  std::size_t place_ = 0;
  std::size_t filled_ = 0;
  std::size_t line_ = 1;
  std::size_t first_line_ = 0;
  std::size_t record_length_ = 0;
};

} // namespace equivarify::runtime

#endif
