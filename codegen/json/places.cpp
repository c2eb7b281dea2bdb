#include "equivarify/codegen/json/places.hpp"

#include "equivarify/codegen/json/wording.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Walks over JSON, one character at a time, and remembers where the wanted values start.
class Scanner {
public:
  Scanner(std::string_view text, std::vector<std::string> const& pointers) : text_{text} {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
      text_.remove_prefix(3); // the byte order mark takes no column
    }
    for (std::string pointer : pointers) {
      while (wanted_.insert(pointer).second && !pointer.empty()) {
        pointer.erase(pointer.rfind('/'));
      }
    }
  }

  Places scan() {
    skip_space();
    value("", here_);
    return std::move(places_);
  }

private:
  void value(std::string const& pointer, Place key) {
    if (!wanted_.contains(pointer)) {
      skip_value();
      return;
    }
    places_.insert_or_assign(pointer, ValuePlace{.key = key, .value = here_});
    if (peek() == '{') {
      object(pointer);
    } else if (peek() == '[') {
      list(pointer);
    } else {
      skip_value();
    }
    skip_space();
  }

  void object(std::string const& pointer) {
    next(); // {
    skip_space();
    while (peek() == '"') {
      Place const place = here_;
      std::string const member = child(pointer, string());
      skip_space();
      next(); // :
      skip_space();
      value(member, place);
      skip_comma();
    }
    next(); // }
  }

  void list(std::string const& pointer) {
    next(); // [
    skip_space();
    for (std::size_t index = 0; peek() != ']' && !at_end(); ++index) {
      value(child(pointer, index), here_);
      skip_comma();
    }
    next(); // ]
  }

  /// Steps over a value that nobody asked for.
  void skip_value() {
    std::size_t depth = 0;
    do {
      char const c = peek();
      if (c == '"') {
        skip_string();
        continue;
      }
      depth += c == '{' || c == '[' ? 1U : 0U;
      depth -= depth > 0 && (c == '}' || c == ']') ? 1U : 0U;
      next();
    } while (!at_end() &&
             (depth > 0 || std::string_view{",]} \t\r\n"}.find(peek()) == std::string_view::npos));
    skip_space();
  }

  void skip_string() {
    next(); // the opening quote
    while (peek() != '"' && !at_end()) {
      if (peek() == '\\') {
        next();
      }
      next();
    }
    next(); // the closing quote
  }

  /// Steps over a string and returns what it says.
  std::string string() {
    std::size_t const start = offset_;
    skip_string();
    return nlohmann::json::parse(text_.substr(start, offset_ - start)).get<std::string>();
  }

  void skip_comma() {
    if (peek() == ',') {
      next();
      skip_space();
    }
  }

  void skip_space() {
    while (!at_end() && std::string_view{" \t\r\n"}.find(peek()) != std::string_view::npos) {
      next();
    }
  }

  [[nodiscard]] bool at_end() const { return offset_ >= text_.size(); }

  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[offset_]; }

  void next() {
    char const c = peek();
    ++offset_;
    if (c == '\n') {
      here_ = {here_.line + 1, 1};
    } else if (!continues_character(c)) {
      ++here_.column;
    }
  }

  std::string_view text_;
  std::set<std::string> wanted_;
  std::size_t offset_ = 0;
  Place here_{1, 1};
  Places places_;
};

} // namespace

Places locate_values(std::string_view text, std::vector<std::string> const& pointers) {
  return text.empty() || pointers.empty() ? Places{} : Scanner{text, pointers}.scan();
}

ValuePlace nearest_place(Places const& places, std::string pointer) {
  auto found = places.find(pointer);
  while (found == places.end() && !pointer.empty()) {
    pointer.erase(pointer.rfind('/'));
    found = places.find(pointer);
  }
  return found == places.end() ? ValuePlace{} : found->second;
}

Place place_at(std::string_view text, std::size_t offset) {
  std::string_view const before = text.substr(0, offset);
  auto const line = std::count(before.begin(), before.end(), '\n');
  std::string_view const in_line = before.substr(before.rfind('\n') + 1);
  auto const column =
      std::count_if(in_line.begin(), in_line.end(), [](char c) { return !continues_character(c); });
  return {static_cast<std::size_t>(line) + 1, static_cast<std::size_t>(column) + 1};
}

} // namespace equivarify::codegen
