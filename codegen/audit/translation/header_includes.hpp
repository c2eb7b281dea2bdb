/// \file
/// The headers that a generated header must include.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_INCLUDES_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_INCLUDES_HPP

#include "equivarify/codegen/audit/translation/header_text.hpp"

namespace equivarify::audit {

/// Refuses unless \p header, which does not bring the runtime along, includes the home of each name
/// of the runtime and of the standard library that it uses, and of the latter no file that no such
/// header needs. \throws Refusal
void expect_includes(HeaderText const& header);

} // namespace equivarify::audit

#endif
