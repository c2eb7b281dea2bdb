/// \file
/// Emphasis on a terminal.
#ifndef EQUIVARIFY_CODEGEN_TEXT_PAINT_HPP
#define EQUIVARIFY_CODEGEN_TEXT_PAINT_HPP

#include <string>
#include <string_view>

namespace equivarify::codegen {

/// Adds escape sequences to text, or leaves it as it is. Paint what has been padded already: the
/// sequences have no width, but count as characters.
class Paint {
public:
  explicit Paint(bool colour) : colour_(colour) {}

  [[nodiscard]] std::string bold(std::string_view text) const { return with("1", text); }

  [[nodiscard]] std::string dim(std::string_view text) const { return with("2", text); }

  /// \p text in green if \p is_good, in red if not.
  [[nodiscard]] std::string verdict(bool is_good, std::string_view text) const {
    return with(is_good ? "32" : "1;31", text);
  }

private:
  [[nodiscard]] std::string with(std::string_view code, std::string_view text) const {
    std::string painted(text);
    return colour_ ? "\x1b[" + std::string(code) + "m" + painted + "\x1b[0m" : painted;
  }

  bool colour_;
};

} // namespace equivarify::codegen

#endif
