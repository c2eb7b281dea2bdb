/// \file
/// The groups that have names, and products of groups.
#ifndef EQUIVARIFY_ALGEBRA_NAMED_GROUPS_HPP
#define EQUIVARIFY_ALGEBRA_NAMED_GROUPS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// The cyclic group C\p n with generator `r`; element i is r^i. \throws AlgebraError if \p n is 0.
[[nodiscard]] Group cyclic(std::uint32_t n);

/// The dihedral group D\p n of order 2 \p n with generators `r`, `s`, where s r s = r^-1; element i
/// is r^i, element n + i is r^i s. \throws AlgebraError if \p n is 0.
[[nodiscard]] Group dihedral(std::uint32_t n);

/// The dicyclic group of order 4 \p n with generators `a`, `b`, where a^2n = e, b^2 = a^n and b a
/// b^-1 = a^-1; element i is a^i, element 2n + i is a^i b. Called Q8, Q16, ... where its order is a
/// power of two, else Dicn. \throws AlgebraError if \p n is 0.
[[nodiscard]] Group dicyclic(std::uint32_t n);

/// The symmetric group S\p n of {0, ..., n-1} with generators `a` = (0 1) and `b` = (0 1 ... n-1),
/// elements in cycle notation; S2 has `a` alone. \throws AlgebraError if \p n is 0, LimitError from
/// 9 on.
[[nodiscard]] Group symmetric(std::uint32_t n);

/// The alternating group A\p n with generators `a` = (0 1 2) and `b`, an n-cycle (0 1 ... n-1) for
/// odd n and (1 2 ... n-1) for even n; A3 has `a` alone. \throws AlgebraError if \p n is 0,
/// LimitError from 9 on.
[[nodiscard]] Group alternating(std::uint32_t n);

/// The group C\p p^\p k with generators `r1` to `rk` (`r` if k is 1). \throws AlgebraError unless
/// \p p is prime.
[[nodiscard]] Group elementary_abelian(std::uint32_t p, std::uint32_t k);

/// The 24 rotations of a cube, acting on its faces up, down, left, right, front, back (0 to 5): `x`
/// turns up to front, `y` turns left to front.
[[nodiscard]] Group octahedral();

/// The group of pairs, (g, h) at index g |H| + h. A generator keeps its name unless the name occurs
/// twice among all factors; then the k-th of that name gets k appended: C2 x C4 has `r1` and `r2`.
[[nodiscard]] Group direct_product(std::vector<Group> const& factors);

/// \copydoc direct_product(std::vector<Group> const&)
[[nodiscard]] Group direct_product(Group const& g, Group const& h);

/// A permutation with the name of a generator.
using NamedPermutation = std::pair<std::string, Permutation>;

/// The group that the permutations of 0, ..., \p degree - 1 generate, breadth first from e;
/// elements are named in cycle notation. \throws AlgebraError naming a bad name or degree,
/// LimitError beyond Group::max_order elements.
[[nodiscard]] Group generated_by(std::uint32_t degree,
                                 std::vector<NamedPermutation> const& generators);

} // namespace equivarify::algebra

#endif
