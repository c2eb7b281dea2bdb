/// \file
/// The network that a spec describes, as the auditor reads it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SPEC_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SPEC_NETWORK_HPP

#include "equivarify/codegen/audit/proof/theory.hpp"
#include "equivarify/codegen/audit/spec/network_demand.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace equivarify::audit {

/// All theorems that a certificate of \p spec must prove, whose group has \p order elements.
/// \throws Refusal for a network that no theorem speaks of.
[[nodiscard]] Theory demands_of(nlohmann::json const& spec, std::size_t order);

} // namespace equivarify::audit

#endif
