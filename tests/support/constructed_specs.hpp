/// \file
/// Small specs of every construction beside the lift block by block.
#ifndef EQUIVARIFY_TESTS_SUPPORT_CONSTRUCTED_SPECS_HPP
#define EQUIVARIFY_TESTS_SUPPORT_CONSTRUCTED_SPECS_HPP

#include <string>
#include <utility>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {

/// The layers of an F that gives \p units numbers, with the key \p tied after those with weights.
inline std::string one_map(int units, std::string const& tied = "") {
  return fmt::format(
      R"([{{"name": "f", "equivarify": "lift", "layers": [
    {{"name": "c", "type": "conv2d", "filters": 2, "kernel": 3{1}}}, {{"type": "relu"}}]}},
    {{"name": "y", "equivarify": "lift", "layers": [
    {{"type": "flatten"}}, {{"name": "d", "type": "dense", "units": {0}{1}}}]}}])",
      units,
      tied);
}

/// D4 on squares of 4x4, with \p network and \p more keys.
inline SpecText square_d4(std::string network, std::string more) {
  return {.group = R"({"dihedral": 4})",
          .shape = "[1, 4, 4]",
          .action = R"({"r": "quarter_turn", "s": "flip_columns"})",
          .network = std::move(network),
          .more = std::move(more)};
}

/// One spec of each construction, and one with blocks that are used as they are.
inline std::vector<std::pair<std::string, SpecText>> constructed_specs() {
  std::string const tied = R"(, "tied": true)";
  std::string const already =
      R"json(, "already": {"subgroup": ["r^2", "r s"], "labels": {"r s": "(0 2)"}})json";
  return {{"kernel_quotient",
           {.group = R"({"cyclic": 8})",
            .shape = "[1, 4, 4]",
            .more = R"(, "construction": "kernel_quotient")"}},
          {"reynolds", square_d4(one_map(24), R"(, "construction": "reynolds")")},
          {"canonical", square_d4(one_map(24), R"(, "construction": "canonical")")},
          {"coinduction", square_d4(one_map(3, tied), already)},
          {"none", {.shape = "[1, 4, 4]", .network = R"([
    {"name": "first", "equivarify": "none", "layers": [{"type": "relu"}, {"type": "average_pool2d", "size": 2}]},
    {"name": "second", "equivarify": "lift", "layers": [{"name": "c", "type": "conv2d", "filters": 2, "kernel": 1}]},
    {"name": "third", "equivarify": "none", "layers": [{"name": "again", "type": "relu"}, {"type": "max_pool2d", "size": 2}]},
    {"name": "fourth", "equivarify": "concat", "layers": [{"type": "flatten"}, {"name": "d", "type": "dense", "units": 3}]}])"}}};
}

} // namespace equivarify::codegen

#endif
