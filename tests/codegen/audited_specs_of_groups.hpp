/// \file
/// Small specs of every form of group, construction and motion.
#ifndef EQUIVARIFY_TESTS_CODEGEN_AUDITED_SPECS_OF_GROUPS_HPP
#define EQUIVARIFY_TESTS_CODEGEN_AUDITED_SPECS_OF_GROUPS_HPP

#include <string>
#include <vector>

#include "support/constructed_specs.hpp"
#include "support/output_specs.hpp"
#include "support/parts_specs.hpp"

namespace equivarify::codegen {

inline SpecText named_elements(std::string group, std::string action, std::string more) {
  return {.group = std::move(group),
          .shape = "[1, 4, 4]",
          .action = std::move(action),
          .classes = R"(["a", "b", "c"], )" + std::move(more)};
}

/// Specs whose labels name elements, as every form of group spells them.
inline std::vector<SpecText> specs_with_named_elements() {
  std::string const i = R"("identity")";
  return {
      named_elements(R"({"cyclic": 4})",
                     R"({"r": "quarter_turn"})",
                     R"("symmetries": {"a": ["r^2"]}, "elements": {"r^3": "back"})"),
      named_elements(R"({"dihedral": 4})",
                     R"({"r": "quarter_turn", "s": ["flip_columns"]})",
                     R"("symmetries": {"b": ["r^2 s", "r^2", "s"]}, "elements": {"e": "none"})"),
      named_elements(R"({"dicyclic": 2})",
                     R"({"a": "identity", "b": "identity"})",
                     R"("elements": {"a^3 b": "x", "b": "y"})"),
      named_elements(R"({"symmetric": 3})",
                     R"({"a": "identity", "b": "identity"})",
                     R"json("symmetries": {"c": ["(0 1)"]}, "elements": {"(0 1 2)": "x"})json"),
      named_elements(R"({"octahedral": true})",
                     R"({"x": "identity", "y": "identity"})",
                     R"json("elements": {"(0 4 1 5)": "x", "(0 1)(4 5)": "y"})json"),
      named_elements(R"({"product": [{"symmetric": 3}, {"cyclic": 2}]})",
                     R"({"a": "identity", "b": "identity", "r": "flip_rows"})",
                     R"("elements": {"a b r": "x", "b^2": "y"})"),
      named_elements(R"({"wreath": [{"cyclic": 2}, {"dihedral": 3}]})",
                     R"({"r1": "identity", "r2": "identity", "r3": "identity", "r": "identity",
                         "s": "flip_rows"})",
                     R"("elements": {"r1 r3 r^2 s": "x"})"),
      named_elements(R"({"semidirect": {"normal": {"cyclic": 7}, "quotient": {"cyclic": 3},
                                        "action": {"r": {"r": "r^2"}}}})",
                     R"({"r1": "identity", "r2": "identity"})",
                     R"("elements": {"r1^5 r2^2": "x"})"),
      named_elements(R"({"matrices": {"modulus": 2, "generators":
                         {"a": [[0, 1], [1, 0]], "b": [[1, 1], [0, 1]]}}})",
                     R"({"a": "flip_columns", "b": "flip_columns"})",
                     R"("elements": {"a b a": "x"})"),
      named_elements(R"({"table": [[2, 3, 0, 1], [3, 2, 1, 0], [0, 1, 2, 3], [1, 0, 3, 2]]})",
                     R"({"g1": "flip_rows", "g2": "flip_columns"})",
                     R"("elements": {"g3": "x"}, "symmetries": {"a": ["g3"]})"),
      named_elements(R"({"small_group": [21, 1]})",
                     R"({"f1": "identity", "f2": "identity"})",
                     R"("elements": {"f2 f1": "x"})"),
      named_elements(R"({"small_group": [60, 5]})",
                     R"({"f1": "identity", "f2": "identity"})",
                     R"("elements": {"f1 f2": "x"})"),
      named_elements(R"({"space_group": {"name": "p6m", "side": 2}})",
                     R"({"x": "identity", "y": "identity", "r": "flip_rows", "s": "identity"})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "p4m", "side": 4}})",
                     R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1},
                         "r": "quarter_turn", "s": "flip_columns"})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "pg", "side": 2}})",
                     R"({"x": {"shift_columns": 2}, "y": {"shift_rows": 2},
                         "s": [{"shift_rows": 1}, "flip_columns"]})",
                     R"("elements": {"x s": "z"})"),
      named_elements(R"({"space_group": {"name": "cm", "side": 4}})",
                     R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1}, "s": "transpose"})",
                     R"("elements": {"x s": "z"})"),
      named_elements(R"({"space_group": {"name": "pmg", "side": 2}})",
                     R"({"x": {"shift_columns": 2}, "y": {"shift_rows": 2}, "r": "half_turn",
                         "s": [{"shift_rows": 1}, "flip_columns"]})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "pgg", "side": 2}})",
                     R"({"x": {"shift_columns": 2}, "y": {"shift_rows": 2}, "r": "half_turn",
                         "s": [{"shift_rows": 1}, {"shift_columns": 1}, "flip_columns"]})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "cmm", "side": 4}})",
                     R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1},
                         "r": "half_turn", "s": "transpose"})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "p4g", "side": 2}})",
                     R"({"x": {"shift_columns": 2}, "y": {"shift_rows": 2}, "r": "quarter_turn",
                         "s": [{"shift_rows": 1}, {"shift_columns": 1}, "flip_columns"]})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "p3m1", "side": 4}})",
                     R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1},
                         "r": ["sixth_turn", "sixth_turn"], "s": "transpose"})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "p31m", "side": 4}})",
                     R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1},
                         "r": ["sixth_turn", "sixth_turn"], "s": ["transpose", "sixth_turn"]})",
                     R"("elements": {"x r s": "z"})"),
      named_elements(R"({"space_group": {"name": "p6", "side": 4}})",
                     R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1}, "r": "sixth_turn"})",
                     R"("elements": {"y r^2": "z"})"),
      named_elements(R"({"presentation": {"generators": ["i", "j"],
                         "relations": ["i^2 = j^2", "i j i = j"], "max_cosets": 4000}})",
                     R"({"i": "identity", "j": "identity"})",
                     R"("elements": {"i j": "x"})")};
}

