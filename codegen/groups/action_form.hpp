/// \file
/// G-sets in JSON.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_ACTION_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_ACTION_FORM_HPP

#include "equivarify/algebra/gset.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {

/// The G-set that \p form describes: `{"group": ..., "points": n, "generators": {"r": [images]}}`,
/// images as a list or in cycle notation; or, on the entries of arrays, `{"group": ..., "shape":
/// [c, h, w], "action": {"r": "quarter_turn"}}`, also as the `input` of a spec.
///
/// \throws algebra::AlgebraError with the JSON pointer, and algebra::ActionError naming g, h and x.
[[nodiscard]] algebra::GSet read_action(nlohmann::json const& form);

} // namespace equivarify::codegen

#endif
