/// \file
/// Groups given by generators and relations, enumerated by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_PRESENTATION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_PRESENTATION_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

namespace equivarify::audit {

/// How the generators that \p spec, a spec's `presentation`, names permute the elements of its
/// group: Todd and Coxeter's enumeration of the cosets of the trivial subgroup, relation by
/// relation (Holt, Eick and O'Brien, Handbook of Computational Group Theory, section 5.2). \throws
/// Refusal if a million cosets are not enough.
[[nodiscard]] NamedImages of_presentation(nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
