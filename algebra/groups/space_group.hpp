/// \file
/// The space groups of the plane on square and triangular tori.
#ifndef EQUIVARIFY_ALGEBRA_SPACE_GROUP_HPP
#define EQUIVARIFY_ALGEBRA_SPACE_GROUP_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// The names that space_group() knows, all 17: of square tori p1, p2, pm, pg, cm, pmm, pmg, pgg,
/// cmm, p4, p4m, p4g, of triangular ones p3, p3m1, p31m, p6, p6m.
[[nodiscard]] std::vector<std::string> space_group_names();

/// The order of the group \p name with \p side x \p side translations: their number
/// times the order of the point group. \throws AlgebraError for a name that is none
[[nodiscard]] std::uint64_t space_group_order(std::string const& name, std::uint32_t side);

/// The space group \p name of the plane, modulo \p side times its translations. Generators: x and
/// y, translations by one column and one row; r, a turn; s, a mirror or a glide, as far as the
/// group has them. On arrays of \p side x \p side they act by shift_columns 1, shift_rows 1, and by
/// the motions
///
///   p2, pmm, cmm   r half_turn
///   p4, p4m   r quarter_turn
///   p6, p6m   r sixth_turn; p3, p3m1, p31m that twice
///   pm, pmm, p4m   s flip_columns; cm, cmm, p3m1, p6m transpose; p31m [transpose, sixth_turn]
///
/// Those with glides act on arrays of twice as many rows and columns, by shift_columns 2,
/// shift_rows 2, by r as above (pmg, pgg half_turn, p4g quarter_turn), and by s [shift_rows 1,
/// flip_columns], in pgg and p4g with shift_columns 1 between. Lists are as in specs.
///
/// Source: International Tables for Crystallography, volume A, plane groups.
///
/// \throws AlgebraError for a name that is none, LimitError beyond Group::max_order elements
[[nodiscard]] Group space_group(std::string const& name, std::uint32_t side);

} // namespace equivarify::algebra

#endif
