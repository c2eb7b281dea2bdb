/// \file
/// Equivariant maps from the G-product into a finite G-set: finite heads.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_FINITE_HEADS_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_FINITE_HEADS_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// The orbits of Z^{xG} whose stabilizers are conjugate to one K, and where they may go.
struct HeadChoice {
  Subgroup stabilizer;               ///< K
  BigInteger orbits;                 ///< of Z^{xG} with this stabilizer, at least one
  std::vector<std::uint32_t> images; ///< the points of Y that K fixes
};

/// Why there is no head: all of G fixes each constant point of Z^{xG}, and so must fix its image,
/// but each point y of Y is moved by some generator.
struct HeadObstruction {
  std::vector<std::uint32_t> moved_by; ///< for each y the number of a generator s with s y != y
};

/// What equivariant maps Z^{xG} -> Y there are.
struct FiniteHeads {
  std::vector<HeadChoice> choices; ///< by class of stabilizers, the smallest subgroups first
  /// The product of abs(Y^K) over all orbits of Z^{xG}; nothing if it has more than max_head_bits
  /// bits.
  std::optional<BigInteger> count;
  std::optional<HeadObstruction> obstruction; ///< where there is none

  [[nodiscard]] bool exist() const noexcept { return !obstruction; }
};

/// The most bits of a number of heads that is written out.
inline constexpr std::uint64_t max_head_bits = 20'000;

/// Counts the equivariant maps Z^{xG} -> \p outputs for \p labels labels: for one s of each orbit
/// any point that Stab(s) fixes. Z^{xG} is not listed. There is one if and only if all of G fixes a
/// point of \p outputs. Source: algebra/README.md, "Heads". Cost: that of count_g_product(), and
/// O(n) for each class of subgroups and n points.
///
/// \throws AlgebraError without labels; LimitError if the subgroups of G cannot be listed.
[[nodiscard]] FiniteHeads finite_heads(SchreierGraph const& outputs, std::uint32_t labels);

/// One equivariant map: g s goes to g y for s of each orbit.
struct FiniteHead {
  std::vector<std::uint32_t> images; ///< y for each orbit of head_orbits()
};

/// The sweeps that find the orbits of Z^{xG} for \p labels labels, one for each of
/// FiniteHeads::choices.
[[nodiscard]] std::vector<OrbitSweep> orbit_sweeps(FiniteHeads const& heads, std::uint32_t labels);

/// The orbits of Z^{xG} one by one, each as G/K with a map to the labels: s(t) = F(t^-1 K).
[[nodiscard]] std::vector<CosetMap> head_orbits(std::vector<SweptOrbits> const& swept);

/// The first \p most equivariant maps, those of the last orbits varying first.
[[nodiscard]] std::vector<FiniteHead>
list_heads(FiniteHeads const& heads, std::vector<CosetMap> const& orbits, std::size_t most);

} // namespace equivarify::algebra

#endif
