/// \file
/// How the group moves each input of a model that is lifted.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_INPUTS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_INPUTS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace equivarify::codegen {

/// The motions of the generators of \p group on \p inputs, as SpecFrame::action has them, from the
/// values \p given of `--input-action`: MOTIONS for one input, NAME=MOTIONS for each of several,
/// where NAME is that of the file or of the spec. MOTIONS are those of motions_from().
///
/// \throws algebra::AlgebraError for an input that is unknown, with the nearest name, missing, or
/// given twice, and as motions_from().
[[nodiscard]] nlohmann::ordered_json input_motions(std::vector<std::string> const& given,
                                                   std::vector<LiftedInput> const& inputs,
                                                   algebra::Group const& group);

} // namespace equivarify::codegen

#endif
