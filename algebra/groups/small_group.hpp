/// \file
/// The groups of small order by their numbers in GAP's library.
#ifndef EQUIVARIFY_ALGEBRA_SMALL_GROUP_HPP
#define EQUIVARIFY_ALGEBRA_SMALL_GROUP_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>

namespace equivarify::algebra {

/// The orders of small_group() are below this.
inline constexpr std::uint32_t end_of_small_groups = 128;

/// How many groups of \p order there are up to isomorphism; 0 where small_group() knows none:
/// beyond end_of_small_groups, and for the orders 64 and 96, which have 267 and 231.
[[nodiscard]] std::uint32_t count_small_groups(std::uint32_t order);

/// The group that GAP calls SmallGroup(order, number), and so is this. Of a solvable group the
/// generators f1, f2, ... are those of GAP's polycyclic presentation. Cost: an enumeration of as
/// many cosets as the group has elements.
///
/// Source: H. U. Besche, B. Eick and E. A. O'Brien, The SmallGrp Library, as GAP gives it.
///
/// \throws AlgebraError if there is no such number, with how many there are
[[nodiscard]] Group small_group(std::uint32_t order, std::uint32_t number);

} // namespace equivarify::algebra

#endif
