/// \file
/// How a group acts on arrays, as a form says it.
#ifndef EQUIVARIFY_CODEGEN_PROBE_FORM_ACTION_HPP
#define EQUIVARIFY_CODEGEN_PROBE_FORM_ACTION_HPP

#include "equivarify/algebra/probe/array_action.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// No array of a form is longer.
inline constexpr std::uint32_t longest_extent = 1U << 24U;

/// The action that the `input` or the `output` of a form describes. \p other_keys may be there too.
///
/// \throws InputError with every mistake in it
[[nodiscard]] algebra::probe::ArrayAction read_form_action(
    JsonNode const& node, algebra::Group const& group, std::vector<std::string> const& other_keys);

} // namespace equivarify::codegen

#endif
