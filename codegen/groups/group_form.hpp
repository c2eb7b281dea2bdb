/// \file
/// Groups in the JSON forms of specs/README.md.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_GROUP_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_GROUP_FORM_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/permutation_group.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <variant>

namespace equivarify::codegen {

/// A group with all elements at hand, or one too large for that.
using AnyGroup = std::variant<algebra::Group, algebra::PermutationGroup>;

/// The group that \p form describes: one of cyclic, dihedral, symmetric, alternating, dicyclic,
/// elementary_abelian, octahedral, product, semidirect, wreath, permutations, table, presentation,
/// matrices. Large groups come back as permutation groups where the form says how.
///
/// \throws algebra::AlgebraError whose message begins with the JSON pointer of the mistake.
[[nodiscard]] AnyGroup read_group(nlohmann::json const& form);

/// As read_group(). \throws algebra::LimitError if the elements cannot be listed.
[[nodiscard]] algebra::Group read_listed_group(nlohmann::json const& form);

} // namespace equivarify::codegen

#endif
