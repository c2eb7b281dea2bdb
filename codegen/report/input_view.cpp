#include "equivarify/codegen/report/input_view.hpp"

#include "equivarify/codegen/report/digit_picture.hpp"
#include "equivarify/codegen/report/html.hpp"
#include "equivarify/codegen/report/number_picture.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace equivarify::codegen {
namespace {

std::string table_of_parts(std::vector<std::pair<std::string, std::string>> const& parts) {
  std::vector<std::vector<std::string>> rows;
  for (auto const& [name, numbers] : parts) {
    rows.push_back({html_name(name), numbers});
  }
  return rows.empty()
             ? ""
             : html_table({{.heading = "part of the input"}, {.heading = "numbers"}}, rows);
}

} // namespace

std::string input_html(NetworkFacts const& network,
                       std::vector<double> const& numbers,
                       std::string const& name) {
  std::string pictures;
  std::vector<std::pair<std::string, std::string>> others;
  for (InputPart const& part : arrays_of(network)) {
    auto const begin = numbers.begin() + static_cast<std::ptrdiff_t>(part.offset);
    std::vector<double> const own(begin, begin + static_cast<std::ptrdiff_t>(part.shape.size()));
    std::string const part_name = part.name.empty() ? "input" : part.name;
    if (!is_picture(part.shape)) {
      others.emplace_back(part_name, numbers_in_words(own));
      continue;
    }
    if (!part.name.empty()) {
      pictures += fmt::format("<div class=\"soft\">{}</div>\n", html_name(part.name));
    }
    pictures += input_svg(own, part.shape, fmt::format("{}: {}", name, part_name));
  }
  return pictures + table_of_parts(others);
}

std::string input_html(NetworkFacts const& network,
                       std::vector<std::uint32_t> const& pixels,
                       std::vector<double> const& numbers,
                       std::string const& name) {
  return numbers.empty() ? picture_svg(pixels, network.input, name)
                         : input_html(network, numbers, name);
}

} // namespace equivarify::codegen
