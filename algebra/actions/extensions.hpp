/// \file
/// Semidirect and wreath products.
#ifndef EQUIVARIFY_ALGEBRA_EXTENSIONS_HPP
#define EQUIVARIFY_ALGEBRA_EXTENSIONS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/gset.hpp"

#include <vector>

namespace equivarify::algebra {

/// The semidirect product of \p normal by \p quotient: pairs (n, h) with (n, h)(m, k) = (n h(m), h
/// k), at index n |H| + h. `action[j][i]` is the image of generator i of \p normal under generator
/// j of \p quotient. Generators are named as in direct_product().
///
/// \throws AlgebraError if some `action[j]` is no automorphism of \p normal, or the automorphisms
/// are no action of \p quotient, with the witness.
[[nodiscard]] Group semidirect_product(Group const& normal,
                                       Group const& quotient,
                                       std::vector<std::vector<Element>> const& action);

/// The wreath product: one copy of \p base for each point of \p points, permuted by the group that
/// acts there. Its generators are those of each copy, numbered, then those of the acting group.
///
/// \throws LimitError if it is too large to list.
[[nodiscard]] Group wreath_product(Group const& base, GSet const& points);

/// The wreath product over the natural points of \p top, or over \p top itself where there are
/// none: over its elements, in the order of a Numbering.
[[nodiscard]] Group wreath_product(Group const& base, Group const& top);

/// The points that \p group was made to permute. \throws AlgebraError if there are none.
[[nodiscard]] GSet natural_action(Group const& group);

} // namespace equivarify::algebra

#endif
