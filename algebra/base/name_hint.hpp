/// \file
/// What is said of a name that nobody knows.
#ifndef EQUIVARIFY_ALGEBRA_NAME_HINT_HPP
#define EQUIVARIFY_ALGEBRA_NAME_HINT_HPP

#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra {

/// What goes after a complaint about \p word, which is none of \p names: ` (nearest: 'x')`, or
/// where none is near all of them, `; expected 'a', 'b' or 'c'`, if they are not too many; else
/// nothing.
[[nodiscard]] std::string name_hint(std::string_view word, std::vector<std::string> const& names);

} // namespace equivarify::algebra

#endif
