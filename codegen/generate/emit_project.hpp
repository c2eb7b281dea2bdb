/// \file
/// The files beside the generated header: a program, and a build for it.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_PROJECT_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_PROJECT_HPP

#include <string>

namespace equivarify::codegen {

/// NAME_main.cpp: the program with `train`, `evaluate`, `predict`, `check` and `bench`.
[[nodiscard]] std::string emit_main(std::string const& name);

/// CMakeLists.txt, which needs the runtime alone: installed, or its folder named by
/// EQUIVARIFY_RUNTIME.
[[nodiscard]] std::string emit_cmake(std::string const& name);

} // namespace equivarify::codegen

#endif
