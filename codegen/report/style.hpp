/// \file
/// The style sheet of the report, which stands in style.css.
#ifndef EQUIVARIFY_CODEGEN_REPORT_STYLE_HPP
#define EQUIVARIFY_CODEGEN_REPORT_STYLE_HPP

#include <string_view>

namespace equivarify::codegen {

/// The content of style.css, put into the program when it is built.
[[nodiscard]] std::string_view report_style();

} // namespace equivarify::codegen

#endif
