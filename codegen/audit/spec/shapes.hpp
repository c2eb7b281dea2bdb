/// \file
/// The shapes of values in a network, followed by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SHAPES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SHAPES_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace equivarify::audit {

/// The number of weights and biases of one copy of the network of \p spec, in canonical form, whose
/// layers see \p copies copies where they are concatenated: by the theorem `parameters` those of
/// the whole. \throws Refusal where a layer does not fit its input or is too large, where a block
/// cannot be of its kind in the construction \p construction, and where the last output is not one
/// number for each class (and, if all layers are one map of a group of \p order, for each element),
/// or is no copies that the outputs of the spec cut into parts.
[[nodiscard]] std::size_t parameters_of(nlohmann::json const& spec,
                                        std::string const& construction,
                                        std::size_t order,
                                        std::size_t copies);

} // namespace equivarify::audit

#endif
