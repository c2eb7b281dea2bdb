/// \file
/// All subgroups of a group, up to conjugacy.
#ifndef EQUIVARIFY_ALGEBRA_SUBGROUP_LATTICE_HPP
#define EQUIVARIFY_ALGEBRA_SUBGROUP_LATTICE_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A conjugacy class of subgroups, as the elements of each member.
struct SubgroupClass {
  Subgroup representative;
  std::vector<Subgroup> members; ///< the representative first
};

/// The most subgroups that are listed.
inline constexpr std::size_t max_subgroups = 60'000;

/// The conjugacy classes of all subgroups, by order, from the trivial subgroup to the whole group.
/// Cost: one closure for each class and each cyclic subgroup of prime power order.
///
/// \throws LimitError if \p group has no table or more than max_subgroups subgroups.
[[nodiscard]] std::vector<SubgroupClass> subgroup_classes(Group const& group);

/// All subgroups, class by class in the order of subgroup_classes().
[[nodiscard]] std::vector<Subgroup> all_subgroups(Group const& group);

/// The normal subgroups by order. Cost: joins of normal closures of elements, so no list of all
/// subgroups is needed.
[[nodiscard]] std::vector<Subgroup> normal_subgroups(Group const& group);

} // namespace equivarify::algebra

#endif
