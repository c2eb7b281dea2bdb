#include "equivarify/codegen/fourier/adapted_basis.hpp"

#include <bit>
#include <cmath>
#include <cstddef>

namespace equivarify::codegen {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The projection on the vectors that each element a of \p subgroup multiplies by the character
/// (-1)^(bits that a and \p character share).
MatrixXd
projection(algebra::RealIrrep const& irrep, SignSubgroup const& subgroup, std::size_t character) {
  MatrixXd sum = MatrixXd::Zero(irrep.matrices[0].rows(), irrep.matrices[0].cols());
  for (std::size_t a = 0; a < subgroup.elements.size(); ++a) {
    MatrixXd const& matrix = irrep.matrices[subgroup.elements[a].index()];
    sum += std::popcount(a & character) % 2 == 0 ? matrix : MatrixXd{-matrix};
  }
  return sum / static_cast<double>(subgroup.elements.size());
}

/// Grows a basis over the scalars, vector by vector.
class BasisBuilder {
public:
  explicit BasisBuilder(algebra::RealIrrep const& irrep)
      : irrep_{irrep}, basis_(MatrixXd::Zero(irrep.matrices[0].rows(), irrep.matrices[0].cols())) {}

  /// Adds vectors of the image of \p space, which the scalars map to itself, until it is spanned.
  void span(MatrixXd const& space) {
    for (Index column = 0; column < space.cols(); ++column) {
      VectorXd const rest = space.col(column) - basis_ * (basis_.transpose() * space.col(column));
      constexpr double independent = 1e-3; // what is left is 0 to rounding or far from it
      if (rest.norm() > independent) {
        add(rest.normalized());
      }
    }
  }

  MatrixXd take() { return std::move(basis_); }

private:
  void add(VectorXd const& vector) {
    for (MatrixXd const& scalar : irrep_.scalars) {
      basis_.col(size_++) = scalar * vector;
    }
  }

  algebra::RealIrrep const& irrep_;
  MatrixXd basis_;
  Index size_ = 0;
};

/// \p entry, or the integer that it is to rounding.
double snapped(double entry) {
  constexpr double rounding = 1e-12;
  double const integer = std::round(entry);
  return std::abs(entry - integer) < rounding ? integer + 0.0 : entry; // no negative zero
}

} // namespace

std::vector<MatrixXd> adapted_matrices(algebra::RealIrrep const& irrep,
                                       SignSubgroup const& subgroup) {
  BasisBuilder builder{irrep};
  for (std::size_t character = 0; character < subgroup.elements.size(); ++character) {
    builder.span(projection(irrep, subgroup, character));
  }
  MatrixXd const basis = builder.take();
  std::vector<MatrixXd> result;
  for (MatrixXd const& matrix : irrep.matrices) {
    result.emplace_back((basis.transpose() * matrix * basis).unaryExpr(&snapped));
  }
  return result;
}

} // namespace equivarify::codegen
