/// \file
/// The one header for programs in C and in languages that call C.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EXTERN_C_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EXTERN_C_HPP

#include "equivarify/codegen/generate/single_header.hpp"

#include <string>

namespace equivarify::codegen {

/// NAME_engine.h: a header of C with functions to make an engine, to evaluate and to free it.
[[nodiscard]] std::string emit_extern_c_header(Plan const& plan, SingleHeader const& options);

/// NAME_engine.cpp: these functions by NAME.hpp. No exception leaves them: a call that fails says
/// so, and NAME_engine_error() says why.
[[nodiscard]] std::string emit_extern_c_source(Plan const& plan, SingleHeader const& options);

} // namespace equivarify::codegen

#endif
