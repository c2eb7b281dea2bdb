#include "equivarify/codegen/audit/translation/action_text.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <utility>

namespace equivarify::audit {
namespace {

constexpr std::string_view decimal_digits = "0123456789";
constexpr std::string_view letters_of_names = "abcdefghijklmnopqrstuvwxyz_";

} // namespace

bool MemberText::takes(std::string_view part) {
  bool const is_there = text_.starts_with(part);
  text_.remove_prefix(is_there ? part.size() : 0);
  return is_there;
}

void MemberText::take(std::string_view part) {
  if (!takes(part)) {
    throw Refusal{"an action that has, which is not known: " + rest()};
  }
}

std::size_t MemberText::number() {
  std::string_view const found = text_.substr(0, text_.find_first_not_of(decimal_digits));
  bool const is_one =
      !found.empty() && found.size() < 9 && (found.size() == 1 || found.front() != '0');
  if (!is_one) {
    throw Refusal{"an action in which this begins with no number: " + rest()};
  }
  std::size_t result = 0;
  for (char const c : found) {
    result = result * 10 + decimal_digits.find(c);
  }
  text_.remove_prefix(found.size());
  return result;
}

std::string MemberText::name() {
  std::string found{text_.substr(0, text_.find_first_not_of(letters_of_names))};
  text_.remove_prefix(found.size());
  return found;
}

std::size_t GridMove::source(std::size_t rows, std::size_t columns, std::size_t i) const {
  std::size_t const in_plane = i % (rows * columns);
  std::pair<std::size_t, std::size_t> from{in_plane / columns, in_plane % columns};
  if (is_transposed) {
    std::swap(from.first, from.second);
  }
  from.first = has_flipped_rows ? rows - 1 - from.first : from.first;
  from.second = has_flipped_columns ? columns - 1 - from.second : from.second;
  return i - in_plane + from.first * columns + from.second;
}

GridMove grid_move(MemberText& text) {
  text.take("rt::GridMotion{");
  GridMove move;
  bool is_first = true;
  for (auto const& [name, field] :
       {std::pair{".transposed=true", &GridMove::is_transposed},
        std::pair{".flipped_rows=true", &GridMove::has_flipped_rows},
        std::pair{".flipped_columns=true", &GridMove::has_flipped_columns}}) {
    move.*field = text.takes(std::string{is_first ? "" : ","} + name);
    is_first = is_first && !(move.*field);
  }
  text.take("}");
  return move;
}

} // namespace equivarify::audit
