/// \file
/// The motions of a spec's input, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_MOTIONS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_MOTIONS_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

namespace equivarify::audit {

/// For each signed place of an array of \p shape, place n + i being minus entry i of n, the place
/// from which \p motion, a spec's motion of one generator, takes it. \throws Refusal if it
/// describes none.
[[nodiscard]] Images motion_sources(nlohmann::json const& motion, nlohmann::json const& shape);

} // namespace equivarify::audit

#endif
