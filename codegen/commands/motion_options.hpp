/// \file
/// Motions of generators on the command line.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_MOTION_OPTIONS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_MOTION_OPTIONS_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/group.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// How the generators of \p group move, as specs have it, from \p text: `quarter_turn` where there
/// is one generator, `r=quarter_turn,s=flip_columns`, JSON text (a motion, or an object by
/// generator), or a JSON file with either. Whether they are motions is not checked.
///
/// \throws algebra::AlgebraError if \p text says nothing of a generator or names another one;
/// InputError for JSON that is none.
[[nodiscard]] nlohmann::json motions_from(std::string const& text, algebra::Group const& group);

/// The motion of arrays of \p shape that \p text is: a name, JSON as specs have it, or a JSON file.
///
/// \throws InputError with what is wrong with it.
[[nodiscard]] algebra::SignedPermutation motion_from(std::string const& text,
                                                     algebra::ArrayShape const& shape);

} // namespace equivarify::codegen

#endif
