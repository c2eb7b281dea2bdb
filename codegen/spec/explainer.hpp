/// \file
/// Says in words where and how a JSON value breaks a schema.
#ifndef EQUIVARIFY_CODEGEN_SPEC_EXPLAINER_HPP
#define EQUIVARIFY_CODEGEN_SPEC_EXPLAINER_HPP

#include "equivarify/codegen/json/problems.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace equivarify::codegen {

/// Adds to \p problems one entry for each place where \p value breaks \p schema, with what was
/// found, what was expected and the nearest valid spelling.
///
/// Understands the keywords that specs/spec.schema.json uses; a `oneOf` is followed into the
/// alternative whose type and constant members fit. Where it finds nothing it says that the schema
/// is broken, for it is called when it is.
void explain(nlohmann::json const& value, nlohmann::json const& schema, Problems& problems);

} // namespace equivarify::codegen

#endif
