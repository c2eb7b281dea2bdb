/// \file
/// Protocol buffers without a schema, as far as ONNX files need them.
#ifndef EQUIVARIFY_TESTS_CODEGEN_PROTOBUF_MESSAGE_HPP
#define EQUIVARIFY_TESTS_CODEGEN_PROTOBUF_MESSAGE_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::testing {

/// A protocol buffer message: the values of each field in order, integers apart from bytes; a float
/// is four of them.
struct Message {
  std::map<std::uint64_t, std::vector<std::int64_t>> numbers;
  std::map<std::uint64_t, std::vector<std::string_view>> bytes;

  [[nodiscard]] std::string text(std::uint64_t field, std::size_t index = 0) const {
    return std::string{bytes.at(field).at(index)};
  }

  [[nodiscard]] std::vector<std::string> texts(std::uint64_t field) const;

  /// The messages at \p field.
  [[nodiscard]] std::vector<Message> messages(std::uint64_t field) const;
};

/// The message in \p encoded, which must outlive it.
///
/// \throws std::runtime_error when it is none.
[[nodiscard]] Message parse_message(std::string_view encoded);

} // namespace equivarify::testing

#endif
