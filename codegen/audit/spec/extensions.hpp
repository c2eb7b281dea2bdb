/// \file
/// Semidirect and wreath products, built by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_EXTENSIONS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_EXTENSIONS_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

namespace equivarify::audit {

/// The generators of \p spec, a spec's `semidirect`, on the elements of the normal subgroup and the
/// points of the quotient. \throws Refusal unless the quotient acts by automorphisms.
[[nodiscard]] NamedImages of_semidirect(nlohmann::json const& spec);

/// The generators of \p spec, a spec's `wreath`: of a copy of the first group for each point of the
/// second, and of the second, which permutes the copies.
[[nodiscard]] NamedImages of_wreath(nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
