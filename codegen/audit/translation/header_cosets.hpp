/// \file
/// The construction of a header whose group is stated by steps.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_COSETS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_COSETS_HPP

#include "equivarify/codegen/audit/translation/header_judge.hpp"

#include <string>

namespace equivarify::audit {

/// Refuses unless the tables of a construction, \p body, follow from the steps of the group and
/// from elements that generate the subgroup.
void expect_cosets(HeaderDue const& due, std::string const& body);

} // namespace equivarify::audit

#endif
