#include "equivarify/codegen/audit/spec/node.hpp"

#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::string child(std::string const& pointer, std::string const& key) {
  std::string result = pointer + '/';
  for (char const c : key.substr(0, 80)) {
    result += c == '~' ? "~0" : c == '/' ? "~1" : std::string{c};
  }
  return result;
}

std::string range(std::size_t least, std::size_t most) {
  return least == most ? std::to_string(least)
                       : std::to_string(least) + " to " + std::to_string(most);
}

std::string one_of(std::vector<std::string> const& words) {
  std::string result;
  for (std::string const& word : words) {
    result += (result.empty() ? "one of " : ", ") + word;
  }
  return result;
}

bool contains(std::vector<std::string> const& words, std::string const& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::string Node::found() const {
  if (value.is_array()) {
    return "a list of " + std::to_string(value.size());
  }
  if (value.is_object()) {
    return "an object with " + std::to_string(value.size()) + " keys";
  }
  return value.is_string() ? in_quotes(value.get_ref<std::string const&>()) : value.dump();
}

std::string Node::mismatch(std::string const& expected) const {
  return "at " + (pointer.empty() ? "the whole" : pointer) + ": found " + found() + ", expected " +
         expected;
}

std::string Node::excess(std::string const& what, std::uint64_t bound) const {
  return "too large: at " + (pointer.empty() ? "the whole" : pointer) + ": found " + what +
         ", at most " + std::to_string(bound);
}

void Node::fail(std::string const& expected) const {
  throw Refusal{mismatch(expected)};
}

std::uint64_t Node::integer(std::uint64_t low, std::uint64_t high) const {
  if (!value.is_number_unsigned()) {
    fail("an integer from " + range(low, high));
  }
  auto const number = value.get<std::uint64_t>();
  if (number > high) {
    refuse("integer-high", excess(found(), high));
  }
  if (number < low) {
    refuse("integer-low", mismatch("an integer from " + range(low, high)));
  }
  return number;
}

std::int64_t Node::signed_integer(std::int64_t high) const {
  std::string const expected =
      "an integer from -" + std::to_string(high) + " to " + std::to_string(high);
  if (!value.is_number_integer()) {
    fail(expected);
  }
  bool const fits = value.is_number_unsigned()
                        ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(high)
                        : value.get<std::int64_t>() >= -high;
  if (!fits) {
    refuse("integer-signed", mismatch(expected));
  }
  return value.get<std::int64_t>();
}

double Node::number() const {
  if (!value.is_number()) {
    fail("a number");
  }
  return value.get<double>();
}

bool Node::boolean() const {
  if (!value.is_boolean()) {
    fail("true or false");
  }
  return value.get<bool>();
}

std::string Node::text(std::size_t least, std::size_t most) const {
  if (!value.is_string()) {
    fail("a text");
  }
  auto const& text = value.get_ref<std::string const&>();
  if (text.size() > most) {
    refuse("text-length", excess("a text of " + std::to_string(text.size()) + " bytes", most));
  }
  if (text.size() < least) {
    refuse("text-empty", mismatch("a text that is not empty"));
  }
  return text;
}

std::string Node::choice(std::vector<std::string> const& choices) const {
  if (!value.is_string()) {
    fail(one_of(choices));
  }
  if (!contains(choices, value.get_ref<std::string const&>())) {
    fail(one_of(choices));
  }
  return value.get<std::string>();
}

std::size_t Node::length(std::size_t least, std::size_t most) const {
  if (!value.is_array() || value.size() < least) {
    fail("a list of " + range(least, most));
  }
  if (value.size() > most) {
    refuse("list-long", excess(found(), most));
  }
  return value.size();
}

std::vector<Node> Node::list(std::size_t least, std::size_t most) const {
  std::vector<Node> nodes;
  std::size_t const size = length(least, most);
  for (std::size_t i = 0; i < size; ++i) {
    nodes.push_back(at(i));
  }
  return nodes;
}

std::vector<std::uint32_t> Node::integers(std::uint32_t high) const {
  if (!value.is_array() || value.empty()) {
    fail("a list of integers");
  }
  std::vector<std::uint32_t> result;
  result.reserve(value.size());
  for (json const& entry : value) {
    bool const is_plain = entry.is_number_unsigned() && entry.get<std::uint64_t>() <= high;
    result.push_back(static_cast<std::uint32_t>(
        is_plain ? entry.get<std::uint64_t>()
                 : Node{entry, pointer + '/' + std::to_string(result.size())}.integer(0, high)));
  }
  return result;
}

std::vector<std::pair<std::string, Node>> Node::members(std::size_t least, std::size_t most) const {
  if (!value.is_object() || value.size() < least) {
    fail("an object with " + range(least, most) + " keys");
  }
  if (value.size() > most) {
    refuse("members-many", excess(found(), most));
  }
  std::vector<std::pair<std::string, Node>> result;
  for (auto const& [key, member] : value.items()) {
    result.emplace_back(key, Node{member, child(pointer, key)});
  }
  return result;
}

std::pair<std::string, Node> Node::only(std::vector<std::string> const& keys) const {
  if (!value.is_object() || value.empty() || !contains(keys, value.begin().key())) {
    fail("an object with one key, " + one_of(keys));
  }
  if (value.size() != 1) {
    refuse("one-key", mismatch("an object with one key, " + one_of(keys)));
  }
  return {value.begin().key(), at(value.begin().key())};
}

void Node::expect_keys(std::vector<std::string> const& needed,
                       std::vector<std::string> const& allowed) const {
  if (!value.is_object()) {
    fail("an object with the keys " + one_of(needed));
  }
  for (std::string const& key : needed) {
    if (!value.contains(key)) {
      throw Refusal{"at " + child(pointer, key) + ": found nothing, expected this key"};
    }
  }
  for (auto const& [key, member] : value.items()) {
    if (!contains(needed, key) && !contains(allowed, key)) {
      refuse("key-unknown",
             "at " + child(pointer, key) + ": found the key " + in_quotes(key) +
                 ", which has no meaning here");
    }
  }
}

bool Node::has(char const* key) const {
  return value.contains(key);
}

Node Node::at(std::size_t index) const {
  return {value.at(index), pointer + '/' + std::to_string(index)};
}

Node Node::at(std::string const& key) const {
  return {value.at(key), child(pointer, key)};
}

void expect_same(Node const& found, json const& expected, std::string const& whose) {
  bool const same_kind = found.value.type() == expected.type();
  if (same_kind && expected.is_array() && found.value.size() == expected.size()) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (found.value[i].is_structured() || found.value[i].type() != expected[i].type() ||
          found.value[i] != expected[i]) {
        expect_same({found.value[i], found.pointer + '/' + std::to_string(i)}, expected[i], whose);
      }
    }
    return;
  }
  if (same_kind && expected.is_object()) {
    std::vector<std::string> keys;
    for (auto const& [key, member] : expected.items()) {
      keys.push_back(key);
    }
    found.expect_keys(keys, {});
    for (std::string const& key : keys) {
      expect_same(found.at(key), expected[key], whose);
    }
    return;
  }
  if (!same_kind || found.value != expected) {
    refuse("same", found.mismatch(Node{expected, ""}.found() + ", " + whose));
  }
}

} // namespace equivarify::audit
