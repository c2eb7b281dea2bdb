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

/// For each of several \p inputs the inputs whose entries the generators of \p group bring to it,
/// as SpecFrame::from has them, from the values \p given of `--input-from`: NAME=OTHER, or
/// NAME=GENERATOR=OTHER,... or JSON by generator where there are several generators.
///
/// \throws algebra::AlgebraError as input_motions(), and where there is one input.
[[nodiscard]] nlohmann::ordered_json input_sources(std::vector<std::string> const& given,
                                                   std::vector<LiftedInput> const& inputs,
                                                   algebra::Group const& group);

} // namespace equivarify::codegen

#endif
