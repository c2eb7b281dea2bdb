#include "equivarify/codegen/generate/emit_members.hpp"

#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

std::vector<std::string> literals(std::vector<std::string> const& texts) {
  std::vector<std::string> items(texts.size());
  std::transform(texts.begin(), texts.end(), items.begin(), to_string_literal);
  return items;
}

std::vector<std::string> number_items(std::vector<std::uint32_t> const& numbers) {
  std::vector<std::string> items(numbers.size());
  std::transform(numbers.begin(), numbers.end(), items.begin(), [](std::uint32_t number) {
    return fmt::format("{}", number);
  });
  return items;
}

std::string
member(std::string const& type, std::string const& name, std::vector<std::string> const& items) {
  return braced_list(
      fmt::format("  static constexpr std::array<{}, {}> {}", type, items.size(), name),
      items,
      ";\n");
}

std::string number_member(std::string const& name, std::vector<std::uint32_t> const& numbers) {
  return member("std::uint32_t", name, number_items(numbers));
}

std::string table_member(std::string const& type,
                         std::string const& name,
                         std::vector<std::vector<std::string>> const& rows) {
  return braced_table(fmt::format("  static constexpr std::array<std::array<{}, {}>, {}> {}",
                                  type,
                                  rows.front().size(),
                                  rows.size(),
                                  name),
                      rows,
                      ";\n");
}

std::string class_weights_member_text(std::vector<double> const& weights) {
  std::vector<std::string> items;
  for (double const weight : weights) {
    items.push_back(fmt::to_string(weight));
  }
  return member("double", "class_weights", items);
}

std::string table_member(std::string const& name,
                         std::vector<std::vector<std::uint32_t>> const& numbers) {
  std::vector<std::vector<std::string>> rows(numbers.size());
  std::transform(numbers.begin(), numbers.end(), rows.begin(), number_items);
  return table_member("std::uint32_t", name, rows);
}

std::string table_member(std::string const& name, std::vector<std::vector<bool>> const& flags) {
  std::vector<std::vector<std::string>> rows;
  for (std::vector<bool> const& row : flags) {
    std::vector<std::string>& items = rows.emplace_back();
    for (bool const flag : row) {
      items.emplace_back(flag ? "1" : "0");
    }
  }
  return table_member("bool", name, rows);
}

} // namespace equivarify::codegen
