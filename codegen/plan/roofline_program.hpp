/// \file
/// The program that measures a roofline, as text.
#ifndef EQUIVARIFY_CODEGEN_PLAN_ROOFLINE_PROGRAM_HPP
#define EQUIVARIFY_CODEGEN_PLAN_ROOFLINE_PROGRAM_HPP

#include <string_view>

namespace equivarify::codegen {

/// The source, which prints threads, multiply-adds a second and bytes a second.
[[nodiscard]] std::string_view roofline_program();

} // namespace equivarify::codegen

#endif
