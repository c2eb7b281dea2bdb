/// \file
/// Motions of arrays in JSON.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_MOTION_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_MOTION_FORM_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What may be said of a motion.
[[nodiscard]] Form const& motion_form();

/// Motions by the names of generators.
[[nodiscard]] Form const& motions_form();

/// The motion of arrays of \p shape that \p form describes: a name of algebra::grid_action_names()
/// or `negate`; an object with one of the keys `shift_rows`, `shift_columns`, `permute_channels`,
/// `negate_channels`, `signs`, `permutation`; or a list of these, their product, the last first. A
/// `permutation` is the list of the entries that the entries come from, or cycles that say where
/// they go.
///
/// \throws InputError also where the motion does not fit the shape.
[[nodiscard]] algebra::SignedPermutation read_motion(JsonNode const& form,
                                                     algebra::ArrayShape const& shape);

/// The motions by which the generators of \p group move arrays of \p shape, in their order, as the
/// object \p node says it by their names.
///
/// \throws InputError with every motion that is none, and each generator that is unknown or missing
[[nodiscard]] std::vector<algebra::SignedPermutation>
read_motions(algebra::Group const& group, JsonNode const& node, algebra::ArrayShape const& shape);

/// Calls \p read with how each generator of \p group acts, in their order, as the object \p node
/// says it by their names. \throws InputError as read_motions()
void read_each_generator(algebra::Group const& group,
                         JsonNode const& node,
                         std::function<void(JsonNode const&)> const& read);

/// \p form in words: `quarter_turn`, `shift_rows 2`, `a permutation of the entries`. \pre \p form
/// is a motion
[[nodiscard]] std::string describe_motion(nlohmann::json const& form);

} // namespace equivarify::codegen

#endif
