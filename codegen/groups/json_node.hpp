/// \file
/// A JSON value with its place, for errors that name it.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_JSON_NODE_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_JSON_NODE_HPP

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// A JSON value and where it stands.
struct JsonNode {
  nlohmann::json const& value;
  std::string pointer;

  /// The member \p key. \throws algebra::AlgebraError if there is none; so do the others for values
  /// of another type.
  [[nodiscard]] JsonNode operator[](std::string const& key) const {
    if (!value.is_object() || !value.contains(key)) {
      fail(fmt::format("an object with the key '{}'", key));
    }
    return {value[key], fmt::format("{}/{}", pointer, key)};
  }

  /// The entry at \p index of a list that has one.
  [[nodiscard]] JsonNode operator[](std::size_t index) const {
    return {value[index], fmt::format("{}/{}", pointer, index)};
  }

  /// Throws what was expected, what was found, and where.
  [[noreturn]] void fail(std::string const& expected) const {
    throw algebra::AlgebraError(
        fmt::format("at '{}': expected {}, found {}", pointer, expected, excerpt()));
  }

  /// The value as JSON text, cut where it is long.
  [[nodiscard]] std::string excerpt() const {
    constexpr std::size_t longest = 80;
    std::string const text = value.dump();
    return text.size() <= longest ? text : text.substr(0, longest) + "...";
  }

  /// The value as a number of 32 bits.
  [[nodiscard]] std::uint32_t number() const {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0xffffffffULL) {
      fail("a number from 0 to 2^32 - 1");
    }
    return value.get<std::uint32_t>();
  }

  /// The value as a text.
  [[nodiscard]] std::string text() const {
    if (!value.is_string()) {
      fail("a text");
    }
    return value.get<std::string>();
  }

  /// The entries of a list.
  [[nodiscard]] std::vector<JsonNode> list() const {
    if (!value.is_array()) {
      fail("a list");
    }
    std::vector<JsonNode> nodes;
    for (std::size_t i = 0; i < value.size(); ++i) {
      nodes.push_back((*this)[i]);
    }
    return nodes;
  }

  /// The members of an object, by name.
  [[nodiscard]] std::vector<std::pair<std::string, JsonNode>> members() const {
    if (!value.is_object()) {
      fail("an object");
    }
    std::vector<std::pair<std::string, JsonNode>> nodes;
    for (auto const& [key, member] : value.items()) {
      nodes.emplace_back(key, JsonNode{member, fmt::format("{}/{}", pointer, key)});
    }
    return nodes;
  }

  /// A list of numbers.
  [[nodiscard]] std::vector<std::uint32_t> numbers() const {
    std::vector<std::uint32_t> result;
    for (JsonNode const& node : list()) {
      result.push_back(node.number());
    }
    return result;
  }

  /// A list of lists of numbers.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> rows() const {
    std::vector<std::vector<std::uint32_t>> result;
    for (JsonNode const& node : list()) {
      result.push_back(node.numbers());
    }
    return result;
  }

  /// A list of texts.
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> result;
    for (JsonNode const& node : list()) {
      result.push_back(node.text());
    }
    return result;
  }
};

} // namespace equivarify::codegen

#endif
