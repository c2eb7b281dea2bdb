/// \file
/// Protocol buffers' wire format, read strictly: nothing is allocated before its size is known to
/// be there.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_PROTOBUF_READER_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_PROTOBUF_READER_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// The types of the wire that are in use.
enum class WireType : std::uint8_t {
  varint = 0,
  eight_bytes = 1,
  length_delimited = 2,
  four_bytes = 5
};

/// One field of a message.
struct WireField {
  std::uint32_t number = 0;
  WireType type = WireType::varint;
  std::uint64_t value = 0;    ///< of a number
  std::string_view bytes{};   ///< of text, bytes or an embedded message
  std::string_view encoded{}; ///< the field as it stands there, with its key
};

/// A message, field after field (https://protobuf.dev/programming-guides/encoding). All of it
/// throws InputError with the place in the file, in words and by its byte, what was found and
/// expected.
class ProtobufReader {
public:
  /// \p message, part of \p file, which outlives the reader; \p place says what it is.
  ProtobufReader(std::string_view file, std::string_view message, std::string place);

  /// The next field; nothing at the end.
  [[nodiscard]] std::optional<WireField> next();

  /// A number of the types int32, int64, uint64, bool or enum.
  [[nodiscard]] std::int64_t integer(WireField const& field) const;

  /// A number of the type float.
  [[nodiscard]] float number(WireField const& field) const;

  [[nodiscard]] std::string text(WireField const& field) const;

  [[nodiscard]] std::string_view bytes(WireField const& field) const;

  /// The message in \p field, which is \p what of this one.
  [[nodiscard]] ProtobufReader message(WireField const& field, std::string const& what) const;

  /// Appends the numbers of a repeated field, which may be packed.
  void append(WireField const& field, std::vector<std::int64_t>& numbers) const;
  void append(WireField const& field, std::vector<float>& numbers) const;
  /// The same of the type double, rounded to the nearest float.
  void append_doubles(WireField const& field, std::vector<float>& numbers) const;

  /// \throws InputError about this message.
  [[noreturn]] void fail(std::string summary, std::string found, std::string expected) const;

  /// What this message is, in words.
  [[nodiscard]] std::string const& place() const noexcept { return place_; }

  /// Says more exactly what this message is, once its name has been read.
  void set_place(std::string place) { place_ = std::move(place); }

private:
  [[nodiscard]] std::uint64_t varint();
  [[nodiscard]] std::string_view take(std::uint64_t length, char const* what);
  void expect(WireField const& field, WireType type) const;

  std::string_view file_;
  std::string_view rest_;
  std::string place_;
};

} // namespace equivarify::codegen

#endif
