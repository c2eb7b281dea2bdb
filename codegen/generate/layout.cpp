#include "equivarify/codegen/generate/layout.hpp"

#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <sstream>
#include <string_view>

namespace equivarify::codegen {
namespace {

std::string spaces(std::size_t count) {
  return std::string(count, ' ');
}

std::size_t indentation_of(std::string const& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// The widths of \p count columns that hold \p items row by row; none if the entries of a column
/// differ too much in width for clang-format's taste.
std::vector<std::size_t> column_widths(std::vector<std::string> const& items, std::size_t count) {
  constexpr std::size_t largest_difference = 10;
  std::vector<std::size_t> widest(count, 0);
  std::vector<std::size_t> narrowest(count, std::numeric_limits<std::size_t>::max());
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::size_t const width = characters(items[i]) + 1; // with its comma
    widest[i % count] = std::max(widest[i % count], width);
    narrowest[i % count] = std::min(narrowest[i % count], width);
  }
  for (std::size_t c = 0; c + 1 < count; ++c) {
    if (widest[c] - std::min(widest[c], narrowest[c]) > largest_difference) {
      return {};
    }
  }
  return widest;
}

/// As few lines as \p room columns allow, and then as few columns as give no more lines
/// (CommaSeparatedList of clang-format's FormatToken.cpp).
std::vector<std::size_t> best_columns(std::vector<std::string> const& items, std::size_t room) {
  std::vector<std::size_t> best;
  std::size_t fewest_lines = std::numeric_limits<std::size_t>::max();
  for (std::size_t count = 1; count <= std::min(line_width / 3, items.size()); ++count) {
    std::vector<std::size_t> const widths = column_widths(items, count);
    std::size_t total = count - 1;
    for (std::size_t const width : widths) {
      total += width;
    }
    std::size_t const lines = (items.size() + count - 1) / count;
    if (!widths.empty() && (count == 1 || total <= room) && lines < fewest_lines) {
      fewest_lines = lines;
      best = widths;
    }
  }
  return best;
}

/// Lines of items with a comma after each.
std::string in_columns(std::vector<std::string> const& items, std::size_t indentation) {
  constexpr std::size_t fewest_for_columns = 19;
  std::vector<std::size_t> const widths = items.size() < fewest_for_columns
                                              ? std::vector<std::size_t>{0}
                                              : best_columns(items, line_width - indentation);
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::size_t const column = i % widths.size();
    bool const ends_line = column + 1 == widths.size() || i + 1 == items.size();
    text += (column == 0 ? spaces(indentation) : " ") + items[i] + ",";
    text += ends_line ? "\n" : spaces(widths[column] - characters(items[i]) - 1);
  }
  return text;
}

/// The arguments of a list that is separated by commas outside brackets.
std::vector<std::string> split_arguments(std::string_view list) {
  std::vector<std::string> arguments{""};
  std::size_t depth = 0;
  for (char const c : list) {
    depth += c == '<' || c == '{' || c == '(' ? 1U : 0U;
    depth -= c == '>' || c == '}' || c == ')' ? 1U : 0U;
    if (c == ',' && depth == 0) {
      arguments.emplace_back();
    } else if (c != ' ' || !arguments.back().empty()) {
      arguments.back() += c;
    }
  }
  return arguments;
}

/// \p type, which begins in column \p column, with `\p after` behind it: broken after the commas of
/// its outermost list if it does not fit.
std::string broken(std::string const& type, std::size_t column, std::size_t after) {
  std::size_t const open = type.find_first_of("<{");
  if (column + characters(type) + after <= line_width || open == std::string::npos) {
    return type;
  }
  std::size_t const inner = column + open + 1;
  std::string text = type.substr(0, open + 1);
  auto const arguments =
      split_arguments(std::string_view(type).substr(open + 1, type.size() - open - 2));
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    bool const last = i + 1 == arguments.size();
    text += broken(arguments[i], inner, last ? after + 1 : 1);
    text += last ? "" : ",\n" + spaces(inner);
  }
  return text + type.back();
}

std::size_t line_count(std::string const& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
}

/// Whether no line of \p text is too long.
bool fits(std::string const& text) {
  std::istringstream lines{text};
  bool result = true;
  for (std::string line; std::getline(lines, line);) {
    result = result && characters(line) <= line_width;
  }
  return result;
}

} // namespace

std::string comment(std::string const& mark, std::string const& text, std::size_t indentation) {
  std::string result;
  std::istringstream lines{text};
  for (std::string whole; std::getline(lines, whole);) {
    std::string const start = spaces(indentation_of(whole));
    std::string line = mark + start;
    bool is_empty = true;
    std::istringstream words{whole};
    for (std::string word; words >> word; is_empty = false) {
      if (!is_empty && characters(line) + 1 + characters(word) > line_width) {
        result += line + "\n";
        line = mark + start + spaces(indentation);
        is_empty = true;
      }
      line += (is_empty ? "" : " ") + word;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + "\n";
  }
  return result;
}

std::string braced_list(std::string const& before,
                        std::vector<std::string> const& items,
                        std::string const& after) {
  std::string const line = fmt::format("{}{{{}}}{}", before, fmt::join(items, ", "), after);
  if (characters(line) <= line_width) {
    return line;
  }
  std::size_t const indentation = indentation_of(before);
  std::string const second =
      fmt::format("{}{}}}{}", spaces(indentation + 4), fmt::join(items, ", "), after);
  bool const designated = !items.empty() && items.front().front() == '.';
  if (!designated && characters(second) <= line_width) {
    return before + "{\n" + second;
  }
  return before + "{\n" + in_columns(items, indentation + 4) + spaces(indentation) + "}" + after;
}

std::string braced_table(std::string const& before,
                         std::vector<std::vector<std::string>> const& rows,
                         std::string const& after) {
  std::size_t const indentation = indentation_of(before);
  std::string text = before + "{{\n";
  for (std::vector<std::string> const& row : rows) {
    std::string const line =
        fmt::format("{}{{{}}},", spaces(indentation + 4), fmt::join(row, ", "));
    text += characters(line) <= line_width
                ? line + "\n"
                : spaces(indentation + 4) + "{\n" + in_columns(row, indentation + 8) +
                      spaces(indentation + 4) + "},\n";
  }
  return text + spaces(indentation) + "}}" + after;
}

std::string struct_head(std::string const& name, std::string const& base) {
  std::string const line = fmt::format("struct {} : {} {{", name, base);
  if (characters(line) <= line_width) {
    return line;
  }
  std::string const start = fmt::format("struct {} : ", name);
  std::string const aligned = start + broken(base, characters(start), 2) + " {";
  std::string const below = fmt::format("struct {}\n    : {} {{", name, broken(base, 6, 2));
  return line_count(aligned) < line_count(below) && fits(aligned) ? aligned : below;
}

std::string template_list(std::string const& before,
                          std::vector<std::string> const& arguments,
                          std::string const& after) {
  std::string const line = fmt::format("{}<{}>{}", before, fmt::join(arguments, ", "), after);
  if (characters(line) <= line_width) {
    return line;
  }
  std::string const separator = ",\n" + spaces(characters(before) + 1);
  return fmt::format("{}<{}>{}", before, fmt::join(arguments, separator), after);
}

} // namespace equivarify::codegen
