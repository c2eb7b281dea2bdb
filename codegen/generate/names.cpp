#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

namespace equivarify::codegen {
namespace {

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

char to_upper(char c) {
  return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
}

} // namespace

std::string to_type_name(std::string_view name) {
  std::string result;
  bool starts_word = true;
  for (char const c : name) {
    if (is_word_character(c)) {
      // A digit has no capital: a_1 and a1 must not become one name.
      bool const digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
      result += starts_word && digit ? "_" : "";
      result += starts_word ? to_upper(c) : c;
    }
    starts_word = !is_word_character(c);
  }
  return result;
}

std::string to_macro_name(std::string_view name) {
  std::string result;
  std::transform(name.begin(), name.end(), std::back_inserter(result), to_upper);
  return result;
}

std::string to_string_literal(std::string_view text) {
  std::string result = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

} // namespace equivarify::codegen
