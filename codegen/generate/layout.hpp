/// \file
/// Lists of parameters and arguments in generated code, broken as the formatter breaks them.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_LAYOUT_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_LAYOUT_HPP

#include <string>
#include <vector>

namespace equivarify::codegen {

/// `before(item, item, ...)after` on one line where 100 columns hold it, else one item a line,
/// aligned behind the parenthesis.
[[nodiscard]] std::string list_in_parentheses(std::string const& before,
                                              std::vector<std::string> const& items,
                                              std::string const& after);

/// Items with a comma behind each, as many on an indented line as 100 columns hold.
[[nodiscard]] std::string wrapped_items(std::vector<std::string> const& items);

} // namespace equivarify::codegen

#endif
