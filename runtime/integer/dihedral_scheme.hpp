/// \file
/// Sums over the copies of dihedral groups by the blocks of their rational group algebras.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_DIHEDRAL_SCHEME_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_DIHEDRAL_SCHEME_HPP

#include "equivarify/runtime/integer/group_scheme.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// Of the groups of a regular polygon with 3, 4 or 6 corners, S3 and D4 among them: the rational
/// group algebra is one of numbers and of 2 x 2 matrices, which Strassen's method multiplies in 7
/// products for 8 ("Gaussian elimination is not optimal", 1969). Nothing of another group.
///
/// \pre \p product is the table of a group
[[nodiscard]] std::optional<GroupScheme>
dihedral_scheme(std::vector<std::vector<std::uint32_t>> const& product);

} // namespace equivarify::runtime

#endif
