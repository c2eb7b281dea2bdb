/// \file
/// The sort of a term: which set its values are in.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_SORT_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_SORT_HPP

#include "equivarify/algebra/proof/term.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace equivarify::algebra::proof {

/// The sorts of the variables: `G` for elements of the group, `N` for those of the kernel, `Q` for
/// its cosets, `H` for elements of a subgroup, `Truth` for true and false, the name of a set,
/// `Map(G, A)` for points of a G-product, `Map(Q, A)` and `Map(H, A)` for functions of a coset and
/// of an element of H, `Map(I, R)` for vectors of which g moves and negates components,
/// `Map(Cell, R)` for pictures, `Fun(A, B)` for maps, `Family(A, B)` for maps with parameters.
using Context = std::map<std::string, Term>;

/// The sort of \p term, no map. \throws AlgebraError naming the part that has none.
[[nodiscard]] Term sort_of(Term const& term, Context const& context);

/// Whether the map \p map takes the set \p from to the set \p to.
[[nodiscard]] bool
leads_to(Term const& map, Term const& from, Term const& to, Context const& context);

/// The symbols of the language and their numbers of arguments; other names are variables.
[[nodiscard]] std::map<std::string, std::size_t> const& symbols();

} // namespace equivarify::algebra::proof

#endif
