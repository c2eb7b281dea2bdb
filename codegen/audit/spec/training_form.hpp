/// \file
/// How the program is said to train: the auditor's own reading.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_TRAINING_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_TRAINING_FORM_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::audit {

/// The canonical form of \p training.
///
/// \throws Refusal where it has another form than training can have
[[nodiscard]] nlohmann::json canonical_training(Node const& training);

/// Demands of \p spec, a canonical form, that its training moves pictures alone and leaves their
/// answers as they are: shifts in sight, of classes of whole pictures; turns of classes that are
/// invariant, or whose pose is unknown.
///
/// \throws Refusal otherwise
void check_training(nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
