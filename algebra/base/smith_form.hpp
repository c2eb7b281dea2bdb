/// \file
/// Finitely generated abelian groups from integer matrices.
#ifndef EQUIVARIFY_ALGEBRA_SMITH_FORM_HPP
#define EQUIVARIFY_ALGEBRA_SMITH_FORM_HPP

#include "equivarify/algebra/big_integer.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// Z^rank x C_d1 x C_d2 x ..., where each d divides the next and is at least 2.
struct AbelianInvariants {
  std::size_t free_rank = 0;
  std::vector<BigInteger> torsion{};
  friend bool operator==(AbelianInvariants const&, AbelianInvariants const&) = default;
};

/// Such as `Z^2 x C2 x C4`; `1` for the trivial group.
[[nodiscard]] std::string to_string(AbelianInvariants const& group);

/// Z^\p columns modulo the rows of \p relations: what stands on the diagonal of their Smith normal
/// form says it. The numbers are exact, however large they grow on the way.
///
/// Source: H. Cohen, A Course in Computational Algebraic Number Theory, section 2.4. Cost:
/// O(rows columns min(rows, columns)) operations for each time that a pivot gets smaller.
///
/// \pre each row has \p columns entries
[[nodiscard]] AbelianInvariants quotient_of_integers(std::vector<std::vector<BigInteger>> relations,
                                                     std::size_t columns);

} // namespace equivarify::algebra

#endif
