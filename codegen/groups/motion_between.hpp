/// \file
/// Motions that take an array of one shape to an array of another.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_MOTION_BETWEEN_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_MOTION_BETWEEN_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/json/node.hpp"

namespace equivarify::codegen {

/// The motion that \p form describes, of arrays of the shape \p from to arrays of the shape \p to:
/// entry i of the new array is entry `gather[i]` of the old one, negated where `negated[i]`. Where
/// the shapes are equal it is read_motion(). Otherwise its steps are turns, flips and transposes of
/// whole planes, which are defined as on squares, and permutations and signs of channels.
///
/// \throws InputError also where another step stands there, or the motion leads to another shape.
[[nodiscard]] algebra::SignedPermutation read_motion_between(JsonNode const& form,
                                                             algebra::ArrayShape const& from,
                                                             algebra::ArrayShape const& to);

} // namespace equivarify::codegen

#endif
