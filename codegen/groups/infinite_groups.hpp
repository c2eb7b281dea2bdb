/// \file
/// Infinite groups that people ask for by name.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_INFINITE_GROUPS_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_INFINITE_GROUPS_HPP

#include <string>

namespace equivarify::codegen {

/// A sentence that \p name, such as `Z`, `Z^2`, `SO(3)` or `SE2`, is infinite, and which finite
/// groups do in its place; empty where it is no infinite group that is known here.
[[nodiscard]] std::string why_infinite(std::string const& name);

} // namespace equivarify::codegen

#endif
