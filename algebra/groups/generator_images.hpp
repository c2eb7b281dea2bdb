/// \file
/// What the images under generators must be to give an action.
#ifndef EQUIVARIFY_ALGEBRA_GENERATOR_IMAGES_HPP
#define EQUIVARIFY_ALGEBRA_GENERATOR_IMAGES_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// Requires a permutation of \p points points in \p images for each generator of \p group.
///
/// \throws AlgebraError naming the generator and what is wrong.
void require_permutations(Group const& group,
                          std::uint32_t points,
                          std::vector<std::vector<std::uint32_t>> const& images);

} // namespace equivarify::algebra

#endif
