/// \file
/// Permutations in JSON.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_PERMUTATION_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_PERMUTATION_FORM_HPP

#include "equivarify/algebra/permutation.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// What a spec may say of a permutation.
[[nodiscard]] Form const& permutation_form();

/// A list of numbers of points.
[[nodiscard]] Form const& images_form();

/// The permutation of \p degree points that \p node gives in cycle notation or as the list of the
/// images of 0, 1, 2, ... \throws InputError
[[nodiscard]] algebra::Permutation read_permutation(JsonNode const& node, std::uint32_t degree);

/// The permutations of \p degree points that are the members of \p node, by the names of
/// generators. \throws InputError with every problem
[[nodiscard]] std::vector<algebra::NamedPermutation> read_named_permutations(JsonNode const& node,
                                                                             std::uint32_t degree);

} // namespace equivarify::codegen

#endif
