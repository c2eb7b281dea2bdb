/// \file
/// G-sets as unions of transitive pieces, and isomorphisms between them.
#ifndef EQUIVARIFY_ALGEBRA_GSET_ISOMORPHISM_HPP
#define EQUIVARIFY_ALGEBRA_GSET_ISOMORPHISM_HPP

#include "equivarify/algebra/equivariant_map.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <optional>
#include <vector>

namespace equivarify::algebra {

/// One orbit of a G-set, up to isomorphism the cosets of a stabilizer.
struct TransitivePiece {
  Orbit points;
  Subgroup stabilizer; ///< of the least point
};

/// The orbits of \p set with their stabilizers; \p set is isomorphic to the disjoint union of the
/// coset spaces of these. Cost: O(|G|) for each orbit.
[[nodiscard]] std::vector<TransitivePiece> transitive_pieces(GSet const& set);

/// The equivariant map G/Stab(x) -> \p set that takes the coset g Stab(x) to g x; its image is the
/// orbit of \p x. Cost: O(|G|^2 / |Stab(x)|).
[[nodiscard]] EquivariantMap orbit_map(GSet const& set, Point x);

/// An equivariant bijection, or nothing if there is none. The sets are isomorphic exactly if their
/// orbits can be paired so that each pair has points with one stabilizer. Cost: O(m |G| n) for m
/// orbits and n points at most; no list of subgroups is needed.
[[nodiscard]] std::optional<EquivariantMap> find_isomorphism(GSet const& x, GSet const& y);

/// Whether there is an equivariant bijection between the sets.
[[nodiscard]] bool is_isomorphic(GSet const& x, GSet const& y);

} // namespace equivarify::algebra

#endif
