/// \file
/// A strict reader of JSON [RFC 8259] with the standard library alone, for headers of weight files.
#ifndef EQUIVARIFY_RUNTIME_TENSOR_FILE_JSON_SCANNER_HPP
#define EQUIVARIFY_RUNTIME_TENSOR_FILE_JSON_SCANNER_HPP

#include "equivarify/runtime/tensor_file/json_strings.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// \p name as a message may show it: on one line, and cut to the first 64 bytes.
inline std::string shown(std::string_view name) {
  constexpr std::size_t longest = 64;
  std::string result(name.substr(0, longest));
  for (char& character : result) {
    character = static_cast<unsigned char>(character) < 0x20 ? '?' : character;
  }
  return name.size() > longest ? result + "..." : result;
}

/// Goes through one text from its start to its end. Each function reads one thing and says whether
/// it was there; the first failure is kept, and the text is not read on.
class JsonScanner : private JsonStrings {
public:
  explicit JsonScanner(std::string_view text) : JsonStrings(text) {}

  /// What was wrong first.
  [[nodiscard]] std::string const& problem() const { return problem_; }

  /// Keeps \p problem, unless a more exact one is known already. \return false
  bool fail(std::string problem) {
    if (problem_.empty()) {
      problem_ = std::move(problem);
    }
    return false;
  }

  /// Nothing but blanks is left.
  bool end() {
    pass_blanks();
    return place_ == text_.size() || unexpected("the end");
  }

  /// An object, of which \p read_value reads each value, given its key.
  template <class ReadValue>
  bool object(ReadValue const& read_value) {
    if (!take('{')) {
      return fail(place_ == 0 ? "its header is no JSON object" : expected("an object"));
    }
    if (take('}')) {
      return true;
    }
    do {
      std::string key;
      if (!string(key)) {
        return unexpected("a key in quotes");
      }
      if (!take(':')) {
        return unexpected("':'");
      }
      if (!read_value(key)) {
        return unexpected("a value");
      }
    } while (take(','));
    return take('}') || unexpected("',' or '}'");
  }

  /// A list of at most \p most numbers without sign, fraction and exponent, below 2^64.
  bool whole_numbers(std::vector<std::uint64_t>& numbers, std::size_t most) {
    if (!take('[')) {
      return false;
    }
    if (take(']')) {
      return true;
    }
    do {
      std::uint64_t number = 0;
      if (numbers.size() == most || !whole_number(number)) {
        return false;
      }
      numbers.push_back(number);
    } while (take(','));
    return take(']');
  }

  /// The word null; where something else stands, that is left to be read.
  bool null() { return word("null"); }

  /// A string, with its escapes replaced, in valid UTF-8.
  bool string(std::string& result) {
    if (!take('"')) {
      return false;
    }
    return characters(result) || unexpected("a character of a string, or a quote");
  }

  /// Any value, which is passed over.
  bool skip(int depth = 0) {
    constexpr int deepest = 100;
    pass_blanks();
    char const first = peek();
    if (depth == deepest) {
      return fail("its header is nested too deep");
    }
    if (first == '{') {
      return object([&](std::string const&) { return skip(depth + 1); });
    }
    if (first == '[') {
      return skip_list(depth);
    }
    if (first == '"') {
      std::string ignored;
      return string(ignored);
    }
    return word("null") || word("true") || word("false") || skip_number();
  }

private:
  [[nodiscard]] std::string expected(std::string const& what) const {
    return "its header is no JSON: expected " + what + " at byte " + std::to_string(place_);
  }

  bool unexpected(std::string const& what) { return fail(expected(what)); }

  static bool is_digit(char character) { return character >= '0' && character <= '9'; }

  void pass_blanks() {
    while (place_ < text_.size() && std::string_view(" \t\n\r").find(text_[place_]) < 4) {
      ++place_;
    }
  }

  bool take(char character) {
    pass_blanks();
    bool const is_there = place_ < text_.size() && text_[place_] == character;
    place_ += is_there ? 1U : 0U;
    return is_there;
  }

  bool word(std::string_view letters) {
    pass_blanks();
    bool const is_there = text_.substr(place_, letters.size()) == letters;
    place_ += is_there ? letters.size() : 0;
    return is_there;
  }

  bool whole_number(std::uint64_t& number) {
    constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    pass_blanks();
    std::size_t const start = place_;
    for (; is_digit(peek()); ++place_) {
      auto const digit = static_cast<std::uint64_t>(peek() - '0');
      if (number > (largest - digit) / 10) {
        return false;
      }
      number = 10 * number + digit;
    }
    bool const has_leading_zero = place_ > start + 1 && text_[start] == '0';
    return place_ > start && !has_leading_zero;
  }

  bool skip_list(int depth) {
    take('[');
    if (take(']')) {
      return true;
    }
    do {
      if (!skip(depth + 1)) {
        return unexpected("a value");
      }
    } while (take(','));
    return take(']') || unexpected("',' or ']'");
  }

  std::size_t pass_digits() {
    std::size_t const start = place_;
    while (is_digit(peek())) {
      ++place_;
    }
    return place_ - start;
  }

  bool skip_number() {
    place_ += peek() == '-' ? 1U : 0U;
    bool const zero_first = peek() == '0';
    std::size_t const digits = pass_digits();
    bool is_number = digits == 1 || (digits > 1 && !zero_first);
    if (peek() == '.') {
      ++place_;
      is_number = pass_digits() > 0 && is_number;
    }
    if (peek() == 'e' || peek() == 'E') {
      ++place_;
      place_ += peek() == '+' || peek() == '-' ? 1U : 0U;
      is_number = pass_digits() > 0 && is_number;
    }
    return is_number || unexpected("a value");
  }

  std::string problem_;
};

} // namespace equivarify::runtime

#endif
