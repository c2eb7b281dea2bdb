/// \file
/// One irreducible part of a representation by signed permutations.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_ISOTYPIC_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_ISOTYPIC_HPP

#include "equivarify/algebra/representations/monomial.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// A real irreducible representation as a part of a larger one.
struct IrreduciblePart {
  std::vector<double> character; ///< its character on each element
  double norm = 1;               ///< of that character: 1, 2 or 4
  std::uint32_t dimension = 1;
  std::uint32_t multiplicity = 1; ///< how many independent copies there are
};

/// An orthonormal basis, as columns, of one copy of \p part in \p whole. Several copies are told
/// apart by the eigenspaces of a symmetric matrix that commutes with the group, drawn from a fixed
/// seed. Cost: O(|G| n + n^2 r + |G| r^3) for degree n and r = dimension x multiplicity; the last
/// only where there are several copies.
[[nodiscard]] Eigen::MatrixXd basis_of_part(MonomialRepresentation const& whole,
                                            IrreduciblePart const& part);

/// The matrices of \p whole on the span of the columns of \p basis, which is invariant, element by
/// element. Cost: O(|G| n d^2).
[[nodiscard]] std::vector<Eigen::MatrixXd> matrices_on(MonomialRepresentation const& whole,
                                                       Eigen::MatrixXd const& basis);

} // namespace equivarify::algebra

#endif
