/// \file
/// How the command line names a group: an expression, JSON, or a file.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_GROUP_EXPRESSION_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_GROUP_EXPRESSION_HPP

#include "equivarify/codegen/json/document.hpp"

#include <string>

namespace equivarify::codegen {

/// The JSON form that \p argument stands for: JSON text, a file with a group or a spec in it, or an
/// expression: `C4`, `D4`, `S5`, `A5`, `Q8`, `dihedral:4`, `elementary_abelian:2,3`, `octahedral`,
/// products `C2 x dihedral:4`. JSON text may have problems.
///
/// \throws algebra::AlgebraError for anything else, InputError for a file that cannot be read.
[[nodiscard]] JsonDocument group_document(std::string const& argument);

/// The JSON form of a group that \p node gives as such, or as a text that group_document() takes.
///
/// \throws InputError
[[nodiscard]] nlohmann::json group_form_at(JsonNode const& node);

} // namespace equivarify::codegen

#endif
