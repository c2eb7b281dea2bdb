/// \file
/// Bases of a representation in which a subgroup acts by signs.
#ifndef EQUIVARIFY_CODEGEN_FOURIER_ADAPTED_BASIS_HPP
#define EQUIVARIFY_CODEGEN_FOURIER_ADAPTED_BASIS_HPP

#include "equivarify/algebra/representations/real_irrep.hpp"
#include "equivarify/codegen/fourier/sign_subgroup.hpp"

#include <Eigen/Core>

#include <vector>

namespace equivarify::codegen {

/// The matrices of \p irrep in an orthonormal basis v, i v, (j v, k v,) w, i w, ... over its
/// scalars, each vector of which every element of \p subgroup keeps or negates. Entries that are
/// 0, 1 or -1 to rounding are exactly that. Cost: O(|G| d^3) for dimension d.
[[nodiscard]] std::vector<Eigen::MatrixXd> adapted_matrices(algebra::RealIrrep const& irrep,
                                                            SignSubgroup const& subgroup);

} // namespace equivarify::codegen

#endif
