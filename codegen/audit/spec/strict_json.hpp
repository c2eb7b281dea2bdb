/// \file
/// JSON read strictly and within bounds.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_STRICT_JSON_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_STRICT_JSON_HPP

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace equivarify::audit {

/// The value that \p text holds. \throws Refusal with the place unless \p text is JSON and nothing
/// after it, without zero bytes, with each key once in its object, and within the bounds on length,
/// nesting, the number of values and the length of a text, which are looked at as the text is read.
[[nodiscard]] nlohmann::json parse_strictly(std::string const& text);

} // namespace equivarify::audit

#endif
