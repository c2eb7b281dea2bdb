/// \file
/// The G-sets on which lemmas are checked.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_SETS_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_SETS_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/lemmas/instance.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra::lemmas {

/// Of a group of more elements not all subgroups are listed, nor all pairs of elements tried, and
/// no case on arrays: one costs about |G|^3, a minute for 300 elements.
inline constexpr std::uint32_t largest_listed_order = 200;

/// One transitive G-set G/H for each class of subgroups H, the single point first, and the union of
/// the two smallest: up to isomorphism all transitive ones. Only the point and the regular set if
/// the subgroups are too many to list.
[[nodiscard]] std::vector<NamedSet> transitive_sets(Group const& group);

/// The orbits of \p set, and \p set itself if there are several.
[[nodiscard]] std::vector<NamedSet> orbit_sets(GSet const& set);

/// For each class of subgroups H the orbit of a random array that H fixes, moved entry by entry by
/// \p permutations, which need not be an action for the call to return. \p seed fixes the arrays.
/// None of a group of more than largest_listed_order elements.
///
/// \throws AlgebraError if there is not one permutation for each element, or if they are no action
/// on one of these orbits.
[[nodiscard]] std::vector<NamedSet> array_sets(Group const& group,
                                               std::vector<EntryPermutation> const& permutations,
                                               std::uint64_t seed);

} // namespace equivarify::algebra::lemmas

#endif
