#include "equivarify/algebra/representations/fourier.hpp"

#include "equivarify/algebra/error.hpp"

#include <Eigen/LU>
#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

void require_values(Group const& group, VectorXd const& values) {
  if (values.size() != group.order()) {
    throw AlgebraError(fmt::format("found {} values, expected {}, one for each element of {}",
                                   values.size(),
                                   group.order(),
                                   group.name()));
  }
}

void require_coefficients(std::vector<RealIrrep> const& irreps,
                          std::vector<MatrixXd> const& coefficients) {
  if (coefficients.size() != irreps.size()) {
    throw AlgebraError(
        fmt::format("found {} coefficients, expected {}, one for each representation",
                    coefficients.size(),
                    irreps.size()));
  }
  for (std::size_t i = 0; i < irreps.size(); ++i) {
    MatrixXd const& m = coefficients[i];
    if (m.rows() != irreps[i].dimension() || m.cols() != irreps[i].dimension()) {
      throw AlgebraError(fmt::format("coefficient {}: found {} x {}, expected {} rows and columns",
                                     i,
                                     m.rows(),
                                     m.cols(),
                                     irreps[i].dimension()));
    }
  }
}

/// The rows of \p irrep and their multiples by the scalars, which are all rows up to a change of
/// basis.
MatrixXd spanning_rows(RealIrrep const& irrep) {
  Index const d = irrep.dimension();
  MatrixXd result(d, d);
  Index next = 0;
  for (std::uint32_t const row : irrep.rows) {
    for (MatrixXd const& scalar : irrep.scalars) {
      result.row(next++) = scalar.row(row);
    }
  }
  return result;
}

/// The determining rows of \p m, one after the other.
VectorXd determining_entries(RealIrrep const& irrep, MatrixXd const& m) {
  VectorXd result(static_cast<Index>(irrep.rows.size()) * m.cols());
  Index next = 0;
  for (std::uint32_t const row : irrep.rows) {
    result.segment(next, m.cols()) = m.row(row).transpose();
    next += m.cols();
  }
  return result;
}

/// What each entry of the determining rows contributes to the value at one element, whose matrix
/// is \p m: with S the spanning rows, the full coefficient is S^-1 times the rows (row_i u) for
/// every scalar u.
MatrixXd contributions(RealIrrep const& irrep, MatrixXd const& solver, MatrixXd const& m) {
  MatrixXd const weights = solver * m;
  MatrixXd result = MatrixXd::Zero(static_cast<Index>(irrep.rows.size()), m.cols());
  Index next = 0;
  for (Index i = 0; i < result.rows(); ++i) {
    for (MatrixXd const& scalar : irrep.scalars) {
      result.row(i) += weights.row(next++) * scalar.transpose();
    }
  }
  return result;
}

} // namespace

VectorXd convolve(Group const& group, VectorXd const& filter, VectorXd const& signal) {
  require_values(group, filter);
  require_values(group, signal);
  VectorXd result = VectorXd::Zero(group.order());
  for (std::uint32_t h = 0; h < group.order(); ++h) {
    for (std::uint32_t k = 0; k < group.order(); ++k) {
      result(h) += filter(k) * signal(group.multiply_unchecked(h, k));
    }
  }
  return result;
}

FourierTransform::FourierTransform(Group const& group)
    : group_{group}, irreps_{real_irreps(group)} {
  std::uint32_t offset = 0;
  for (RealIrrep const& irrep : irreps_) {
    layout_.push_back({offset, irrep.block.size, irrep.dimension()});
    offset += irrep.block.size * irrep.dimension();
  }
}

std::vector<MatrixXd> FourierTransform::forward(VectorXd const& signal) const {
  require_values(group_, signal);
  std::vector<MatrixXd> result;
  for (RealIrrep const& irrep : irreps_) {
    MatrixXd& sum = result.emplace_back(MatrixXd::Zero(irrep.dimension(), irrep.dimension()));
    for (std::uint32_t h = 0; h < group_.order(); ++h) {
      sum += signal(h) * irrep.matrices[h];
    }
  }
  return result;
}

VectorXd FourierTransform::inverse(std::vector<MatrixXd> const& coefficients) const {
  require_coefficients(irreps_, coefficients);
  VectorXd result = VectorXd::Zero(group_.order());
  for (std::size_t i = 0; i < irreps_.size(); ++i) {
    for (std::uint32_t h = 0; h < group_.order(); ++h) {
      result(h) +=
          irreps_[i].block.size * irreps_[i].matrices[h].cwiseProduct(coefficients[i]).sum();
    }
  }
  return result / group_.order();
}

std::vector<MatrixXd> FourierTransform::filter_blocks(VectorXd const& filter) const {
  std::vector<MatrixXd> result = forward(filter);
  for (MatrixXd& block : result) {
    block.transposeInPlace();
  }
  return result;
}

MatrixXd FourierTransform::analysis() const {
  MatrixXd result(group_.order(), group_.order());
  for (std::size_t i = 0; i < irreps_.size(); ++i) {
    for (std::uint32_t h = 0; h < group_.order(); ++h) {
      VectorXd const column = determining_entries(irreps_[i], irreps_[i].matrices[h]);
      result.block(layout_[i].offset, h, column.size(), 1) = column;
    }
  }
  return result;
}

MatrixXd FourierTransform::synthesis() const {
  MatrixXd result(group_.order(), group_.order());
  for (std::size_t i = 0; i < irreps_.size(); ++i) {
    MatrixXd const solver = spanning_rows(irreps_[i]).transpose().inverse();
    double const scale = static_cast<double>(layout_[i].rows) / group_.order();
    for (std::uint32_t h = 0; h < group_.order(); ++h) {
      // Transposed, for Eigen stores columns and the layout has row after row.
      MatrixXd const all = contributions(irreps_[i], solver, irreps_[i].matrices[h]).transpose();
      result.block(h, layout_[i].offset, 1, all.size()) = scale * all.reshaped().transpose();
    }
  }
  return result;
}

VectorXd FourierTransform::multiply(VectorXd const& rows,
                                    std::vector<MatrixXd> const& blocks) const {
  require_values(group_, rows);
  require_coefficients(irreps_, blocks);
  VectorXd result(rows.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::uint32_t row = 0; row < layout_[i].rows; ++row) {
      Index const start = Index{layout_[i].offset} + Index{row} * layout_[i].columns;
      result.segment(start, layout_[i].columns) =
          blocks[i].transpose() * rows.segment(start, layout_[i].columns);
    }
  }
  return result;
}

std::uint64_t FourierTransform::multiplications() const noexcept {
  std::uint64_t sum = 0;
  for (SpectralBlock const& block : layout_) {
    sum += std::uint64_t{block.rows} * block.columns * block.columns;
  }
  return sum;
}

} // namespace equivarify::algebra
