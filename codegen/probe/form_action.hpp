/// \file
/// How a group acts on arrays, as a form says it.
#ifndef EQUIVARIFY_CODEGEN_PROBE_FORM_ACTION_HPP
#define EQUIVARIFY_CODEGEN_PROBE_FORM_ACTION_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/probe/array_action.hpp"
#include "equivarify/codegen/probe/form_node.hpp"

#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// No array of a form is longer.
inline constexpr std::uint32_t longest_extent = 1U << 24U;

/// The value of \p make; a problem at \p node with the message of an AlgebraError.
template <typename Make>
auto try_at(FormNode const& node, std::string const& summary, Make const& make)
    -> std::optional<decltype(make())> {
  try {
    return make();
  } catch (algebra::AlgebraError const& error) {
    node.refuse_with(summary, error.what());
    return std::nullopt;
  }
}

/// The action that the `input` or the `output` of a form describes; nothing, and a problem for each
/// reason, if it describes none. \p other_keys may be there too.
[[nodiscard]] std::optional<algebra::probe::ArrayAction> read_form_action(
    FormNode const& node, algebra::Group const& group, std::vector<std::string> const& other_keys);

} // namespace equivarify::codegen

#endif
