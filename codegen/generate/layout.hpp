/// \file
/// Layout of generated C++: lines of at most 100 columns, broken where clang-format 14 breaks them
/// with the repository's style.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_LAYOUT_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_LAYOUT_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The columns of a line.
inline constexpr std::size_t line_width = 100;

/// A comment of lines that begin with \p mark, such as `/// `. Each line of \p text is broken
/// between words; what does not fit goes on \p indentation columns further right.
[[nodiscard]] std::string
comment(std::string const& mark, std::string const& text, std::size_t indentation = 0);

/// `before{item, item, ...}after`, broken where it does not fit on a line: into columns if there
/// are many items, else one item per line. \p before begins with the indentation.
[[nodiscard]] std::string braced_list(std::string const& before,
                                      std::vector<std::string> const& items,
                                      std::string const& after);

/// `before{{ rows }}after`, where each row is a braced list on lines of its own.
[[nodiscard]] std::string braced_table(std::string const& before,
                                       std::vector<std::vector<std::string>> const& rows,
                                       std::string const& after);

/// The first line of a struct called \p name with base class \p base, up to ` {`. \p base is a
/// type on one line.
[[nodiscard]] std::string struct_head(std::string const& name, std::string const& base);

/// `before<argument, argument, ...>after`, one argument per line where they do not fit on one.
[[nodiscard]] std::string template_list(std::string const& before,
                                        std::vector<std::string> const& arguments,
                                        std::string const& after);

} // namespace equivarify::codegen

#endif
