/// \file
/// What the auditor knows of functions of each number that have no fields.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_FUNCTION_TABLE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_FUNCTION_TABLE_HPP

#include <map>
#include <string>

namespace equivarify::audit {

/// A function f as a layer.
struct KnownFunction {
  std::string code;    ///< its type in generated code
  bool is_odd = false; ///< f(-t) = -f(t) to the bit
};

/// By the type of the layer.
[[nodiscard]] std::map<std::string, KnownFunction> const& known_functions();

} // namespace equivarify::audit

#endif
