/// \file
/// The JSON Schema of a spec, and the check against it.
#ifndef EQUIVARIFY_CODEGEN_SPEC_SCHEMA_HPP
#define EQUIVARIFY_CODEGEN_SPEC_SCHEMA_HPP

#include "equivarify/codegen/json/document.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace equivarify::codegen {

/// The text of specs/spec.schema.json, as it was when the program was built.
[[nodiscard]] std::string_view schema_text();

/// The schema as a JSON value.
[[nodiscard]] nlohmann::json const& schema();

/// Whether \p value meets the schema, as valijson judges it.
[[nodiscard]] bool meets_schema(nlohmann::json const& value);

/// Adds a problem to \p document for each place where it breaks the schema.
void check_against_schema(JsonDocument& document);

} // namespace equivarify::codegen

#endif
