#include "equivarify/algebra/representations/isotypic.hpp"

#include "equivarify/algebra/error.hpp"

#include <Eigen/Eigenvalues>

#include <cmath>
#include <random>

namespace equivarify::algebra {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The projection on all copies: (dimension / (norm |G|)) sum over g of character(g) g (J.-P.
/// Serre, Linear Representations of Finite Groups, 2.6).
MatrixXd projection_on(MonomialRepresentation const& whole, IrreduciblePart const& part) {
  MatrixXd sum = MatrixXd::Zero(whole.degree, whole.degree);
  for (std::size_t g = 0; g < part.character.size(); ++g) {
    for (std::uint32_t j = 0; j < whole.degree; ++j) {
      std::size_t const place = g * whole.degree + j;
      sum(whole.images[place], j) += part.character[g] * whole.signs[place];
    }
  }
  auto const order = static_cast<double>(part.character.size());
  return (part.dimension / (part.norm * order)) * sum;
}

/// The column of greatest norm, the first among nearly equal ones.
Index longest_column(MatrixXd const& m) {
  Index longest = 0;
  for (Index j = 1; j < m.cols(); ++j) {
    if (m.col(j).squaredNorm() > m.col(longest).squaredNorm() * (1 + 1e-9) + 1e-12) {
      longest = j;
    }
  }
  return longest;
}

/// An orthonormal basis of the span of the columns of \p m, which has rank \p rank: Gram and
/// Schmidt's method, the longest column first, each vector cleaned twice.
MatrixXd orthonormal_range(MatrixXd m, Index rank) {
  MatrixXd basis(m.rows(), rank);
  for (Index k = 0; k < rank; ++k) {
    VectorXd v = m.col(longest_column(m)).normalized();
    for (int repeat = 0; repeat < 2; ++repeat) {
      v -= basis.leftCols(k) * (basis.leftCols(k).transpose() * v);
      v.normalize();
    }
    basis.col(k) = v;
    m -= v * (v.transpose() * m);
  }
  return basis;
}

/// A symmetric matrix that commutes with all \p matrices: the mean of the conjugates of a random
/// one.
MatrixXd random_commuting(std::vector<MatrixXd> const& matrices) {
  constexpr std::uint64_t seed = 20231105;
  std::mt19937_64 generator{seed};
  Index const n = matrices.front().rows();
  MatrixXd start(n, n);
  for (Index i = 0; i < start.size(); ++i) {
    start(i) = static_cast<double>(generator() >> 11) * 0x1p-53 - 0.5;
  }
  MatrixXd mean = MatrixXd::Zero(n, n);
  for (MatrixXd const& matrix : matrices) {
    mean += matrix * (start + start.transpose()) * matrix.transpose();
  }
  return mean / static_cast<double>(matrices.size());
}

/// The eigenspaces come in runs of `dimension` equal eigenvalues; the run that is farthest from its
/// neighbours has the most accurate eigenvectors.
MatrixXd best_separated_copy(MatrixXd const& commuting, IrreduciblePart const& part) {
  Eigen::SelfAdjointEigenSolver<MatrixXd> const solver{commuting};
  VectorXd const& values = solver.eigenvalues();
  Index const d = part.dimension;
  double best_gap = 0;
  Index best = 0;
  for (Index start = 0; start < values.size(); start += d) {
    double const below = start == 0 ? HUGE_VAL : values(start) - values(start - 1);
    double const above =
        start + d == values.size() ? HUGE_VAL : values(start + d) - values(start + d - 1);
    if (std::min(below, above) > best_gap) {
      best_gap = std::min(below, above);
      best = start;
    }
  }
  EQUIVARIFY_ASSERT(best_gap > 1e-6, "copies of a representation could not be told apart");
  return solver.eigenvectors().middleCols(best, d);
}

} // namespace

MatrixXd basis_of_part(MonomialRepresentation const& whole, IrreduciblePart const& part) {
  Index const rank = Index{part.dimension} * part.multiplicity;
  MatrixXd basis = orthonormal_range(projection_on(whole, part), rank);
  if (part.multiplicity == 1) {
    return basis;
  }
  return basis * best_separated_copy(random_commuting(matrices_on(whole, basis)), part);
}

std::vector<MatrixXd> matrices_on(MonomialRepresentation const& whole, MatrixXd const& basis) {
  std::vector<MatrixXd> result;
  std::size_t const order = whole.images.size() / whole.degree;
  for (std::uint32_t g = 0; g < order; ++g) {
    result.emplace_back(basis.transpose() * whole.apply(g, basis));
  }
  return result;
}

} // namespace equivarify::algebra
