/// \file
/// How the command line names a group: an expression, JSON, or a file.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_GROUP_EXPRESSION_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_GROUP_EXPRESSION_HPP

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// The JSON form that \p argument stands for: JSON text, a file with a group or a spec in it, or an
/// expression: `C4`, `D4`, `S5`, `A5`, `Q8`, `dihedral:4`, `elementary_abelian:2,3`, `octahedral`,
/// products `C2 x dihedral:4`.
///
/// \throws algebra::AlgebraError for anything else.
[[nodiscard]] nlohmann::json group_form_of(std::string const& argument);

/// The JSON value in \p file. \throws algebra::AlgebraError if it cannot be read or is no JSON,
/// with the position.
[[nodiscard]] nlohmann::json read_json_file(std::string const& file);

} // namespace equivarify::codegen

#endif
