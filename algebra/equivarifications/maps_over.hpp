/// \file
/// Equivariant maps between two candidates that keep the labels.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_MAPS_OVER_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_MAPS_OVER_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// Where the orbit of one point of W may go.
struct OrbitChoice {
  std::uint32_t point = 0;           ///< w, the first of its orbit
  std::uint32_t length = 0;          ///< points of the orbit
  std::vector<std::uint32_t> images; ///< the points v of V such that g w -> g v is a map over Z
};

/// The equivariant maps f : W -> V over Z, q(f(w)) = q(w): for each orbit of W one image of its
/// first point, independently.
struct MapsOver {
  std::vector<OrbitChoice> orbits;

  /// The first orbit that may go nowhere, if there is one: then there is no map.
  [[nodiscard]] OrbitChoice const* obstruction() const;

  /// The number of maps.
  [[nodiscard]] BigInteger count() const;
};

/// The maps from \p from to \p to over the labels. A point v may be the image of w exactly if g w
/// -> g v is well defined and keeps labels, which walking both orbits along the generators at once
/// finds out. Cost: O(n m k) at most for n and m points and k generators; most pairs differ after a
/// few steps.
///
/// \throws AlgebraError unless both are sets of one group with the same labels.
[[nodiscard]] MapsOver maps_over(Candidate const& from, Candidate const& to);

/// An isomorphism over Z from \p from to \p to, the image of each point; nothing if there is none.
/// Orbits are matched one by one: isomorphic ones are interchangeable. Cost and errors as
/// maps_over().
[[nodiscard]] std::optional<std::vector<std::uint32_t>> isomorphism_over(Candidate const& from,
                                                                         Candidate const& to);

} // namespace equivarify::algebra

#endif
