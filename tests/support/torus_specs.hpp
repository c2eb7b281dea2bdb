/// \file
/// Specs over space groups of tori, with circular convolutions that commute with the shifts.
#ifndef EQUIVARIFY_TESTS_SUPPORT_TORUS_SPECS_HPP
#define EQUIVARIFY_TESTS_SUPPORT_TORUS_SPECS_HPP

#include <fmt/format.h>

#include <map>
#include <string>

#include "support/spec_text.hpp"

namespace equivarify::codegen {

/// A small network on tori of \p side x \p side cells under the space group \p name, one of those
/// of squares without glides, used with \p more keys.
inline SpecText torus_spec(std::string const& name,
                           std::uint32_t side,
                           std::string more = R"(, "already": {"subgroup": ["x", "y"]})") {
  static std::map<std::string, std::string> const point_groups{
      {"p1", ""},
      {"p2", R"(, "r": "half_turn")"},
      {"pm", R"(, "s": "flip_columns")"},
      {"cm", R"(, "s": "transpose")"},
      {"pmm", R"(, "r": "half_turn", "s": "flip_columns")"},
      {"cmm", R"(, "r": "half_turn", "s": "transpose")"},
      {"p4", R"(, "r": "quarter_turn")"},
      {"p4m", R"(, "r": "quarter_turn", "s": "flip_columns")"}};
  return {.group = fmt::format(R"({{"space_group": {{"name": "{}", "side": {}}}}})", name, side),
          .shape = fmt::format("[1, {0}, {0}]", side),
          .action = fmt::format(R"({{"x": {{"shift_columns": 1}}, "y": {{"shift_rows": 1}}{}}})",
                                point_groups.at(name)),
          .network = R"([{"name": "f", "equivarify": "lift", "layers": [
    {"name": "c", "type": "conv2d", "filters": 2, "kernel": 3, "circular": true}, {"type": "relu"},
    {"type": "global_average_pool2d"}, {"name": "d", "type": "dense", "units": 3}]}])",
          .more = std::move(more)};
}

} // namespace equivarify::codegen

#endif
