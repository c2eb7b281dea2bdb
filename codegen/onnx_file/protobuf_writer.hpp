/// \file
/// Protocol buffers' wire format, as far as ONNX files need it.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_PROTOBUF_WRITER_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_PROTOBUF_WRITER_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace equivarify::codegen {

/// The fields of one message, in the order in which they are added
/// (https://protobuf.dev/programming-guides/encoding).
class ProtobufWriter {
public:
  /// Adds an integer, as the types int32, int64 and enum have it.
  void add(std::uint32_t field, std::int64_t value);

  /// Adds text, bytes, or an embedded message in its encoded form.
  void add(std::uint32_t field, std::string_view value);

  /// Adds a number of the type float.
  void add_float(std::uint32_t field, float value);

  /// What was added, encoded; nothing is left.
  [[nodiscard]] std::string take();

private:
  void add_varint(std::uint64_t value);

  std::string bytes_;
};

} // namespace equivarify::codegen

#endif
