/// \file
/// The space groups of the plane on square and triangular tori.
#ifndef EQUIVARIFY_ALGEBRA_SPACE_GROUP_HPP
#define EQUIVARIFY_ALGEBRA_SPACE_GROUP_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// The names that space_group() knows: of square tori p1, p2, pm, pmm, p4, p4m, of triangular ones
/// p3, p6, p6m.
[[nodiscard]] std::vector<std::string> space_group_names();

/// The order of the group \p name on a torus of \p side x \p side points: as many translations
/// times the order of the point group. \throws AlgebraError for a name that is none
[[nodiscard]] std::uint64_t space_group_order(std::string const& name, std::uint32_t side);

/// The space group \p name of the plane, modulo translations by \p side: the semidirect product of
/// the translations and the point group. Generators: x and y, translations by one column and one
/// row; r, a turn; s, a mirror, as far as the group has them. On arrays they act by shift_columns
/// 1, shift_rows 1, and by the motions
///
///   p2, pmm   r half_turn
///   p4, p4m   r quarter_turn
///   p6, p6m   r sixth_turn; p3 that twice
///   pm, pmm, p4m   s flip_columns; p6m transpose
///
/// Source: International Tables for Crystallography, volume A, plane groups.
///
/// \throws AlgebraError for a name that is none, LimitError beyond Group::max_order elements
[[nodiscard]] Group space_group(std::string const& name, std::uint32_t side);

} // namespace equivarify::algebra

#endif
