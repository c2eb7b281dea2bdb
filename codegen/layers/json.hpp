/// \file
/// Layers in JSON: the reader, the canonical writer and the schema, all from the table of fields.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_JSON_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_JSON_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <nlohmann/json_fwd.hpp>

namespace equivarify::codegen {

/// The operation of the layer \p value, with every default filled in. \pre \p value meets the
/// schema
[[nodiscard]] Operation read_operation(nlohmann::json const& value);

/// Adds the type and the fields of \p operation to \p layer, in the canonical form: every default
/// is stated, extents have two numbers.
void write_operation(Operation const& operation, nlohmann::json& layer);

/// The definition of \p type in specs/spec.schema.json.
[[nodiscard]] nlohmann::ordered_json schema_of(LayerType const& type);

} // namespace equivarify::codegen

#endif
