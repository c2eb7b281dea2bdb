/// \file
/// All equivarifications of a finite set, up to isomorphism.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_CLASSIFICATION_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_CLASSIFICATION_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/orbit_sweep.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// The transitive G-sets with a map to Z whose stabilizers are in one class of subgroups.
struct OrbitTypes {
  Subgroup stabilizer; ///< the class's representative
  BigInteger types;    ///< up to isomorphism
};

/// The equivarifications of \p labels labels. Each is Z^{xG} and a G-set E with any map to Z, and
/// these are unique up to isomorphism, so that those with n points are counted by the coefficient
/// of x^n in x^(labels^|G|) / product over d of (1 - x^d)^a_d, where a_d is the number of types of
/// orbits with d points. Where a subgroup H acts on the labels all maps are H-equivariant, and
/// Map_H(G, Z) with its number of points takes the place of Z^{xG}.
class Classification {
public:
  /// Cost: that of subgroup_classes() and of their normalizers.
  ///
  /// \throws AlgebraError without labels; LimitError if the subgroups cannot be listed.
  Classification(Group const& group, Labels const& labels);

  [[nodiscard]] Group const& group() const noexcept { return group_; }

  [[nodiscard]] Labels const& labels() const noexcept { return labels_; }

  /// The types of orbits by class of stabilizers, those with the fewest points first.
  [[nodiscard]] std::vector<OrbitTypes> const& types() const noexcept { return types_; }

  /// The maps G -> Z, the points of the smallest equivarification.
  [[nodiscard]] BigInteger const& least_points() const noexcept { return least_points_; }

  /// The most points beside Z^{xG} for which coefficients are computed.
  static constexpr std::uint64_t max_added_points = 5'000;

  /// The number of equivarifications with n points for each n from \p first to \p last. Cost:
  /// quadratic in \p last less least_points().
  ///
  /// \throws LimitError beyond max_added_points.
  [[nodiscard]] std::vector<BigInteger> counts(std::uint64_t first, std::uint64_t last) const;

  /// The sweeps that find all orbits of equivarifications with up to \p points points: those of
  /// Z^{xG}, then the types of orbits that may be added; none where no equivarification is so
  /// small.
  ///
  /// \throws LimitError if the points of Z^{xG} are more than \p most.
  [[nodiscard]] std::vector<OrbitSweep> sweeps(std::uint64_t points, std::uint64_t most) const;

  /// The equivarifications with \p points points, one of each class: first the orbits of Z^{xG},
  /// then the added ones. No more than \p most of them. \p swept is what sweeps() for so many
  /// points or more found.
  [[nodiscard]] std::vector<Candidate>
  list(std::uint64_t points, std::size_t most, std::vector<SweptOrbits> const& swept) const;

  /// The generating function: `x^4 / ((1-x)^2 (1-x^2)^3)`.
  [[nodiscard]] std::string generating_function() const;

private:
  Group group_;
  Labels labels_;
  std::vector<OrbitTypes> types_;
  BigInteger least_points_;
};

} // namespace equivarify::algebra

#endif
