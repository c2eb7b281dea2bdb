/// \file
/// How elements of a group move and negate the entries of arrays, as members of generated structs.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_ACTION_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_ACTION_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// For each of some elements g: (g v)[i] = v[sources[g][i]], negated where negated[g][i].
struct ArrayAction {
  Shape shape; ///< of v
  std::vector<std::vector<std::uint32_t>> sources;
  std::vector<std::vector<bool>> negated; ///< empty where no element changes signs
  std::vector<std::string> elements;      ///< their names
};

/// The names of the members that hold the tables of an ArrayAction.
struct ActionNames {
  std::string sources;
  std::string negated;
  std::string parts; ///< what the names of the parts of a table begin with
};

/// The members \p names: motions of grids by name, channels that move or change signs as a whole by
/// a table of channels, anything else entry by entry. Without signs there is no member for them.
[[nodiscard]] std::string emit_array_action(ArrayAction const& action, ActionNames const& names);

/// The member for signs of these, or nothing.
[[nodiscard]] std::string emit_negated(ArrayAction const& action, ActionNames const& names);

/// The struct `Action`: the action on the input.
[[nodiscard]] std::string emit_action(Network const& network);

} // namespace equivarify::codegen

#endif
