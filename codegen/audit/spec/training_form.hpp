/// \file
/// How the program is said to train: the auditor's own reading.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_TRAINING_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_TRAINING_FORM_HPP

#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/spec/permutations.hpp"

#include <nlohmann/json.hpp>

#include <vector>

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

/// Demands of \p spec, whose training may turn pictures, that channels do not change with places,
/// as the components of vectors do: each way in which some element moves the places of a plane, by
/// \p moved, is that of one that leaves channels and signs alone. \p moved has, for each element,
/// where it moves the places of the input, or the signed ones, n + i being minus place i of n.
/// \pre check_training() took \p spec
///
/// \throws Refusal otherwise
void check_turn(nlohmann::json const& spec, std::vector<Images> const& moved);

} // namespace equivarify::audit

#endif
