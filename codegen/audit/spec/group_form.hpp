/// \file
/// The forms of groups, permutations and motions in a spec, read strictly.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_GROUP_FORM_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_GROUP_FORM_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

namespace equivarify::audit {

/// Refuses what is no form of a group: an unknown kind, a key that has no meaning there, a number
/// that is no integer or out of range. Whether the form describes a group, group_of() finds out.
void check_group_form(Node const& form);

/// Refuses what is neither a text in cycle notation nor a list of images.
void check_permutation_form(Node const& form);

/// Refuses what is no motion.
void check_motion_form(Node const& form);

} // namespace equivarify::audit

#endif
