/// \file
/// Forms as a JSON Schema, for editors.
#ifndef EQUIVARIFY_CODEGEN_FORMS_SCHEMA_HPP
#define EQUIVARIFY_CODEGEN_FORMS_SCHEMA_HPP

#include "equivarify/codegen/forms/form.hpp"

#include <string>

namespace equivarify::codegen {

/// The JSON Schema (draft 7) of \p form as text, each named form inside it a definition. It accepts
/// what judge() finds no problem with, but that 4.0 is an integer to a schema. Of several records,
/// the word under their key chooses one by `if` and `then`: editors then complete its fields.
[[nodiscard]] std::string schema_text(Form const& form);

} // namespace equivarify::codegen

#endif
