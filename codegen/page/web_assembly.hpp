/// \file
/// The network as a WebAssembly module.
#ifndef EQUIVARIFY_CODEGEN_PAGE_WEB_ASSEMBLY_HPP
#define EQUIVARIFY_CODEGEN_PAGE_WEB_ASSEMBLY_HPP

#include <string>

namespace equivarify::codegen {

/// The bytes of the module that module.cpp becomes with \p header, the one header of a network in
/// the namespace \p space that needs neither threads nor files nor exceptions. Sums are computed as
/// on a machine without fused products, so that the answers have the bits of a native program that
/// was compiled for such a machine.
///
/// The compiler is `clang++` with WASI's libraries.
/// \throws GenerateError when it is missing or fails, with what it printed and the packages that it
/// needs.
/// Cost: some seconds.
[[nodiscard]] std::string compile_web_assembly(std::string const& header, std::string const& space);

} // namespace equivarify::codegen

#endif
