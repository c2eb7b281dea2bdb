/// \file
/// From the construction that a spec names, and from what it says its network is already.
#ifndef EQUIVARIFY_CODEGEN_SPEC_RESOLVE_CONSTRUCTION_HPP
#define EQUIVARIFY_CODEGEN_SPEC_RESOLVE_CONSTRUCTION_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/blocks.hpp"
#include "equivarify/codegen/spec/construction.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::codegen {

/// The construction of \p spec; nothing for the G-product, or if there is a problem, which is
/// added: an element or generator that \p group lacks, permutations of the classes that are no
/// action of the subgroup, permutations of classes where there are outputs, two constructions in
/// one spec.
///
/// \p action is that on the input, whose kernel a quotient is by; \p outputs are those of the spec,
/// which a subgroup moves as a part of the group.
[[nodiscard]] std::optional<Construction> resolve_construction(Spec const& spec,
                                                               algebra::Group const& group,
                                                               InputAction const& action,
                                                               std::vector<Output> const& outputs,
                                                               Problems& problems);

/// What \p construction asks of the blocks of a network over \p group.
[[nodiscard]] BlockDemands demands_of(std::optional<Construction> const& construction,
                                      algebra::Group const& group);

/// The elements that act trivially, of an action given by \p input_permutations.
[[nodiscard]] algebra::Subgroup
kernel_of_action(algebra::Group const& group,
                 std::vector<std::vector<std::uint32_t>> const& input_permutations);

} // namespace equivarify::codegen

#endif
