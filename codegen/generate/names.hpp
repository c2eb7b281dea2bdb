/// \file
/// How the names of a spec become names in C++.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_NAMES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_NAMES_HPP

#include <string>
#include <string_view>

namespace equivarify::codegen {

/// `max_pool` as the name of a type: `MaxPool`. Names that differ stay different.
[[nodiscard]] std::string to_type_name(std::string_view name);

/// `mnist_c4` as the name of a macro: `MNIST_C4`.
[[nodiscard]] std::string to_macro_name(std::string_view name);

/// \p text as a C++ string literal in UTF-8, quotes included.
[[nodiscard]] std::string to_string_literal(std::string_view text);

} // namespace equivarify::codegen

#endif
