/// \file
/// Layers in JSON: the reader, the canonical writer and the form, all from the table of fields.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_JSON_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_JSON_HPP

#include "equivarify/codegen/forms/form.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

namespace equivarify::codegen {

/// The operation of the layer \p value, with every default filled in. \pre \p value is of
/// layer_form()
[[nodiscard]] Operation read_operation(nlohmann::json const& value);

/// Adds the type and the fields of \p operation to \p layer, in the canonical form: every default
/// is stated, extents have two numbers.
void write_operation(Operation const& operation, nlohmann::json& layer);

/// A layer: one record for each type.
[[nodiscard]] Form const& layer_form();

/// A size: of a kernel, of a vector.
[[nodiscard]] Form const& size_form();

} // namespace equivarify::codegen

#endif
