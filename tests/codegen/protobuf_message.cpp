#include "codegen/protobuf_message.hpp"

#include <stdexcept>

namespace equivarify::testing {
namespace {

std::uint64_t read_varint(std::string_view& rest) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !rest.empty(); shift += 7) {
    auto const byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80U) {
      return value;
    }
  }
  throw std::runtime_error("a number does not end");
}

} // namespace

std::vector<std::string> Message::texts(std::uint64_t field) const {
  auto const& all = bytes.at(field);
  return {all.begin(), all.end()};
}

std::vector<Message> Message::messages(std::uint64_t field) const {
  std::vector<Message> result;
  for (std::string_view const encoded : bytes.at(field)) {
    result.push_back(parse_message(encoded));
  }
  return result;
}

Message parse_message(std::string_view encoded) {
  Message message;
  std::string_view rest = encoded;
  while (!rest.empty()) {
    std::uint64_t const key = read_varint(rest);
    if ((key & 7U) == 0) {
      message.numbers[key >> 3U].push_back(static_cast<std::int64_t>(read_varint(rest)));
      continue;
    }
    bool const is_short = (key & 7U) == 5; // four bytes without a length
    std::uint64_t const length = is_short ? 4 : read_varint(rest);
    if ((!is_short && (key & 7U) != 2) || length > rest.size()) {
      throw std::runtime_error("no protocol buffer");
    }
    message.bytes[key >> 3U].push_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return message;
}

} // namespace equivarify::testing
