/// \file
/// The real irreducible representations of a finite group, as matrices.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_REAL_IRREP_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_REAL_IRREP_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/wedderburn.hpp"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A real irreducible representation by orthogonal matrices, together with the matrices that
/// commute with it: a copy of its division ring D, which is R, C or H.
struct RealIrrep {
  /// The complex characters behind it, in the order of character_table(): one, or two conjugates.
  std::vector<std::size_t> characters;

  /// The simple factor of the real group algebra that it spans: size n, over D.
  RealBlock block;

  /// The matrix of each element in the group's order; the first is 1.
  std::vector<Eigen::MatrixXd> matrices;

  /// Whether every matrix is a signed permutation, its entries exactly 0, 1, -1. There is such a
  /// basis if and only if this holds.
  bool exact_signed = false;

  /// 1; 1, i; or 1, i, j, k: orthogonal matrices that commute with all others and multiply as
  /// their names say.
  std::vector<Eigen::MatrixXd> scalars;

  /// n unit vectors that span the space over D: these rows of any combination of the matrices
  /// determine the others.
  std::vector<std::uint32_t> rows;

  /// The dimension over the real numbers: n times 1, 2 or 4.
  [[nodiscard]] std::uint32_t dimension() const noexcept { return block.dimension(); }
};

/// The largest group for which real_irreps() computes.
inline constexpr std::uint32_t max_irrep_order = 1'000;

/// The real irreducible representations, one of each class, in the order of their first characters;
/// the trivial one first. Bases are signed permutations wherever there are such; otherwise they
/// are adapted to the scalars (v, i v, w, i w, ...) and the entries are right to rounding. Cost:
/// the character table and, for each kernel of a character of degree above 1, the subgroups of the
/// quotient by it.
///
/// \throws LimitError for a group of order above max_irrep_order, and for one that is not abelian
/// and has more classes or subgroups than character_table() and subgroup_classes() list.
[[nodiscard]] std::vector<RealIrrep> real_irreps(Group const& group);

/// How far matrices are from being an orthogonal representation: the largest entries of
/// rho(g)^T rho(g) - 1, of rho(g) rho(s) - rho(g s) for generators s, and of rho(e) - 1.
struct IrrepResiduals {
  double orthogonality = 0;
  double homomorphism = 0;
};

/// The residuals of \p irrep. Cost: O(|G| k d^3) for k generators and dimension d.
[[nodiscard]] IrrepResiduals residuals(Group const& group, RealIrrep const& irrep);

} // namespace equivarify::algebra

#endif
