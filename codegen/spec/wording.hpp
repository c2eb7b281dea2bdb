/// \file
/// JSON schemas in words, for messages.
#ifndef EQUIVARIFY_CODEGEN_SPEC_WORDING_HPP
#define EQUIVARIFY_CODEGEN_SPEC_WORDING_HPP

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace equivarify::codegen {

/// What \p schema, a part of \p root, asks for, such as `an integer from 1 to 65536`.
[[nodiscard]] std::string expected_text(nlohmann::json const& schema, nlohmann::json const& root);

/// \p schema, or the part of \p root that it refers to.
[[nodiscard]] nlohmann::json const& resolved(nlohmann::json const& schema,
                                             nlohmann::json const& root);

/// Whether \p value has the type that the resolved \p schema asks for.
[[nodiscard]] bool has_type(nlohmann::json const& value, nlohmann::json const& schema);

} // namespace equivarify::codegen

#endif
