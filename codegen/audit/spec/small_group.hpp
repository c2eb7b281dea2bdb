/// \file
/// The groups of small order, as the auditor reads their table.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_SMALL_GROUP_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_SMALL_GROUP_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstdint>

namespace equivarify::audit {

/// A presentation, as a spec has it, of the group \p number of \p order in
/// algebra/groups/small_groups.txt, a table of GAP's that is built in. \throws Refusal if it has no
/// such group
[[nodiscard]] nlohmann::json small_group_presentation(std::uint32_t order, std::uint32_t number);

} // namespace equivarify::audit

#endif
