/// \file
/// Members of a header's structs that hold an action, as text.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_ACTION_TEXT_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_ACTION_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace equivarify::audit {

/// Takes a member from its beginning.
class MemberText {
public:
  explicit MemberText(std::string_view text) : text_{text} {}

  /// Takes \p part if it comes next.
  [[nodiscard]] bool takes(std::string_view part);

  /// \throws Refusal unless \p part comes next
  void take(std::string_view part);

  /// A number as a compiler reads it: a leading zero, which makes it octal, is refused.
  [[nodiscard]] std::size_t number();

  [[nodiscard]] std::string name();

  /// The beginning of what is left.
  [[nodiscard]] std::string rest() const { return std::string{text_.substr(0, 100)}; }

private:
  std::string_view text_;
};

/// rt::GridMotion, written anew.
struct GridMove {
  bool is_transposed = false;
  bool has_flipped_rows = false;
  bool has_flipped_columns = false;

  /// From where entry \p i comes in planes of \p rows and \p columns.
  [[nodiscard]] std::size_t source(std::size_t rows, std::size_t columns, std::size_t i) const;
};

/// The motion of a grid that comes next in \p text: each field at most once, in order.
[[nodiscard]] GridMove grid_move(MemberText& text);

} // namespace equivarify::audit

#endif
