/// \file
/// The matrices that commute with a real irreducible representation: a copy of R, C or H.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_COMMUTANT_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_COMMUTANT_HPP

#include "equivarify/algebra/wedderburn.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The basis 1; 1, i with i^2 = -1; or 1, i, j, k = i j of the matrices that commute with all
/// \p matrices, an orthogonal irreducible representation over \p ring. Each is orthogonal, and a
/// matrix whose entries are integers to rounding is given exactly. Cost: O(|G| d^3) for dimension
/// d.
[[nodiscard]] std::vector<Eigen::MatrixXd>
commutant_basis(std::vector<Eigen::MatrixXd> const& matrices, DivisionRing ring);

/// A space as a vector space over the ring of its scalars.
struct ScalarStructure {
  std::vector<std::uint32_t> rows; ///< unit vectors that are independent over the ring, and span
  Eigen::MatrixXd basis; ///< orthonormal columns v, i v, (j v, k v,) w, i w, ... beginning there
};

/// The structure that \p scalars, a result of commutant_basis(), give to their space. The unit
/// vectors are chosen greedily, each as far from the span of those before as can be.
[[nodiscard]] ScalarStructure scalar_structure(std::vector<Eigen::MatrixXd> const& scalars);

/// \p m with its entries rounded where each is an integer to within 1e-9, else \p m.
[[nodiscard]] Eigen::MatrixXd snap_to_integers(Eigen::MatrixXd const& m);

} // namespace equivarify::algebra

#endif
