/// \file
/// The group that a spec describes, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_GROUP_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_GROUP_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

namespace equivarify::audit {

/// The generators of the group that \p spec, a spec's `group`, describes, in order. \throws Refusal
/// if it describes none.
[[nodiscard]] NamedImages group_generators(nlohmann::json const& spec);

/// Gives the names that occur more than once in \p generators the numbers 1, 2, ...
void make_distinct(NamedImages& generators);

} // namespace equivarify::audit

#endif
