#include "equivarify/codegen/generate/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::codegen {

std::string list_in_parentheses(std::string const& before,
                                std::vector<std::string> const& items,
                                std::string const& after) {
  constexpr std::size_t line_width = 100;
  std::string line = fmt::format("{}({}){}", before, fmt::join(items, ", "), after);
  if (line.size() <= line_width) {
    return line;
  }
  std::string const separator = ",\n" + std::string(before.size() + 1, ' ');
  return fmt::format("{}({}){}", before, fmt::join(items, separator), after);
}

std::string wrapped_items(std::vector<std::string> const& items) {
  constexpr std::size_t width = 100;
  std::string text;
  std::string line = "     ";
  for (std::string const& item : items) {
    if (line.size() + item.size() + 2 > width) {
      text += line + "\n";
      line = "     ";
    }
    line += " " + item + ",";
  }
  return text + line;
}

} // namespace equivarify::codegen
