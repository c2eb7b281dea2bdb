/// \file
/// Orbits, stabilizers, fixed points and the kernel of an action.
#ifndef EQUIVARIFY_ALGEBRA_ORBIT_HPP
#define EQUIVARIFY_ALGEBRA_ORBIT_HPP

#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <vector>

namespace equivarify::algebra {

/// The points of one orbit, sorted.
using Orbit = std::vector<Point>;

/// The orbit of \p x: all g x. Cost: O(|G|) up to sorting.
[[nodiscard]] Orbit orbit_of(GSet const& set, Point x);

/// All orbits, in the order of their least points. Cost: O(|G| n) at most.
[[nodiscard]] std::vector<Orbit> orbits(GSet const& set);

/// { g : g x = x }. Cost: O(|G|).
[[nodiscard]] Subgroup stabilizer(GSet const& set, Point x);

/// The points that every element of \p subgroup fixes.
[[nodiscard]] std::vector<Point> fixed_points(GSet const& set, Subgroup const& subgroup);

/// { g : g x = x for all x }, a normal subgroup. Cost: O(|G| n).
[[nodiscard]] Subgroup kernel(GSet const& set);

/// For each y in the orbit of \p x, in order, an element g with g x = y.
[[nodiscard]] std::vector<Element> orbit_transversal(GSet const& set, Point x);

/// Whether there is exactly one orbit.
[[nodiscard]] bool is_transitive(GSet const& set);

/// Whether only e fixes any point at all.
[[nodiscard]] bool is_free(GSet const& set);

/// Whether only e fixes every point.
[[nodiscard]] bool is_faithful(GSet const& set);

/// The number of orbits by Burnside's count: the mean number of points that an element fixes.
[[nodiscard]] std::uint64_t burnside_count(GSet const& set);

} // namespace equivarify::algebra

#endif
