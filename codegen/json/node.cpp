#include "equivarify/codegen/json/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace equivarify::codegen {
namespace {

bool is_number_to(nlohmann::json const& value, std::uint64_t most) {
  bool const is_negative =
      !value.is_number_unsigned() && value.is_number_integer() && value.get<std::int64_t>() < 0;
  return value.is_number_integer() && !is_negative && value.get<std::uint64_t>() <= most;
}

std::string range_text(std::uint32_t least, std::uint32_t most) {
  return most == 0xffffffffU && least == 0 ? "a whole number from 0 to 2^32 - 1"
                                           : fmt::format("an integer from {} to {}", least, most);
}

} // namespace

bool JsonNode::has(std::string const& key) const {
  auto const member = find(key);
  return member && !member->value.is_null();
}

std::optional<JsonNode> JsonNode::find(std::string const& key) const {
  if (!value.is_object() || !value.contains(key)) {
    return std::nullopt;
  }
  return JsonNode{value[key], child(pointer, key)};
}

JsonNode JsonNode::operator[](std::string const& key) const {
  if (!value.is_object()) {
    fail("wrong type", "an object with the key " + in_quotes(key));
  }
  if (!value.contains(key)) {
    fail_without({key});
  }
  return {value[key], child(pointer, key)};
}

JsonNode JsonNode::operator[](std::size_t index) const {
  return {value[index], child(pointer, index)};
}

void JsonNode::require_keys(Keys const& keys) const {
  if (!value.is_object()) {
    fail("wrong type",
         keys.required.empty() ? "an object" : "an object with " + in_a_row(keys.required));
  }
  std::vector<std::string> known = keys.required;
  known.insert(known.end(), keys.optional.begin(), keys.optional.end());
  Problems problems;
  for (auto const& [key, unused] : value.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      problems.add_at_key({.pointer = child(pointer, key),
                           .summary = "unknown key",
                           .found = in_quotes(key),
                           .expected = one_of(known),
                           .nearest = suggestion(key, known)});
    }
  }
  std::vector<std::string> missing = keys.required;
  std::erase_if(missing, [this](std::string const& key) { return value.contains(key); });
  if (!missing.empty()) {
    problems.attempt([&] { fail_without(missing); });
  }
  problems.require_none();
}

void JsonNode::fail_without(std::vector<std::string> const& keys) const {
  bool const is_one = keys.size() == 1;
  fail(is_one ? "missing key" : "missing keys",
       fmt::format("an object with the key{} {}", is_one ? "" : "s", in_a_row(keys)));
}

void JsonNode::fail(std::string const& expected) const {
  fail("wrong value", expected);
}

void JsonNode::fail(std::string const& summary,
                    std::string const& expected,
                    std::string const& nearest) const {
  throw InputError{{.pointer = pointer,
                    .summary = summary,
                    .found = found_text(value),
                    .expected = expected,
                    .nearest = nearest}};
}

void JsonNode::refuse(std::string const& summary, std::string const& sentence) const {
  throw InputError{{.pointer = pointer, .summary = summary, .found = sentence}};
}

std::uint32_t JsonNode::number(std::uint32_t least, std::uint32_t most) const {
  if (!is_number_to(value, most) || value.get<std::uint64_t>() < least) {
    fail("wrong number", range_text(least, most));
  }
  return value.get<std::uint32_t>();
}

std::uint64_t JsonNode::count() const {
  if (!is_number_to(value, std::numeric_limits<std::uint64_t>::max())) {
    fail("wrong number", "a whole number from 0 to 2^64 - 1");
  }
  return value.get<std::uint64_t>();
}

std::int64_t JsonNode::integer() const {
  constexpr std::int64_t bound = std::int64_t{1} << 31;
  bool const fits = value.is_number_unsigned()
                        ? is_number_to(value, bound - 1)
                        : value.is_number_integer() && value.get<std::int64_t>() >= -bound &&
                              value.get<std::int64_t>() < bound;
  if (!fits) {
    fail("wrong number", "an integer from -2^31 to 2^31 - 1");
  }
  return value.get<std::int64_t>();
}

double JsonNode::real() const {
  if (!value.is_number()) {
    fail("wrong type", "a number");
  }
  return value.get<double>();
}

bool JsonNode::truth() const {
  if (!value.is_boolean()) {
    fail("wrong type", "true or false");
  }
  return value.get<bool>();
}

std::string JsonNode::text() const {
  if (!value.is_string()) {
    fail("wrong type", "a string");
  }
  return value.get<std::string>();
}

std::vector<JsonNode> JsonNode::list() const {
  if (!value.is_array()) {
    fail("wrong type", "a list");
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
    fail("wrong type", "an object");
  }
  std::vector<std::pair<std::string, JsonNode>> nodes;
  for (auto const& [key, member] : value.items()) {
    nodes.emplace_back(key, JsonNode{member, child(pointer, key)});
  }
  return nodes;
}

std::pair<std::string, JsonNode> JsonNode::choice(std::string const& what,
                                                  std::vector<std::string> const& choices) const {
  if (!value.is_object() || value.size() != 1) {
    fail(fmt::format("an object with one key, the kind of {}", what));
  }
  std::string const key = value.begin().key();
  require_keys({.optional = choices});
  return {key, (*this)[key]};
}

std::vector<std::uint32_t> JsonNode::numbers(std::uint32_t most) const {
  if (!value.is_array()) {
    fail("wrong type", "a list of numbers");
  }
  std::vector<std::uint32_t> result;
  result.reserve(value.size());
  for (nlohmann::json const& entry : value) {
    result.push_back(is_number_to(entry, most) ? entry.get<std::uint32_t>()
                                               : (*this)[result.size()].number(0, most));
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
