/// \file
/// A catalogue of the groups of small order.
#ifndef EQUIVARIFY_ALGEBRA_SMALL_GROUPS_HPP
#define EQUIVARIFY_ALGEBRA_SMALL_GROUPS_HPP

#include "equivarify/algebra/group.hpp"

#include <vector>

namespace equivarify::algebra {

/// Every group of order up to 15 once up to isomorphism, by order: 28 groups, the trivial one
/// first.
[[nodiscard]] std::vector<Group> const& small_groups();

} // namespace equivarify::algebra

#endif
