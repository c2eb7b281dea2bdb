/// \file
/// What a G-set with a map to Z is made of, and so which class of equivarifications it is in.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_ORBIT_TYPES_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_ORBIT_TYPES_HPP

#include "equivarify/algebra/equivarifications/labelled_orbit.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A type of orbits, by the first map of its class as labelled_orbits() lists it.
struct OrbitType {
  CosetMap orbit;
  std::uint64_t times = 0; ///< how many orbits are of it
};

/// A candidate as Z^{xG} and what is added to that. Two equivarifications are isomorphic exactly if
/// they add equal types equally often [Classification].
struct CandidateClass {
  std::vector<OrbitType> added;  ///< besides one of each orbit of Z^{xG}, large stabilizers first
  std::vector<CosetMap> missing; ///< orbits of Z^{xG} that it lacks; not listed if it is too small
  bool is_equivarification = false; ///< whether it lacks none
};

/// The class of \p candidate, absolutely: decided by its orbits, without looking for lifts as
/// decide() does. Cost: O(n |G|) for n points, and of each orbit its automorphisms times its
/// points.
///
/// \throws LimitError if the subgroups, or the orbits of a Z^{xG} that is no larger than the
/// candidate, cannot be listed.
[[nodiscard]] CandidateClass class_of(Candidate const& candidate);

} // namespace equivarify::algebra

#endif
