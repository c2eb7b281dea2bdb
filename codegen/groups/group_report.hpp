/// \file
/// What `equivarify group` prints for people.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_GROUP_REPORT_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_GROUP_REPORT_HPP

#include "equivarify/codegen/groups/group_facts.hpp"

#include <string>

namespace equivarify::codegen {

/// The facts as lines, then, where they are short enough to read: the conjugacy classes, the
/// classes of subgroups, the character table and the blocks of the real group algebra.
[[nodiscard]] std::string to_text(AnyGroup const& group, GroupFacts const& facts);

} // namespace equivarify::codegen

#endif
