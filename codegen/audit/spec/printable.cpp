#include "equivarify/codegen/audit/spec/printable.hpp"

#include <string_view>

namespace equivarify::audit {
namespace {

std::string escaped(std::string_view text, std::string_view special) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte > 0x7e) {
      result += {'\\', 'x', digits[byte / 16U], digits[byte % 16U]};
    } else {
      result += special.find(c) == std::string_view::npos ? "" : "\\";
      result += c;
    }
  }
  return result;
}

std::string cut(std::string const& text, std::size_t longest, std::string_view special) {
  std::string result = escaped(std::string_view{text}.substr(0, longest), special);
  return text.size() <= longest ? result
                                : result + "... (" + std::to_string(text.size()) + " bytes)";
}

} // namespace

std::string printable(std::string const& text, std::size_t longest) {
  return cut(text, longest, "");
}

std::string in_quotes(std::string const& text) {
  return '"' + cut(text, 60, "\"\\") + '"';
}

} // namespace equivarify::audit
