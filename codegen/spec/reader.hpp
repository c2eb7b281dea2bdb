/// \file
/// From a JSON value to a Spec.
#ifndef EQUIVARIFY_CODEGEN_SPEC_READER_HPP
#define EQUIVARIFY_CODEGEN_SPEC_READER_HPP

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/spec/spec.hpp"

#include <nlohmann/json_fwd.hpp>

namespace equivarify::codegen {

/// The spec that \p value describes, with every default filled in that depends on nothing else. A
/// part that \p problems blocks is left as a Spec has it from the start.
[[nodiscard]] Spec read_spec(nlohmann::json const& value, Problems const& problems);

} // namespace equivarify::codegen

#endif
