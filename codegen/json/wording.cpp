#include "equivarify/codegen/json/wording.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::size_t longest_quote = 60;
constexpr std::size_t longest_name = 100;
constexpr std::size_t most_entries = 16;

/// \p word without what people leave out or write otherwise: `R^2` and `r2` are near.
std::string letters_and_digits(std::string_view word) {
  std::string result;
  for (char const c : word) {
    auto const byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      result += static_cast<char>(std::tolower(byte));
    }
  }
  return result;
}

std::string list_text(nlohmann::json const& list) {
  bool const is_plain = list.size() <= most_entries &&
                        std::none_of(list.begin(), list.end(), [](nlohmann::json const& entry) {
                          return entry.is_structured() || entry.is_string();
                        });
  std::string const text = is_plain ? list.dump() : std::string{};
  if (list.empty()) {
    return "an empty list";
  }
  return is_plain && text.size() <= longest_quote ? text : fmt::format("a list of {}", list.size());
}

} // namespace

std::string child(std::string const& pointer, std::string_view key) {
  std::string result = pointer + '/';
  for (char const c : key) {
    if (c == '~' || c == '/') {
      result += c == '~' ? "~0" : "~1";
    } else {
      result += c;
    }
  }
  return result;
}

std::string child(std::string const& pointer, std::size_t index) {
  return fmt::format("{}/{}", pointer, index);
}

std::string in_quotes(std::string_view word) {
  return fmt::format("\"{}\"", word);
}

std::string in_a_row(std::vector<std::string> const& names) {
  std::string result;
  for (std::string const& name : names) {
    result += (result.empty() ? "" : ", ") + in_quotes(name);
  }
  return result;
}

std::string one_of(std::vector<std::string> const& names) {
  return (names.size() == 1 ? "" : "one of ") + in_a_row(names);
}

std::string suggestion(std::string_view word, std::vector<std::string> const& candidates) {
  if (word.size() > longest_name) {
    return {};
  }
  std::string const bare = letters_and_digits(word);
  std::pair best{std::numeric_limits<std::size_t>::max(), std::size_t{0}};
  std::vector<std::string> nearest;
  for (std::string const& candidate : candidates) {
    std::pair const distance{algebra::edit_distance(bare, letters_and_digits(candidate)),
                             algebra::edit_distance(word, candidate)};
    if (distance < best) {
      best = distance;
      nearest.clear();
    }
    if (distance == best && nearest.size() < 2) {
      nearest.push_back(in_quotes(candidate));
    }
  }
  bool const near =
      best.first < bare.size() && best.first <= std::max<std::size_t>(1, bare.size() / 2);
  return near ? fmt::format("{}", fmt::join(nearest, " or ")) : std::string{};
}

std::vector<std::string> keys_of(nlohmann::json const& object) {
  std::vector<std::string> keys;
  for (auto const& [key, unused] : object.items()) {
    keys.push_back(key);
  }
  return keys;
}

std::string found_text(nlohmann::json const& value) {
  if (value.is_object()) {
    return value.empty() ? "an empty object" : "an object with " + in_a_row(keys_of(value));
  }
  if (value.is_array()) {
    return list_text(value);
  }
  std::string const text = printable(value.dump(), longest_quote);
  return value.is_string() ? "the string " + text : text;
}

std::string printable(std::string_view text, std::size_t most) {
  std::string result;
  for (char const c : algebra::shortened(text, most)) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20U || byte == 0x7FU) {
      result += fmt::format("\\u{:04x}", byte);
    } else {
      result += c;
    }
  }
  return result;
}

} // namespace equivarify::codegen
