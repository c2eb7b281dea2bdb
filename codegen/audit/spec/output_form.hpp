/// \file
/// The outputs of a spec, read strictly.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_OUTPUT_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_OUTPUT_FORM_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::audit {

/// The canonical form of \p output, the field of that name: each output with its defaults. One with
/// the head `joint` has none; it must be alone, and what it says of classes is what labels say.
/// Refuses what is no form of an output. Whether it is a representation, check_outputs() finds out.
[[nodiscard]] nlohmann::json canonical_outputs(Node const& output);

/// The list of weights, one for each class, at \p node: numbers above 0, at most 1000000.
[[nodiscard]] nlohmann::json class_weights_at(Node const& node);

/// The canonical form of the one `joint` output in \p output, or nothing.
[[nodiscard]] nlohmann::json joint_output(Node const& output);

} // namespace equivarify::audit

#endif
