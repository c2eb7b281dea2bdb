/// \file
/// Isomorphisms of groups, automorphisms, and names for groups.
#ifndef EQUIVARIFY_ALGEBRA_ISOMORPHISM_HPP
#define EQUIVARIFY_ALGEBRA_ISOMORPHISM_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/homomorphism.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace equivarify::algebra {

/// An isomorphism from \p g to \p h, if there is one. Cost: a search over images of a small
/// generating set of \p g with the same order and class size; meant for orders up to a few hundred.
[[nodiscard]] std::optional<Homomorphism> find_isomorphism(Group const& g, Group const& h);

/// Whether \p g and \p h are isomorphic.
[[nodiscard]] bool is_isomorphic(Group const& g, Group const& h);

/// The number of automorphisms, by counting the images of one generator after another (orbit times
/// stabilizer).
///
/// \throws LimitError if it exceeds 64 bits.
[[nodiscard]] std::uint64_t count_automorphisms(Group const& group);

/// A few elements that generate the group, found greedily: small, not always minimal.
[[nodiscard]] std::vector<Element> small_generating_set(Group const& group);

/// The usual name of the isomorphism type: `C6`, `C2 x C4`, `D4`, `Q8`, `Dic3`, `S4`, `A5`, or a
/// direct product of one of these with a cyclic group; nothing for other groups.
[[nodiscard]] std::optional<std::string> identify(Group const& group);

} // namespace equivarify::algebra

#endif
