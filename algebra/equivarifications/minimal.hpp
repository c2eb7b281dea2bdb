/// \file
/// The smallest equivarification relative to a class of inputs.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_MINIMAL_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_MINIMAL_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The orbits of the smallest equivarification whose stabilizers are conjugate to one K.
struct MinimalOrbits {
  Subgroup stabilizer; ///< K
  Subgroup forced_by;  ///< a conjugate, inside K, of a subgroup H of the class of inputs
  BigInteger points;
  BigInteger orbits;
};

/// The union of the (Z^{xG})^H over the conjugates of the subgroups H of a class of inputs. It is
/// an equivarification relative to the class: the lift into Z^{xG} takes x to a point that Stab(x)
/// fixes. Every other has at least as many points: for f fixed by H the map F(t H) = f(t^-1) from
/// G/H must lift, which puts a point above f, and then one above each point of its orbit. Where a
/// subgroup acts on the labels Map_H(G, Z) takes the place of Z^{xG}, and as many points are fixed
/// as there are equivariant maps G/H -> Z: perhaps none, and then the smallest one is empty.
struct MinimalSet {
  Subgroup kernel;               ///< N, the elements that act trivially on all inputs
  BigInteger points;             ///< of the smallest one
  BigInteger points_of_quotient; ///< those of Z^{xG/N}: the maps G/N -> Z
  BigInteger points_of_product;  ///< those of Z^{xG}: the maps G -> Z
  /// Class by class; empty if the subgroups of G/N are too many to list.
  std::vector<MinimalOrbits> orbits;
};

/// The smallest equivarification of \p labels labels relative to \p inputs, counted by Moebius
/// inversion over the subgroups of G/N; its points are not listed.
///
/// \throws AlgebraError if \p inputs has no subgroup or there are no labels; LimitError if the
/// subgroups of G/N cannot be listed, unless N itself is in the class: then it is Z^{xG/N}.
[[nodiscard]] MinimalSet minimal_equivarification(InputClass const& inputs, Labels const& labels);

/// The points of the smallest equivarification alone: without subgroups where all maps
/// from G are the answer. \throws as minimal_equivarification().
[[nodiscard]] BigInteger least_points(InputClass const& inputs, Labels const& labels);

/// One orbit of the smallest equivarification, and the map that forces it.
struct ForcedOrbit {
  CosetMap orbit; ///< the orbit is G/K with F : G/K -> Z
  CosetMap input; ///< its composition with G/H -> G/K, H in the class
};

/// The most points of a smallest equivarification that are listed.
inline constexpr std::uint32_t max_listed_points = 1U << 20;

/// The sweeps that find the orbits of \p minimal, one for each of MinimalSet::orbits. \throws
/// LimitError if the subgroups were too many to list.
[[nodiscard]] std::vector<OrbitSweep> orbit_sweeps(MinimalSet const& minimal, Labels const& labels);

/// The orbits of \p minimal one by one, where its sweeps have found \p swept.
[[nodiscard]] std::vector<ForcedOrbit> forced_orbits(MinimalSet const& minimal,
                                                     std::vector<SweptOrbits> const& swept);

/// The same, found here. \throws LimitError beyond max_listed_points, or if the subgroups were too
/// many to list.
[[nodiscard]] std::vector<ForcedOrbit> forced_orbits(MinimalSet const& minimal,
                                                     Labels const& labels);

/// The G-set with a map to Z whose orbits are \p orbits. \throws LimitError if it is too large.
[[nodiscard]] Candidate
assemble(Group const& group, Labels const& labels, std::vector<CosetMap> const& orbits);

} // namespace equivarify::algebra

#endif
