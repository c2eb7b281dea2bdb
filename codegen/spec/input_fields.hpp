/// \file
/// The fields of the input of a spec.
#ifndef EQUIVARIFY_CODEGEN_SPEC_INPUT_FIELDS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_INPUT_FIELDS_HPP

#include "equivarify/codegen/forms/form.hpp"

namespace equivarify::codegen {

/// The input: one array, or several named parts.
[[nodiscard]] Form const& input_form();

} // namespace equivarify::codegen

#endif
