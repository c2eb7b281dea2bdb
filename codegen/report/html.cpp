#include "equivarify/codegen/report/html.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace equivarify::codegen {
namespace {

std::string_view entity_of(char character) {
  switch (character) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return {};
  }
}

std::string_view class_of(Column const& column) {
  return column.numeric ? " class=\"number\"" : "";
}

} // namespace

std::string escape_html(std::string_view text) {
  std::string safe;
  for (char const character : text) {
    std::string_view const entity = entity_of(character);
    if (entity.empty()) {
      safe += character;
    } else {
      safe += entity;
    }
  }
  return safe;
}

std::string html_name(std::string_view name) {
  return fmt::format("<bdi>{}</bdi>", escape_html(name));
}

std::string html_table(std::vector<Column> const& columns,
                       std::vector<std::vector<std::string>> const& rows) {
  std::string html = "<div class=\"wide\"><table class=\"rows\">\n<thead><tr>";
  for (Column const& column : columns) {
    html += fmt::format("<th{}>{}</th>", class_of(column), escape_html(column.heading));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (std::vector<std::string> const& row : rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      html += fmt::format("<td{} data-heading=\"{}\">{}</td>",
                          class_of(columns[i]),
                          escape_html(columns[i].heading),
                          row[i]);
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div>\n";
}

std::string html_section(std::string_view heading, std::string const& body) {
  if (body.empty()) {
    return "";
  }
  return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", escape_html(heading), body);
}

} // namespace equivarify::codegen
