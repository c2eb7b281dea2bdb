/// \file
/// Names that no layer may have.
#ifndef EQUIVARIFY_CODEGEN_SPEC_KEPT_NAMES_HPP
#define EQUIVARIFY_CODEGEN_SPEC_KEPT_NAMES_HPP

#include <string_view>

namespace equivarify::codegen {

/// Whether \p name, in lower case, is a word of C++20, which generated code could not use.
[[nodiscard]] bool is_kept_by_cpp(std::string_view name);

} // namespace equivarify::codegen

#endif
