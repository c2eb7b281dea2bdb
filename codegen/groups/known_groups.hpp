/// \file
/// Groups that have numbers or names in tables.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_KNOWN_GROUPS_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_KNOWN_GROUPS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <cstdint>

namespace equivarify::codegen {

/// The group of small order that \p node gives as [order, number]. \throws InputError with how many
/// there are if it has none
[[nodiscard]] algebra::Group read_small_group(JsonNode const& node);

/// The space group of a torus that \p node gives by its name and the side. \throws InputError for
/// an unknown name, and, before anything is made, with the order of a group of more than \p most
/// elements
[[nodiscard]] algebra::Group read_space_group(JsonNode const& node, std::uint32_t most);

} // namespace equivarify::codegen

#endif
