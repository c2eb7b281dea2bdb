#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"

#include <bit>
#include <utility>

namespace equivarify::codegen {
namespace {

// The wire types of the format that are written here.
constexpr std::uint32_t varint = 0;
constexpr std::uint32_t length_delimited = 2;
constexpr std::uint32_t four_bytes = 5;

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

void ProtobufWriter::add_float(std::uint32_t field, float value) {
  add_varint(key(field, four_bytes));
  auto bits = std::bit_cast<std::uint32_t>(value);
  for (int byte = 0; byte < 4; ++byte, bits >>= 8U) { // little-endian whatever the machine
    bytes_ += static_cast<char>(bits & 0xffU);
  }
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
