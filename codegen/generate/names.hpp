/// \file
/// How the names of a spec become names in C++.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_NAMES_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_NAMES_HPP

#include "equivarify/algebra/group.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// `conv_1` as the name of a type: `Conv1`.
[[nodiscard]] std::string to_type_name(std::string_view name);

/// `mnist_c4` as the name of a macro: `MNIST_C4`.
[[nodiscard]] std::string to_macro_name(std::string_view name);

/// \p text as a C++ string literal in UTF-8, quotes included.
[[nodiscard]] std::string to_string_literal(std::string_view text);

/// The enumerators of the elements of \p group in order: letters and digits of the names, `r^2 s`
/// as `r2s`; the index is appended where that is no name or not a new one.
[[nodiscard]] std::vector<std::string> enumerators(algebra::Group const& group);

} // namespace equivarify::codegen

#endif
