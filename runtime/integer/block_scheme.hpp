/// \file
/// Sums over the copies of a group by the blocks of its rational group algebra.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_BLOCK_SCHEME_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_BLOCK_SCHEME_HPP

#include "equivarify/runtime/integer/group_scheme.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// Of groups whose blocks are known: of a polygon with 3, 4, 5, 6, 8, 10 or 12 corners (S3 and D4
/// among them), of the turns of a tetrahedron (A4) and of a cube (S4), and Q8. The blocks are
/// numbers of degree at most 2, matrices of these, and quaternions. Nothing of another group.
///
/// \pre \p product is the table of a group
[[nodiscard]] std::optional<GroupScheme>
block_scheme(std::vector<std::vector<std::uint32_t>> const& product);

} // namespace equivarify::runtime

#endif
