/// \file
/// The table of the groups of small order.
#ifndef EQUIVARIFY_ALGEBRA_SMALL_GROUPS_TEXT_HPP
#define EQUIVARIFY_ALGEBRA_SMALL_GROUPS_TEXT_HPP

#include <string_view>

namespace equivarify::algebra {

/// The text of small_groups.txt, whose first lines say what its lines have.
[[nodiscard]] std::string_view small_groups_text();

} // namespace equivarify::algebra

#endif
