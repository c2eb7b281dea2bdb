/// \file
/// Representations by signed permutations.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_MONOMIAL_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_MONOMIAL_HPP

#include "equivarify/algebra/subgroup.hpp"

#include <Eigen/Core>

#include <complex>
#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// All homomorphisms lambda from a subgroup H to {1, -1}: there are 2^rank, numbered by masks, and
/// lambda_mask(h) = (-1)^(number of bits in `coordinates[h]` and mask).
struct SignCharacters {
  static constexpr std::uint32_t outside = ~0U;

  std::uint32_t rank = 0;
  std::vector<std::uint32_t> coordinates; ///< for each element of the group; `outside` off H

  /// How many there are.
  [[nodiscard]] std::uint32_t count() const noexcept { return 1U << rank; }

  /// The value of number \p mask on the element at \p h, which is in H.
  [[nodiscard]] int value(std::uint32_t mask, std::uint32_t h) const noexcept;
};

/// The homomorphisms from \p subgroup to {1, -1}: those of H / H^2. Cost: O(order x generators).
[[nodiscard]] SignCharacters sign_characters(Subgroup const& subgroup);

/// How often each of \p signs occurs in the restriction to \p subgroup of the character with
/// \p values on the group's elements; by Frobenius this is how often that character occurs in the
/// induced representation. Cost: O(order + 4^rank).
[[nodiscard]] std::vector<std::uint32_t>
multiplicities(Subgroup const& subgroup,
               SignCharacters const& signs,
               std::vector<std::complex<double>> const& values);

/// A representation by signed permutations: g e_j = sign(g, j) e_image(g, j).
struct MonomialRepresentation {
  std::uint32_t degree = 1;
  std::vector<std::uint32_t> images; ///< `images[g degree + j]`
  std::vector<double> signs;         ///< in the same places, 1 or -1

  /// The matrix of the element at index \p g.
  [[nodiscard]] Eigen::MatrixXd matrix(std::uint32_t g) const;

  /// The matrix of the element at index \p g times \p m. Cost: O(rows x columns).
  [[nodiscard]] Eigen::MatrixXd apply(std::uint32_t g, Eigen::MatrixXd const& m) const;
};

/// The representation induced from number \p mask of \p signs on \p subgroup, on the left cosets
/// in the order of Subgroup::transversal(). Cost: O(|G| index).
[[nodiscard]] MonomialRepresentation
induce(Subgroup const& subgroup, SignCharacters const& signs, std::uint32_t mask);

} // namespace equivarify::algebra

#endif
