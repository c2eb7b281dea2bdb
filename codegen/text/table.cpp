#include "equivarify/codegen/text/table.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// \p columns for all \p rows, as wide as their cells need.
std::vector<TableColumn> widened(std::vector<TableColumn> columns, TableRows const& rows) {
  for (std::vector<std::string> const& row : rows) {
    columns.resize(std::max(columns.size(), row.size()), columns.back());
    for (std::size_t i = 0; i < row.size(); ++i) {
      columns[i].width = std::max(columns[i].width, characters(row[i]));
    }
  }
  return columns;
}

} // namespace

std::size_t characters(std::string const& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // not the rest of a character
  }));
}

std::vector<std::string> aligned(TableRows const& rows, std::vector<TableColumn> const& columns) {
  std::vector<TableColumn> const wide = widened(columns, rows);
  std::vector<std::string> lines;
  for (std::vector<std::string> const& row : rows) {
    std::string& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string const space(wide[i].width - characters(row[i]), ' ');
      line += i == 0 ? "" : "  ";
      line += wide[i].side == Side::left ? row[i] + space : space + row[i];
    }
    line.resize(line.find_last_not_of(' ') + 1);
  }
  return lines;
}

std::string table(TableRows const& rows, std::vector<TableColumn> const& columns) {
  std::string text;
  for (std::string const& line : aligned(rows, columns)) {
    text += "  " + line + '\n';
  }
  return text;
}

} // namespace equivarify::codegen
