/// \file
/// Products of groups, built by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_EXTENSIONS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_EXTENSIONS_HPP

#include "equivarify/codegen/audit/spec/group.hpp"

namespace equivarify::audit {

/// The direct product of \p factors.
[[nodiscard]] Group direct_product(std::vector<Group> const& factors);

/// The group of \p form, a spec's `semidirect`, on the elements of the normal subgroup and those of
/// the quotient. \throws Refusal unless the quotient acts by automorphisms.
[[nodiscard]] Group semidirect_of(nlohmann::json const& form, std::size_t& letters);

/// The group of \p form, a spec's `wreath`: generators of a copy of the first group for each point
/// of the second, and of the second, which permutes the copies.
[[nodiscard]] Group wreath_of(nlohmann::json const& form, std::size_t& letters);

} // namespace equivarify::audit

#endif