/// All of them, and one of each construction.
inline std::vector<std::string> audited_specs() {
  std::vector<std::string> texts{SpecText{}.text()};
  for (SpecText const& spec : specs_with_named_elements()) {
    texts.push_back(spec.text());
  }
  for (auto const& [name, spec] : constructed_specs()) {
    texts.push_back(spec.text());
  }
  texts.push_back(SpecText{.classes = R"(["a", "b", "c"], "pose": "unknown")",
                           .more = R"(, "training": {"shift": 2, "turn": 22.5})"}
                      .text());
  texts.push_back(slots(every_head(), 12).dump());
  texts.push_back(
      slots({{"digit",
              {{"head", "joint"}, {"classes", {"a", "b", "c"}}, {"class_weights", {2, 0.5, 1}}}}},
            3)
          .dump());
  texts.push_back(slots_already().dump());
  texts.push_back(turned_planes().dump());
  texts.push_back(support::basin().dump());
  texts.push_back(support::camera().dump());
  texts.push_back(SpecText{.network = R"([
    {"name": "body", "equivarify": "lift", "layers": [
      {"name": "c", "type": "conv2d", "filters": 1, "kernel": 3}, {"type": "batch_norm", "momentum": 1},
      {"name": "n", "type": "batch_norm", "epsilon": 0.5, "inputs": ["input"]},
      {"name": "sum", "type": "add", "inputs": ["n", "batch_norm1", "input"]}]},
    {"name": "head", "equivarify": "concat", "layers": [
      {"name": "p", "type": "max_pool2d", "size": 2},
      {"name": "q", "type": "average_pool2d", "size": 2, "inputs": ["input"]},
      {"name": "row", "type": "concatenate", "inputs": ["p", "q"]}, {"type": "flatten"},
      {"name": "last", "type": "dense", "units": 3}]}])"}
                      .text());
  texts.push_back(SpecText{.group = R"({"octahedral": true})",
                           .shape = "[2, 4, 4, 4]",
                           .action = R"({"x": "cube_turn_x", "y": "cube_turn_y"})",
                           .network = R"([{"name": "body", "equivarify": "lift", "layers": [
      {"name": "c", "type": "conv3d", "filters": 4, "kernel": [3, 1, 3], "padding": [1, 0, 1], "dilation": [1, 2, 1]},
      {"type": "layer_norm", "each_place": true, "epsilon": 0.5}, {"type": "dropout", "rate": 0.25},
      {"type": "conv3d", "filters": 4, "kernel": 3, "groups": 2, "circular": true},
      {"type": "max_pool3d", "size": [4, 4, 2], "stride": [1, 1, 2]},
      {"type": "conv1d", "filters": 2, "kernel": 2, "padding": [1, 0]}, {"type": "average_pool1d", "size": 2},
      {"type": "flatten"}, {"type": "layer_norm"}, {"name": "last", "type": "dense", "units": 3}]}])"}
                      .text());
  texts.push_back(
      SpecText{.shape = "[2, 3, 2, 4]",
               .action = R"({"r": [{"shift_slices": 1}, "flip_slices", {"shift_slices": 1}]})",
               .network = R"([{"name": "body", "equivarify": "lift", "layers": [
      {"type": "global_average_pool3d"}, {"type": "flatten"}, {"name": "last", "type": "dense", "units": 3}]}])"}
          .text());
  texts.push_back(SpecText{.group = R"({"product": [{"cyclic": 6}, {"cyclic": 2}]})",
                           .shape = "[3, 2, 3]",
                           .action = R"json({"r1": [{"shift_rows": 1}, {"shift_columns": -2}],
                     "r2": [{"permute_channels": "(0 2)"}, {"negate_channels": [0, 2]}]})json",
                           .network = one_map(3)}
                      .text());
  texts.back().replace(texts.back().find("\"kernel\": 3"), 11, "\"kernel\": 1");
  texts.push_back(SpecText{
      .group = R"({"cyclic": 2})",
      .shape = "[4, 1, 1]",
      .action = R"json({"r": [{"permute_channels": "(0 1)"}, {"negate_channels": [0, 1, 2]}]})json",
      .network = R"([{"name": "body", "equivarify": "lift", "layers": [{"type": "flatten"},
      {"name": "d", "type": "dense", "units": 4, "tied": true, "regular": true}, {"type": "relu"},
      {"name": "last", "type": "dense", "units": 3, "tied": true}]}])",
      .more = R"json(, "already": {"subgroup": ["r"], "labels": {"r": "(0 1)"}})json"}
                      .text());
  texts.push_back(square_d4(one_map(3, R"(, "tied": true)"),
                            R"json(, "already": {"subgroup": ["s", " r^2 ", "( r s )^-1"],
                                       "labels": {"s": [0, 1, 2]}})json")
                      .text());
  return texts;
}

} // namespace equivarify::codegen

#endif
