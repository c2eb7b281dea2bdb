/// \file
/// What `equivarify action` knows of a G-set, and of Z^{xG}.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_ACTION_FACTS_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_ACTION_FACTS_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/codegen/groups/action_form.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>

namespace equivarify::codegen {

/// The most orbits that a description lists one by one; their number and lengths are always there.
inline constexpr std::size_t max_listed_orbits = 10'000;

/// The largest group whose subgroups are listed for a table of marks.
inline constexpr std::uint32_t max_order_with_marks = 2'000;

/// The most rows of a table of marks that a description holds.
inline constexpr std::size_t max_described_marks = 300;

/// The facts of \p action as JSON: group, points, what the points are, orbits with a point, their
/// length and stabilizer order, kernel, faithful, free, transitive, primitive, rank, and the table
/// of marks with the type of the set; null where a bound above is passed.
[[nodiscard]] nlohmann::json describe_action(NamedAction const& action);

/// The points and orbits of the G-product of \p labels labels, and the orbits by class of
/// stabilizers, numbers as texts.
///
/// \throws algebra::LimitError beyond max_order_with_marks elements, or too many subgroups.
[[nodiscard]] nlohmann::json describe_maps_into(algebra::Group const& group, std::uint32_t labels);

} // namespace equivarify::codegen

#endif
