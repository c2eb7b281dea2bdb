/// \file
/// The members of JSON objects, which must be there.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_MEMBERS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_MEMBERS_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace equivarify::audit {

/// The member \p key of \p object. \throws Refusal unless \p object has it.
[[nodiscard]] nlohmann::json const& member(nlohmann::json const& object, char const* key);

/// The member \p key of \p object, a string. \throws Refusal unless it is one.
[[nodiscard]] std::string text(nlohmann::json const& object, char const* key);

/// \throws Refusal unless \p object has \p count members.
void demand_size(nlohmann::json const& object, std::size_t count, std::string const& what);

} // namespace equivarify::audit

#endif
