/// \file
/// The functions of C99 that layers are computed by.
#ifndef EQUIVARIFY_CODEGEN_C_HELPERS_HPP
#define EQUIVARIFY_CODEGEN_C_HELPERS_HPP

#include <string>

namespace equivarify::codegen {

/// The text of the function \p name of helpers.c, with the types that it needs.
[[nodiscard]] std::string c_helper(std::string const& name);

} // namespace equivarify::codegen

#endif
