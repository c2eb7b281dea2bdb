/// \file
/// The Fourier transform over a finite group, and convolutions as products of blocks.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_FOURIER_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_FOURIER_HPP

#include "equivarify/algebra/representations/real_irrep.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The convolution y(h) = sum over k of \p filter (k) \p signal (h k), directly. In other words y
/// is the product of the signal with a matrix whose entry at (h, k) is filter(h^-1 k); it commutes
/// with (g s)(h) = s(g^-1 h). Cost: |G|^2 multiplications.
///
/// \throws AlgebraError unless there is one value for each element.
[[nodiscard]] Eigen::VectorXd
convolve(Group const& group, Eigen::VectorXd const& filter, Eigen::VectorXd const& signal);

/// Where the coefficients of one representation stand among the |G| that determine all: n rows of
/// d numbers each, row after row, for a representation of size n and dimension d.
struct SpectralBlock {
  std::uint32_t offset = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
};

/// The transform over one group. The coefficient of s at rho is the sum over h of s(h) rho(h). It
/// commutes with the scalars of rho, so that RealIrrep::rows of it determine the rest; there are
/// |G| numbers in those rows of all representations together.
///
/// P. Diaconis, Group Representations in Probability and Statistics, chapter 2, for complex
/// representations; the real form puts the size n over the division ring in place of the degree.
class FourierTransform {
public:
  /// \throws LimitError as real_irreps() does.
  explicit FourierTransform(Group const& group);

  [[nodiscard]] Group const& group() const noexcept { return group_; }

  /// The representations, in the order of the coefficients.
  [[nodiscard]] std::vector<RealIrrep> const& irreps() const noexcept { return irreps_; }

  /// The coefficients of \p signal, a square matrix for each representation. Cost: O(|G|^2) for
  /// real representations, up to four times as much for others.
  ///
  /// \throws AlgebraError unless there is one value for each element.
  [[nodiscard]] std::vector<Eigen::MatrixXd> forward(Eigen::VectorXd const& signal) const;

  /// The signal with these \p coefficients: s(h) = sum over rho of n / |G| trace(rho(h)^T s(rho)).
  ///
  /// \throws AlgebraError unless there is one square matrix for each representation.
  [[nodiscard]] Eigen::VectorXd inverse(std::vector<Eigen::MatrixXd> const& coefficients) const;

  /// The sum over k of filter(k) rho(k)^T for each representation: convolving with \p filter
  /// multiplies the coefficients of a signal by it from the right.
  ///
  /// \throws AlgebraError unless there is one value for each element.
  [[nodiscard]] std::vector<Eigen::MatrixXd> filter_blocks(Eigen::VectorXd const& filter) const;

  /// Where each representation's rows stand in the columns of synthesis() and rows of analysis().
  [[nodiscard]] std::vector<SpectralBlock> const& layout() const noexcept { return layout_; }

  /// The |G| x |G| matrix that takes a signal to the rows that determine its coefficients.
  [[nodiscard]] Eigen::MatrixXd analysis() const;

  /// The inverse of analysis(), by the formula of inverse(). Cost: O(|G| d^3) for each
  /// representation of dimension d.
  [[nodiscard]] Eigen::MatrixXd synthesis() const;

  /// The rows that determine the coefficients of a convolution, from those of the signal and
  /// from filter_blocks(): block by block, an n x d matrix times a d x d matrix.
  [[nodiscard]] Eigen::VectorXd multiply(Eigen::VectorXd const& rows,
                                         std::vector<Eigen::MatrixXd> const& blocks) const;

  /// The real multiplications that multiply() does.
  [[nodiscard]] std::uint64_t multiplications() const noexcept;

private:
  Group group_;
  std::vector<RealIrrep> irreps_;
  std::vector<SpectralBlock> layout_;
};

} // namespace equivarify::algebra

#endif
