#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

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

std::vector<std::string> enumerators(algebra::Group const& group) {
  std::vector<std::string> result;
  std::set<std::string> taken;
  for (algebra::Element const g : group.elements()) {
    std::string name;
    std::string const& written = group.name_of(g);
    std::copy_if(written.begin(), written.end(), std::back_inserter(name), is_word_character);
    bool const usable =
        !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0;
    if (!usable || !taken.insert(name).second) {
      name = fmt::format("g{}", g.index());
      taken.insert(name);
    }
    result.push_back(name);
  }
  return result;
}

} // namespace equivarify::codegen
