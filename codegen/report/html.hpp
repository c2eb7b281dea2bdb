/// \file
/// Text made safe for HTML and SVG, and the few elements that the report's sections share.
#ifndef EQUIVARIFY_CODEGEN_REPORT_HTML_HPP
#define EQUIVARIFY_CODEGEN_REPORT_HTML_HPP

#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

/// \p text with the five characters that mean something in HTML replaced by their entities.
[[nodiscard]] std::string escape_html(std::string_view text);

/// A name from a spec as HTML: escaped, and its direction of writing kept from what is around it.
[[nodiscard]] std::string html_name(std::string_view name);

/// A column of a table: its heading, and whether it holds numbers.
struct Column {
  std::string heading;
  bool numeric = false;
};

/// A table; each cell of \p rows is HTML already. On narrow screens each row becomes a list of
/// headings and cells.
[[nodiscard]] std::string html_table(std::vector<Column> const& columns,
                                     std::vector<std::vector<std::string>> const& rows);

/// A section with a heading (text) and a body (HTML); empty when the body is empty.
[[nodiscard]] std::string html_section(std::string_view heading, std::string const& body);

} // namespace equivarify::codegen

#endif
