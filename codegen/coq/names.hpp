/// \file
/// What the sets, actions and maps of a network are called in Coq.
#ifndef EQUIVARIFY_CODEGEN_COQ_NAMES_HPP
#define EQUIVARIFY_CODEGEN_COQ_NAMES_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"

#include <string>

namespace equivarify::codegen {

/// Functions of the group or of its cosets as such, a set by its name.
[[nodiscard]] std::string type_of(algebra::proof::Term const& sort);

/// How G, or H, acts on the set \p sort: `act` on X, `act_Y` on Y, `action_NAME` on the values of
/// layer NAME. Names are made by prefixes, none of which begins another or a name of the `.v`
/// files, so that no two are the same and none is a word of Coq.
[[nodiscard]] std::string action_on(algebra::proof::Term const& sort);

/// `layer_b (layer_a x)` for the layers a, b.
[[nodiscard]] std::string applied(algebra::proof::BlockTerm const& block);

} // namespace equivarify::codegen

#endif
