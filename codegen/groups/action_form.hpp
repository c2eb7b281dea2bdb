/// \file
/// G-sets in JSON.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_ACTION_FORM_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_ACTION_FORM_HPP

#include "equivarify/algebra/gset.hpp"
#include "equivarify/codegen/json/node.hpp"

#include <cstdint>
#include <string>

namespace equivarify::codegen {

/// The largest set that an action in JSON may have.
inline constexpr std::uint32_t max_action_points = 1U << 22;

/// The most images (elements times points) of an action in JSON.
inline constexpr std::uint64_t max_action_images = 1ULL << 26;

/// A G-set, and what its points are.
struct NamedAction {
  algebra::GSet set;
  std::string points; ///< `points`, `entries of 1x28x28 arrays`, ...
};

/// The G-set that \p form describes: `{"group": ..., "points": n, "generators": {"r": [images]}}`,
/// images as a list or in cycle notation; or, on the entries of arrays, `{"group": ..., "shape":
/// [c, h, w], "action": {"r": "quarter_turn"}}` with one to three extents, also as the `input` of a
/// spec. Where the action changes signs, an entry and its negative are two points.
///
/// \throws InputError with the JSON pointer of each mistake; where the images are no action, with
/// the relation that fails and a point that shows it.
[[nodiscard]] NamedAction read_action(JsonNode const& form);

/// The action of \p group on the entries of arrays that the members `shape` and `action` of \p node
/// say. \throws InputError
[[nodiscard]] NamedAction read_array_action(algebra::Group const& group, JsonNode const& node);

} // namespace equivarify::codegen

#endif
