/// \file
/// What the forms of groups that have several members consist of.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_PARTS_OF_GROUPS_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_PARTS_OF_GROUPS_HPP

#include "equivarify/codegen/forms/form.hpp"

namespace equivarify::codegen {

/// Two groups, and how the second acts on the first.
[[nodiscard]] Form semidirect_form();

/// A degree and permutations.
[[nodiscard]] Form permutations_form();

/// Generators and relations.
[[nodiscard]] Form presentation_form();

/// A modulus and matrices.
[[nodiscard]] Form matrices_form();

/// The name of a space group of the plane and the side of a torus.
[[nodiscard]] Form space_group_form();

} // namespace equivarify::codegen

#endif
