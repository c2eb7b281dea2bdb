/// \file
/// The names that a spec may give.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_NAMES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_NAMES_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <string>

namespace equivarify::audit {

/// The name at \p node: lower-case letters, digits and single underscores, a letter first, at most
/// 64. \throws Refusal unless it is one.
[[nodiscard]] std::string identifier(Node const& node);

/// As identifier(), and refuses the words of C++20.
[[nodiscard]] std::string program_name(Node const& node);

/// As identifier(), and refuses `e`, which is the identity.
[[nodiscard]] std::string generator_name(Node const& node);

/// Refuses two blocks or two layers of one name in \p spec, a canonical form.
void check_distinct_names(nlohmann::json const& spec);

} // namespace equivarify::audit

#endif
