/// \file
/// What a spec says of labels, read against its group.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LABELS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LABELS_HPP

#include "equivarify/codegen/audit/spec/group.hpp"

namespace equivarify::audit {

/// Refuses \p labels, canonical, where two classes have one name, where an element or a class is
/// unknown, and where the symmetries of a class are no subgroup.
void check_labels(nlohmann::json const& labels, Group const& group);

/// The elements of the subgroup in the `already` of \p spec, in order. \throws Refusal unless it
/// acts on the classes as it says there; its words have at most \p letters letters.
[[nodiscard]] Images
already_subgroup(nlohmann::json const& spec, Group const& group, std::size_t& letters);

} // namespace equivarify::audit

#endif
