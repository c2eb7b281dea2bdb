#include "equivarify/codegen/c/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

constexpr std::size_t line_end = 98;

std::string
array(std::string const& type, std::string const& name, std::vector<std::string> const& items) {
  return fmt::format(
      "static const {} {}[{}] = {{\n{}}};\n", type, name, items.size(), c_items(items));
}

} // namespace

std::string c_items(std::vector<std::string> const& items) {
  std::string text;
  std::string line = "   ";
  for (std::string const& item : items) {
    if (line.size() + item.size() > line_end) {
      text += line + "\n";
      line = "   ";
    }
    line += fmt::format(" {},", item);
  }
  return text + line + "\n";
}

std::string c_floats(std::string const& name, std::vector<float> const& values) {
  std::vector<std::string> items;
  for (float const value : values) {
    items.push_back(fmt::format("{:a}f", static_cast<double>(value)));
  }
  return array("float", name, items);
}

std::string c_numbers(std::string const& name, std::vector<std::uint32_t> const& values) {
  std::vector<std::string> items;
  for (std::uint32_t const value : values) {
    items.push_back(fmt::format("{}", value));
  }
  std::uint32_t const most = *std::max_element(values.begin(), values.end());
  return array(most < 256 ? "uint8_t" : (most < 65536 ? "uint16_t" : "uint32_t"), name, items);
}

} // namespace equivarify::codegen
