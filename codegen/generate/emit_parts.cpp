#include "equivarify/codegen/generate/emit_parts.hpp"

#include "equivarify/codegen/generate/emit_members.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {

std::string emit_input(Network const& network) {
  if (network.parts.empty()) {
    return {};
  }
  std::string members;
  std::string copies;
  for (InputPart const& part : network.parts) {
    members += fmt::format("  std::array<float, {}> {}{{}}; // {}\n",
                           part.shape.size(),
                           part.name,
                           to_string(part.shape));
    copies += fmt::format(
        "    std::copy({0}.begin(), {0}.end(), all.begin() + {1});\n", part.name, part.offset);
  }
  return comment("/// ",
                 "An input by its parts, each channel by channel, row by row. `numbers()` is what "
                 "the engine takes.") +
         fmt::format("struct Input {{\n{0}\n"
                     "  [[nodiscard]] std::array<float, {1}> numbers() const {{\n"
                     "    std::array<float, {1}> all{{}};\n{2}    return all;\n  }}\n}};\n\n",
                     members,
                     network.input.size(),
                     copies);
}

std::string emit_part_facts(Network const& network) {
  if (network.parts.empty()) {
    return {};
  }
  std::vector<std::string> rows;
  for (InputPart const& part : network.parts) {
    rows.push_back(fmt::format("rt::InputPart{{{}, {}, {}, {}}}",
                               to_string_literal(part.name),
                               part.shape.channels,
                               part.shape.rows,
                               part.shape.columns));
  }
  return member("rt::InputPart", "input_parts", rows);
}

} // namespace equivarify::codegen
