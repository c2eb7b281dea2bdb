/// \file
/// The characters of strings in JSON [RFC 8259], with the standard library alone.
#ifndef EQUIVARIFY_RUNTIME_TENSOR_FILE_JSON_STRINGS_HPP
#define EQUIVARIFY_RUNTIME_TENSOR_FILE_JSON_STRINGS_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace equivarify::runtime {

/// A place in a text, and the reading of what stands between quotes there.
class JsonStrings {
protected:
  explicit JsonStrings(std::string_view text) : text_(text) {}

  /// The character at the place; a zero byte at the end.
  [[nodiscard]] char peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }

  /// The rest of a string after its first quote, up to and with its last one; false where a
  /// character is not as it must be, or the text ends.
  bool characters(std::string& result) {
    while (place_ < text_.size() && text_[place_] != '"') {
      if (!(text_[place_] == '\\' ? escape(result) : character(result))) {
        return false;
      }
    }
    return place_++ < text_.size();
  }

  std::string_view text_; // NOLINT: the state of both classes
  std::size_t place_ = 0; // NOLINT

private:
  /// One character of UTF-8 [RFC 3629], which is neither cut off nor longer than needed.
  bool character(std::string& result) {
    auto const byte = [&](std::size_t i) {
      return place_ + i < text_.size() ? static_cast<unsigned char>(text_[place_ + i]) : 0U;
    };
    unsigned const first = byte(0);
    std::size_t const length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) {
        return false;
      }
      code = code << 6U | (byte(i) & 0x3FU);
    }
    constexpr unsigned least[] = {0x20, 0x80, 0x800, 0x10000};
    bool const is_start = first < 0x80 || (first >= 0xC2 && first <= 0xF4);
    bool const is_surrogate = code >= 0xD800 && code < 0xE000;
    if (!is_start || code < least[length - 1] || code > 0x10FFFF || is_surrogate) {
      return false;
    }
    result.append(text_.substr(place_, length));
    place_ += length;
    return true;
  }

  bool hexadecimal(unsigned& code) {
    code = 0;
    for (int i = 0; i < 4; ++i, ++place_) {
      std::size_t const digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(peek());
      if (digit == std::string_view::npos) {
        return false;
      }
      code = 16 * code + static_cast<unsigned>(digit % 16);
    }
    return true;
  }

  static void append_utf8(unsigned code, std::string& result) {
    auto const put = [&](unsigned byte) { result += static_cast<char>(byte); };
    if (code < 0x80) {
      put(code);
      return;
    }
    int const rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    put((0xFF00U >> static_cast<unsigned>(rest + 1) & 0xFFU) |
        code >> static_cast<unsigned>(6 * rest));
    for (int i = rest; i-- > 0;) {
      put(0x80U | (code >> static_cast<unsigned>(6 * i) & 0x3FU));
    }
  }

  bool escape(std::string& result) {
    ++place_;
    std::size_t const kind = std::string_view("\"\\/bfnrtu").find(peek());
    if (kind == std::string_view::npos || place_ == text_.size()) {
      return false;
    }
    ++place_;
    constexpr std::size_t unicode = 8;
    if (kind != unicode) {
      result += "\"\\/\b\f\n\r\t"[kind];
      return true;
    }
    return unicode_escape(result);
  }

  bool unicode_escape(std::string& result) {
    unsigned code = 0;
    if (!hexadecimal(code)) {
      return false;
    }
    if (code >= 0xD800 && code < 0xDC00) { // the first half of a pair
      unsigned low = 0;
      if (text_.substr(place_, 2) != "\\u") {
        return false;
      }
      place_ += 2;
      if (!hexadecimal(low) || low < 0xDC00 || low > 0xDFFF) {
        return false;
      }
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      return false;
    }
    append_utf8(code, result);
    return true;
  }
};

} // namespace equivarify::runtime

#endif
