/// \file
/// Tables in columns.
#ifndef EQUIVARIFY_CODEGEN_TEXT_TABLE_HPP
#define EQUIVARIFY_CODEGEN_TEXT_TABLE_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The characters of \p text, which is UTF-8.
[[nodiscard]] std::size_t characters(std::string const& text);

/// On which side of its column a cell stands.
enum class Side { left, right };

/// A column of a table, as wide as its widest cell and at least \p width characters.
struct TableColumn {
  Side side = Side::left;
  std::size_t width = 0;
};

using TableRows = std::vector<std::vector<std::string>>;

/// A line for each of \p rows, with two spaces between columns and none at the end. Columns beyond
/// the last of \p columns are as this one. \pre \p columns is not empty
[[nodiscard]] std::vector<std::string> aligned(TableRows const& rows,
                                               std::vector<TableColumn> const& columns);

/// The same as a text, each line after two spaces.
[[nodiscard]] std::string table(TableRows const& rows, std::vector<TableColumn> const& columns);

} // namespace equivarify::codegen

#endif
