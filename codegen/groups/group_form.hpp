/// \file
/// Groups in the JSON forms of specs/README.md.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_GROUP_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_GROUP_FORM_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <cstdint>
#include <variant>

namespace equivarify::algebra {
class PermutationGroup; // whose header, with integers of any size, takes long to compile
} // namespace equivarify::algebra

namespace equivarify::codegen {

/// A group with all elements at hand, or one too large for that.
using AnyGroup = std::variant<algebra::Group, algebra::PermutationGroup>;

/// What a spec may say of a group: one key, whose value makes no group that is too large for a
/// network by far.
[[nodiscard]] Form const& group_form();

/// The group that \p form describes: one of cyclic, dihedral, symmetric, alternating, dicyclic,
/// elementary_abelian, octahedral, small_group, space_group, product, semidirect, wreath,
/// permutations, table, presentation, matrices. Large groups come back as permutation groups where
/// the form says how.
///
/// \throws InputError with the JSON pointer of each mistake.
[[nodiscard]] AnyGroup read_group(JsonNode const& form);

/// As read_group(). \throws InputError also if there are too many elements to list.
[[nodiscard]] algebra::Group read_listed_group(JsonNode const& form);

} // namespace equivarify::codegen

#endif
