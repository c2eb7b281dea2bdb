/// \file
/// Blocks, rank and induction of actions.
#ifndef EQUIVARIFY_ALGEBRA_ACTION_STRUCTURE_HPP
#define EQUIVARIFY_ALGEBRA_ACTION_STRUCTURE_HPP

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// Whether a transitive action on at least two points preserves no partition but the two trivial
/// ones. Cost: O(n^2 k) for n points and k generators.
[[nodiscard]] bool is_primitive(GSet const& set);

/// The smallest partition that the group preserves and that has \p x and \p y in one part: the part
/// of each point.
[[nodiscard]] std::vector<std::uint32_t> block_system(GSet const& set, Point x, Point y);

/// The number of orbits on pairs of points; for a transitive action the number of orbits of a
/// stabilizer.
[[nodiscard]] std::uint64_t rank(GSet const& set);

/// The induced G-set: pairs of a coset g H of the subgroup that \p inclusion describes and a point
/// of \p set, on which that subgroup acts; the pair stands at coset |X| + x. \throws AlgebraError
/// if the group of \p set is not the domain.
[[nodiscard]] GSet induced(GSet const& set, Homomorphism const& inclusion);

/// The coinduced set Map_H(G, Z) = { s : s(g h) = h^-1 s(g) for h in H } with (g s)(k) = s(g^-1 k)
/// and p(s) = s(e), for \p set = Z: it has |Z|^[G:H] points, s standing at the sum of s(t_i) |Z|^i
/// over the transversal. \throws LimitError if it is too large to list.
[[nodiscard]] LabelledSet coinduced(GSet const& set, Homomorphism const& inclusion);

} // namespace equivarify::algebra

#endif
