/// \file
/// Groups given by generators and relations, enumerated by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_PRESENTATION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_PRESENTATION_HPP

#include "equivarify/codegen/audit/spec/group.hpp"

namespace equivarify::audit {

/// The group of \p form, a spec's `presentation`, whose words have at most \p letters letters: Todd
/// and Coxeter's enumeration of the cosets of the trivial subgroup, relation by relation (Holt,
/// Eick and O'Brien, Handbook of Computational Group Theory, section 5.2). \throws Refusal if the
/// bounds on cosets and steps are not enough.
[[nodiscard]] Group presented_group(nlohmann::json const& form, std::size_t& letters);

} // namespace equivarify::audit

#endif
