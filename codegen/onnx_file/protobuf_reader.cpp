#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/text/number_bits.hpp"

#include <fmt/format.h>

#include <bit>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr unsigned bits_of_varint = 64;
constexpr std::uint32_t largest_field = (1U << 29U) - 1;

char const* words_for(WireType type) {
  switch (type) {
  case WireType::varint:
    return "an integer";
  case WireType::eight_bytes:
    return "8 bytes";
  case WireType::length_delimited:
    return "text, bytes or a message";
  case WireType::four_bytes:
    return "4 bytes";
  }
  throw algebra::InternalError{"no such type on the wire"};
}

std::optional<WireType> wire_type(std::uint64_t key) {
  switch (key & 7U) {
  case 0:
    return WireType::varint;
  case 1:
    return WireType::eight_bytes;
  case 2:
    return WireType::length_delimited;
  case 5:
    return WireType::four_bytes;
  default: // the numbers 3, 4, 6 and 7 mean nothing in files of today
    return std::nullopt;
  }
}

} // namespace

ProtobufReader::ProtobufReader(std::string_view file, std::string_view message, std::string place)
    : file_{file}, rest_{message}, place_{std::move(place)} {}

void ProtobufReader::fail(std::string summary, std::string found, std::string expected) const {
  std::string at = place_;
  if (!rest_.empty() || !file_.empty()) {
    at += fmt::format(", byte {}", rest_.data() - file_.data());
  }
  throw InputError{{.pointer = std::move(at),
                    .summary = std::move(summary),
                    .found = std::move(found),
                    .expected = std::move(expected)}};
}

std::uint64_t ProtobufReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < bits_of_varint; shift += 7) {
    if (rest_.empty()) {
      fail("is cut off", "the end", "the rest of an integer");
    }
    auto const byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80U) {
      return value;
    }
  }
  fail("an integer without an end", "more than 10 bytes", "at most 10");
}

std::string_view ProtobufReader::take(std::uint64_t length, char const* what) {
  if (length > rest_.size()) {
    fail("is cut off",
         fmt::format("{} bytes until its end", rest_.size()),
         fmt::format("{} of {} bytes", what, length));
  }
  std::string_view const bytes = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return bytes;
}

std::optional<WireField> ProtobufReader::next() {
  if (rest_.empty()) {
    return std::nullopt;
  }
  std::string_view const begin = rest_;
  std::uint64_t const key = varint();
  std::optional<WireType> const type = wire_type(key);
  if (!type || key >> 3U == 0 || key >> 3U > largest_field) {
    fail("is no protocol buffer, and so no ONNX file",
         fmt::format("the key {} of a field", key),
         fmt::format("a field from 1 to {} of the type 0, 1, 2 or 5", largest_field));
  }
  WireField field{.number = static_cast<std::uint32_t>(key >> 3U), .type = *type};
  switch (*type) {
  case WireType::varint:
    field.value = varint();
    break;
  case WireType::eight_bytes:
    field.value = from_little_endian(take(8, "a number"));
    break;
  case WireType::four_bytes:
    field.value = from_little_endian(take(4, "a number"));
    break;
  case WireType::length_delimited:
    field.bytes = take(varint(), "a field");
    break;
  }
  field.encoded = begin.substr(0, begin.size() - rest_.size());
  return field;
}

void ProtobufReader::expect(WireField const& field, WireType type) const {
  if (field.type != type) {
    fail(fmt::format("field {} has the wrong type", field.number),
         words_for(field.type),
         words_for(type));
  }
}

std::int64_t ProtobufReader::integer(WireField const& field) const {
  expect(field, WireType::varint);
  return static_cast<std::int64_t>(field.value);
}

float ProtobufReader::number(WireField const& field) const {
  expect(field, WireType::four_bytes);
  return std::bit_cast<float>(static_cast<std::uint32_t>(field.value));
}

std::string_view ProtobufReader::bytes(WireField const& field) const {
  expect(field, WireType::length_delimited);
  return field.bytes;
}

std::string ProtobufReader::text(WireField const& field) const {
  return std::string{bytes(field)};
}

ProtobufReader ProtobufReader::message(WireField const& field, std::string const& what) const {
  return {file_, bytes(field), place_.empty() ? what : fmt::format("{}, {}", place_, what)};
}

void ProtobufReader::append(WireField const& field, std::vector<std::int64_t>& numbers) const {
  if (field.type != WireType::length_delimited) {
    numbers.push_back(integer(field));
    return;
  }
  for (ProtobufReader packed{file_, field.bytes, place_}; !packed.rest_.empty();) {
    numbers.push_back(static_cast<std::int64_t>(packed.varint()));
  }
}

void ProtobufReader::append(WireField const& field, std::vector<float>& numbers) const {
  if (field.type != WireType::length_delimited) {
    numbers.push_back(number(field));
    return;
  }
  for (ProtobufReader packed{file_, field.bytes, place_}; !packed.rest_.empty();) {
    auto const bits = static_cast<std::uint32_t>(from_little_endian(packed.take(4, "a number")));
    numbers.push_back(std::bit_cast<float>(bits));
  }
}

void ProtobufReader::append_doubles(WireField const& field, std::vector<float>& numbers) const {
  auto const add = [&](std::uint64_t bits) {
    numbers.push_back(static_cast<float>(std::bit_cast<double>(bits)));
  };
  if (field.type != WireType::length_delimited) {
    expect(field, WireType::eight_bytes);
    add(field.value);
    return;
  }
  for (ProtobufReader packed{file_, field.bytes, place_}; !packed.rest_.empty();) {
    add(from_little_endian(packed.take(8, "a number")));
  }
}

} // namespace equivarify::codegen
