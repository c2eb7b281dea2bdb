#include "equivarify/codegen/groups/json_node.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {

namespace {

using Json = nlohmann::json;

std::string pointer_to(std::string const& parent, std::string const& key) {
  return (Json::json_pointer{parent} / key).to_string();
}

} // namespace

JsonNode JsonNode::operator[](std::string const& key) const {
  if (!value.is_object()) {
    fail(fmt::format("an object with the key '{}'", key));
  }
  if (!value.contains(key)) {
    std::vector<std::string> keys;
    for (auto const& [name, unused] : value.items()) {
      keys.push_back(name);
    }
    throw FormProblems{{{.pointer = pointer,
                         .summary = "missing key",
                         .found = keys.empty() ? "an empty object"
                                               : fmt::format("only '{}'", fmt::join(keys, "', '")),
                         .expected = fmt::format("the key '{}'", key)}}};
  }
  return {value[key], pointer_to(pointer, key)};
}

JsonNode JsonNode::operator[](std::size_t index) const {
  return {value[index], fmt::format("{}/{}", pointer, index)};
}

void JsonNode::fail(std::string const& expected) const {
  throw FormProblems{
      {{.pointer = pointer, .summary = "wrong value", .found = excerpt(), .expected = expected}}};
}

void JsonNode::refuse(std::string const& summary, std::string const& sentence) const {
  throw FormProblems{{{.pointer = pointer, .summary = summary, .found = sentence}}};
}

std::string JsonNode::excerpt() const {
  constexpr std::size_t longest = 80;
  if (value.is_array() && value.size() > longest) {
    return fmt::format("a list of {}", value.size());
  }
  std::string const text = value.dump();
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

std::uint32_t JsonNode::number() const {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0xffffffffULL) {
    fail("a number from 0 to 2^32 - 1");
  }
  return value.get<std::uint32_t>();
}

std::int64_t JsonNode::integer() const {
  constexpr std::int64_t bound = std::int64_t{1} << 31;
  bool const fits = value.is_number_unsigned()
                        ? value.get<std::uint64_t>() < std::uint64_t{bound}
                        : value.is_number_integer() && value.get<std::int64_t>() >= -bound;
  if (!fits) {
    fail("an integer from -2^31 to 2^31 - 1");
  }
  return value.get<std::int64_t>();
}

std::string JsonNode::text() const {
  if (!value.is_string()) {
    fail("a text");
  }
  return value.get<std::string>();
}

std::vector<JsonNode> JsonNode::list() const {
  if (!value.is_array()) {
    fail("a list");
  }
  std::vector<JsonNode> nodes;
  nodes.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    nodes.push_back((*this)[i]);
  }
  return nodes;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
  if (!value.is_object()) {
    fail("an object");
  }
  std::vector<std::pair<std::string, JsonNode>> nodes;
  for (auto const& [key, member] : value.items()) {
    nodes.emplace_back(key, JsonNode{member, pointer_to(pointer, key)});
  }
  return nodes;
}

std::pair<std::string, JsonNode> JsonNode::choice(std::string const& what,
                                                  std::vector<std::string> const& choices) const {
  if (!value.is_object() || value.size() != 1) {
    fail(fmt::format("an object with one key, the kind of {}", what));
  }
  std::string const key = value.begin().key();
  if (std::find(choices.begin(), choices.end(), key) == choices.end()) {
    throw FormProblems{{{.pointer = pointer,
                         .summary = "unknown key",
                         .found = fmt::format("there is no kind of {} '{}'", what, key),
                         .nearest = algebra::nearest_name(key, choices)}}};
  }
  return {key, (*this)[key]};
}

std::vector<std::uint32_t> JsonNode::numbers() const {
  if (!value.is_array()) {
    fail("a list of numbers");
  }
  std::vector<std::uint32_t> result;
  result.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    result.push_back((*this)[i].number());
  }
  return result;
}

std::vector<std::vector<std::uint32_t>> JsonNode::rows() const {
  std::vector<std::vector<std::uint32_t>> result;
  for (JsonNode const& node : list()) {
    result.push_back(node.numbers());
  }
  return result;
}

std::vector<std::string> JsonNode::texts() const {
  std::vector<std::string> result;
  for (JsonNode const& node : list()) {
    result.push_back(node.text());
  }
  return result;
}

} // namespace equivarify::codegen
