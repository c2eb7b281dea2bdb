#include "equivarify/codegen/spec_places.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace equivarify::codegen {
namespace {

/// Ends a scan before its recursion exhausts the stack.
class TooDeep : public std::exception {};

/// Walks over valid JSON, one character at a time, and remembers where values start.
class Scanner {
public:
  explicit Scanner(std::string_view text) : text_{text} {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
      text_.remove_prefix(3); // the byte order mark takes no column
    }
  }

  ScannedPlaces scan() {
    try {
      skip_space();
      value("", here_, 0);
    } catch (TooDeep const&) {
      // the result says where
    }
    return std::move(result_);
  }

private:
  void value(std::string const& pointer, Place key, int depth) {
    result_.places.insert_or_assign(pointer, ValuePlace{.key = key, .value = here_});
    if (depth > deepest_nesting) {
      result_.too_deep = pointer;
      throw TooDeep{};
    }
    switch (peek()) {
    case '{':
      object(pointer, depth);
      break;
    case '[':
      list(pointer, depth);
      break;
    case '"':
      string();
      break;
    default:
      number_or_word();
    }
    skip_space();
  }

  void object(std::string const& pointer, int depth) {
    next(); // {
    skip_space();
    while (peek() != '}') {
      Place const place = here_;
      std::string const member = child(pointer, string());
      if (result_.places.contains(member)) {
        result_.duplicates.emplace_back(member, place);
      }
      skip_space();
      next(); // :
      skip_space();
      value(member, place, depth + 1);
      skip_comma();
    }
    next(); // }
  }

  void list(std::string const& pointer, int depth) {
    next(); // [
    skip_space();
    for (std::size_t index = 0; peek() != ']'; ++index) {
      value(child(pointer, index), here_, depth + 1);
      skip_comma();
    }
    next(); // ]
  }

  /// Steps over a string and returns what it says.
  std::string string() {
    std::size_t const start = offset_;
    next(); // the opening quote
    while (peek() != '"') {
      if (peek() == '\\') {
        next();
      }
      next();
    }
    next(); // the closing quote
    return nlohmann::json::parse(text_.substr(start, offset_ - start)).get<std::string>();
  }

  void number_or_word() {
    while (offset_ < text_.size() &&
           std::string_view{",]} \t\r\n"}.find(peek()) == std::string_view::npos) {
      next();
    }
  }

  void skip_comma() {
    if (peek() == ',') {
      next();
      skip_space();
    }
  }

  void skip_space() {
    while (offset_ < text_.size() &&
           std::string_view{" \t\r\n"}.find(peek()) != std::string_view::npos) {
      next();
    }
  }

  [[nodiscard]] char peek() const { return text_[offset_]; }

  void next() {
    char const c = text_[offset_++];
    if (c == '\n') {
      here_ = {here_.line + 1, 1};
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++here_.column;
    }
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  Place here_{1, 1};
  ScannedPlaces result_;
};

} // namespace

ScannedPlaces scan_places(std::string_view text) {
  return Scanner{text}.scan();
}

Place place_at(std::string_view text, std::size_t offset) {
  std::string_view const before = text.substr(0, offset);
  auto const line = std::count(before.begin(), before.end(), '\n');
  std::string_view const in_line = before.substr(before.rfind('\n') + 1);
  auto const column = std::count_if(in_line.begin(), in_line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  return {static_cast<std::size_t>(line) + 1, static_cast<std::size_t>(column) + 1};
}

Problem with_place(std::string_view text, Problem problem) {
  SpecProblems problems{scan_places(text).places};
  problems.add(std::move(problem));
  return problems.list().front();
}

} // namespace equivarify::codegen
