/// \file
/// How a group that was proposed moves several inputs.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_PROPOSED_PARTS_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_PROPOSED_PARTS_HPP

#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/propose/proposed_group.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace equivarify::codegen {

/// Actions on several inputs, as SpecFrame has them.
struct ProposedParts {
  nlohmann::ordered_json action = nlohmann::ordered_json::object();
  nlohmann::ordered_json from = nlohmann::ordered_json::object();
};

/// How the generators of \p group move the entries of several \p inputs, one after another: within
/// an input, or from another one to it.
///
/// \throws AlgebraError where a generator brings entries of several inputs to one, or of one to
/// another of another shape: no spec has that.
[[nodiscard]] ProposedParts proposed_parts(ProposedGroup const& group,
                                           std::vector<LiftedInput> const& inputs);

} // namespace equivarify::codegen

#endif
