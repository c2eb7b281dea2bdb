/// \file
/// Members of outputs and of weights in a header that are no part of an action.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_MEMBERS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_MEMBERS_HPP

#include <string>

namespace equivarify::audit {

/// Refuses unless \p member declares one thing, which is no part of an action.
void expect_other_member(std::string const& member, std::string const& name);

} // namespace equivarify::audit

#endif
