/// \file
/// From the group and the action in a spec to those of the network.
#ifndef EQUIVARIFY_CODEGEN_SPEC_GROUP_HPP
#define EQUIVARIFY_CODEGEN_SPEC_GROUP_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::codegen {

/// A group of more elements than this is refused.
inline constexpr std::uint32_t largest_order = 10'000;

/// A network of more copies of each value than this is refused.
inline constexpr std::size_t largest_copies = 128;

/// The entries that all elements of a group with more elements than copies move together.
inline constexpr std::uint64_t largest_action = std::uint64_t{1} << 24U;

/// The group that \p spec names; nothing, and a problem for each reason, if there is none.
[[nodiscard]] std::optional<algebra::Group> resolve_group(GroupSpec const& spec,
                                                          Problems& problems);

/// The element of \p group that is called \p name, or is that generator, or that word in the
/// generators; nothing, and a problem at \p pointer, if there is none.
[[nodiscard]] std::optional<algebra::Element> resolve_element(std::string const& name,
                                                              algebra::Group const& group,
                                                              std::string const& pointer,
                                                              Problems& problems);

/// \p shape as motions take it.
[[nodiscard]] algebra::ArrayShape to_array_shape(Shape const& shape);

/// How each element g acts on arrays: (g x)[i] is x[sources[g][i]], or minus that where
/// negated[g][i].
struct InputAction {
  std::vector<std::vector<std::uint32_t>> sources;
  std::vector<std::vector<bool>> negated; ///< empty where no element changes signs
};

/// The action that \p spec says; nothing, and a problem for each reason, if what it says of the
/// generators is no action of \p group.
[[nodiscard]] std::optional<InputAction>
resolve_action(InputSpec const& spec, algebra::Group const& group, Problems& problems);

/// The action in words, such as `r by quarter_turn, s by flip_columns`.
[[nodiscard]] std::string describe_action(InputSpec const& spec);

} // namespace equivarify::codegen

#endif
