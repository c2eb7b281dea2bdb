/// \file
/// An input of several parts, as the auditor reads it.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_INPUT_PARTS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_INPUT_PARTS_HPP

#include "equivarify/codegen/audit/spec/group.hpp"
#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace equivarify::audit {

/// The parts in canonical form. \p parts is the member of the input. \throws Refusal
[[nodiscard]] nlohmann::json canonical_parts(Node const& parts);

/// \p spec, in canonical form, with an input of several parts as one vector: `input` has a `shape`
/// too, that of all entries, and the first block begins with a layer of the type `part` for each.
/// Any other spec stays as it is, and so does one that is joined already. \throws Refusal for a
/// part that has the name of something else, for a layer of the first block that reads all parts at
/// once, and where the first block is used as it is or the network is equivariant already.
[[nodiscard]] nlohmann::json joined_parts(nlohmann::json spec);

/// \throws Refusal unless each of \p parts says of every generator of \p group, and of nothing
/// else, how it moves.
void expect_motions_of_parts(nlohmann::json const& parts, Group const& group);

/// From where the generator \p name takes each signed place of the parts \p parts, one part after
/// another. \throws Refusal for motions that are none, or that take an entry twice.
[[nodiscard]] Images sources_of_parts(nlohmann::json const& parts, std::string const& name);

} // namespace equivarify::audit

#endif
