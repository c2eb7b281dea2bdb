/// \file
/// What a motion of the input does to labels or outputs, guessed from what goes with what.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_MATCHING_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_MATCHING_HPP

#include "equivarify/algebra/symmetries/samples.hpp"

#include <vector>

namespace equivarify::algebra::symmetries {

/// The signed permutation of the columns of \p labels that makes \p moved from \p labels best: with
/// the least sum of squared differences of all columns together, by cheapest_assignment(). Column o
/// of `moved` is compared with each column of \p labels, and, if \p may_negate, with its negative.
/// Of equally good ones more columns stay.
///
/// Cost: O(rows columns^2 + columns^3).
///
/// \throws AlgebraError if the sizes differ.
[[nodiscard]] SignedPermutation
match_columns(Samples const& labels, Samples const& moved, bool may_negate);

/// What \p on_input does to labels, guessed: the columns of \p samples after the first ones, which
/// \p on_input moves, are matched by what the first ones change with them.
///
/// \throws AlgebraError if there is no such column.
[[nodiscard]] SignedPermutation
match_labels(Samples const& samples, SignedPermutation const& on_input, bool may_negate);

} // namespace equivarify::algebra::symmetries

#endif
