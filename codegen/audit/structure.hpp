/// \file
/// The concrete parts of a certificate, recomputed from its spec.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_STRUCTURE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_STRUCTURE_HPP

#include "equivarify/codegen/audit/theory.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <vector>

namespace equivarify::audit {

/// \throws Refusal unless `group`, `action` and `kernel` of \p certificate are those of its `spec`:
/// the table is one of a group, isomorphic to the spec's by its generators; the generators move the
/// entries as the spec says, and that keeps every product of the table; the kernel, its cosets and
/// the section through them are those of that action.
///
/// \return the order of the group
std::size_t check_structure(nlohmann::json const& certificate);

/// The blocks of the network of \p spec. \throws Refusal for a block that is neither lifted nor
/// concatenated, of which no theorem speaks.
[[nodiscard]] std::vector<NetworkBlock> blocks_of(nlohmann::json const& spec);

/// The number of weights and biases of one copy of the network of \p spec, whose group has \p order
/// elements: by the theorem `parameters` those of the lift.
[[nodiscard]] std::size_t parameters_of(nlohmann::json const& spec, std::size_t order);

} // namespace equivarify::audit

#endif
