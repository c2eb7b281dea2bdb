/// \file
/// Motions of arrays in JSON.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_MOTION_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_MOTION_FORM_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/codegen/groups/json_node.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// The motion of arrays of \p shape that \p form describes: a name of algebra::grid_action_names()
/// or `negate`; an object with one of the keys `shift_rows`, `shift_columns`, `permute_channels`,
/// `negate_channels`, `signs`, `permutation`; or a list of these, their product, the last first.
///
/// \throws FormProblems also where the motion does not fit the shape.
[[nodiscard]] algebra::SignedPermutation read_motion(JsonNode const& form,
                                                     algebra::ArrayShape const& shape);

/// \p form in words: `quarter_turn`, `shift_rows 2`, `a permutation of the entries`. \pre \p form
/// is a motion
[[nodiscard]] std::string describe_motion(nlohmann::json const& form);

} // namespace equivarify::codegen

#endif
