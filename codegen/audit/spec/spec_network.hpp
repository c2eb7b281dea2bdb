/// \file
/// The network that a spec describes, as the auditor reads it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SPEC_NETWORK_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SPEC_NETWORK_HPP

#include "equivarify/codegen/audit/proof/theory.hpp"
#include "equivarify/codegen/audit/spec/network_demand.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// How \p spec, in canonical form, makes its network equivariant: its `construction`, or
/// `coinduction` where it is equivariant `already`.
[[nodiscard]] std::string construction_of(nlohmann::json const& spec);

/// All theorems that a certificate of \p spec must prove, whose group has \p order elements.
/// \throws Refusal for a network that no theorem speaks of.
[[nodiscard]] Theory demands_of(nlohmann::json const& spec, std::size_t order);

/// The number of weights and biases of one copy of the network of \p spec, whose layers see \p
/// copies copies where they are concatenated: by the theorem `parameters` those of the whole.
[[nodiscard]] std::size_t parameters_of(nlohmann::json const& spec, std::size_t copies);

} // namespace equivarify::audit

#endif
