/// \file
/// Names that C, POSIX and CMake have taken, which no generated namespace or target may have.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_C_NAMES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_C_NAMES_HPP

#include <string>

namespace equivarify::codegen {

/// The namespace, and the CMake target, of the network called \p name: \p name itself, or
/// NAME_network where a header of C or POSIX, a macro of a compiler (`linux`), the generated code
/// (`rt`) or CMake (`test`) has that name.
[[nodiscard]] std::string namespace_of(std::string const& name);

} // namespace equivarify::codegen

#endif
