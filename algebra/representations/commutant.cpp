#include "equivarify/algebra/representations/commutant.hpp"

#include "equivarify/algebra/error.hpp"

#include <cmath>

namespace equivarify::algebra {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The mean over the group of the conjugates of E_0j - E_j0: antisymmetric and commuting.
MatrixXd mean_of_rotation(std::vector<MatrixXd> const& matrices, Index j) {
  Index const n = matrices.front().rows();
  MatrixXd sum = MatrixXd::Zero(n, n);
  for (MatrixXd const& m : matrices) {
    sum += m.col(0) * m.col(j).transpose();
  }
  return (sum - sum.transpose()) / static_cast<double>(matrices.size());
}

/// An orthogonal antisymmetric matrix that commutes with all \p matrices and is perpendicular to
/// the \p earlier ones. Some unit vector j has a component of at least n^-1/2 along J e_0, so that
/// some mean is long enough to be trusted.
MatrixXd next_imaginary_unit(std::vector<MatrixXd> const& matrices,
                             std::vector<MatrixXd> const& earlier) {
  auto const n = static_cast<double>(matrices.front().rows());
  for (Index j = 1; j < matrices.front().rows(); ++j) {
    MatrixXd mean = mean_of_rotation(matrices, j);
    for (MatrixXd const& unit : earlier) {
      mean -= unit * (unit.cwiseProduct(mean).sum() / n);
    }
    if (mean.norm() * n >= 0.5) {
      return snap_to_integers(mean * (std::sqrt(n) / mean.norm()));
    }
  }
  throw InternalError("an irreducible representation has too few commuting matrices");
}

} // namespace

MatrixXd snap_to_integers(MatrixXd const& m) {
  MatrixXd const rounded = m.unaryExpr([](double x) { return std::round(x) + 0.0; });
  return (m - rounded).cwiseAbs().maxCoeff() < 1e-9 ? rounded : m;
}

std::vector<MatrixXd> commutant_basis(std::vector<MatrixXd> const& matrices, DivisionRing ring) {
  Index const n = matrices.front().rows();
  std::vector<MatrixXd> basis{MatrixXd::Identity(n, n)};
  if (ring != DivisionRing::real) {
    basis.push_back(next_imaginary_unit(matrices, {}));
  }
  if (ring == DivisionRing::quaternion) {
    basis.push_back(next_imaginary_unit(matrices, {basis[1]}));
    basis.push_back(snap_to_integers(basis[1] * basis[2]));
  }
  return basis;
}

ScalarStructure scalar_structure(std::vector<MatrixXd> const& scalars) {
  Index const n = scalars.front().rows();
  ScalarStructure result{{}, MatrixXd(n, n)};
  for (Index filled = 0; filled < n; filled += static_cast<Index>(scalars.size())) {
    auto const span = result.basis.leftCols(filled);
    VectorXd const covered = span.rowwise().squaredNorm();
    Index row = 0;
    for (Index j = 1; j < n; ++j) {
      row = covered(j) < covered(row) - 1e-9 ? j : row;
    }
    VectorXd const unit = VectorXd::Unit(n, row);
    VectorXd const v = (unit - span * (span.transpose() * unit)).normalized();
    result.rows.push_back(static_cast<std::uint32_t>(row));
    for (std::size_t u = 0; u < scalars.size(); ++u) {
      result.basis.col(filled + static_cast<Index>(u)) = scalars[u] * v;
    }
  }
  return result;
}

} // namespace equivarify::algebra
