#include "equivarify/codegen/onnx/protobuf_writer.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

// The two of the format's wire types that are written here.
constexpr std::uint32_t varint = 0;
constexpr std::uint32_t length_delimited = 2;

constexpr std::uint64_t key(std::uint32_t field, std::uint32_t wire_type) {
  return std::uint64_t{field} << 3U | wire_type;
}

} // namespace

void ProtobufWriter::add(std::uint32_t field, std::int64_t value) {
  add_varint(key(field, varint));
  add_varint(static_cast<std::uint64_t>(value));
}

void ProtobufWriter::add(std::uint32_t field, std::string_view value) {
  add_varint(key(field, length_delimited));
  add_varint(value.size());
  bytes_ += value;
}

std::string ProtobufWriter::take() {
  return std::exchange(bytes_, {});
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
void ProtobufWriter::add_varint(std::uint64_t value) {
  for (; value >= 0x80U; value >>= 7U) {
    bytes_ += static_cast<char>(0x80U | (value & 0x7fU));
  }
  bytes_ += static_cast<char>(value);
}

} // namespace equivarify::codegen
