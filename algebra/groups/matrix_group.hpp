/// \file
/// Groups of matrices over a prime field.
#ifndef EQUIVARIFY_ALGEBRA_MATRIX_GROUP_HPP
#define EQUIVARIFY_ALGEBRA_MATRIX_GROUP_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A square matrix with entries modulo a prime, row by row.
using ModularMatrix = std::vector<std::vector<std::uint32_t>>;

/// A matrix with the name of a generator.
using NamedMatrix = std::pair<std::string, ModularMatrix>;

/// The group that invertible matrices modulo the prime \p modulus generate, breadth first from e.
///
/// \throws AlgebraError naming the matrix that is not square, not of the size of the others, or not
/// invertible; LimitError beyond Group::max_order elements.
[[nodiscard]] Group matrix_group(std::uint32_t modulus, std::vector<NamedMatrix> const& generators);

} // namespace equivarify::algebra

#endif
