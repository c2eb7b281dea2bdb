/// \file
/// Small specs whose input has several parts.
#ifndef EQUIVARIFY_TESTS_SUPPORT_PARTS_SPECS_HPP
#define EQUIVARIFY_TESTS_SUPPORT_PARTS_SPECS_HPP

#include <nlohmann/json.hpp>

namespace equivarify::support {

/// Heights of cells and speeds through their sides, which a quarter turn exchanges.
inline nlohmann::json basin() {
  return nlohmann::json::parse(R"json({
    "name": "basin", "group": {"dihedral": 4},
    "input": {"parts": {
      "h": {"shape": [1, 2, 2], "action": {"r": "quarter_turn", "s": "flip_columns"}},
      "u": {"shape": [1, 2, 3], "action": {"r": "quarter_turn", "s": ["negate", "flip_columns"]},
            "from": {"r": "v"}},
      "v": {"shape": [1, 3, 2], "action": {"r": ["negate", "quarter_turn"], "s": "flip_columns"},
            "from": {"r": "u"}}}},
    "network": [{"name": "step", "equivarify": "lift", "layers": [
      {"name": "of_h", "type": "conv2d", "filters": 2, "kernel": 1, "inputs": ["h"]},
      {"name": "of_u", "type": "conv2d", "filters": 2, "kernel": [1, 2], "padding": "valid",
       "inputs": ["u"]},
      {"name": "of_v", "type": "conv2d", "filters": 2, "kernel": [2, 1], "padding": "valid",
       "inputs": ["v"]},
      {"name": "sum", "type": "add", "inputs": ["of_h", "of_u", "of_v"]},
      {"type": "tanh"}, {"type": "flatten"},
      {"name": "change", "type": "dense", "units": 16}]}],
    "output": {"after": {"head": "grid", "shape": [16, 1, 1], "action": "input"}}})json");
}

/// A picture and a vector, which turn together.
inline nlohmann::json camera() {
  return nlohmann::json::parse(R"json({
    "name": "camera", "group": {"cyclic": 4},
    "input": {"parts": {
      "picture": {"shape": [2, 4, 4], "action": {"r": ["quarter_turn", {"permute_channels": "(0 1)"}]}},
      "velocity": {"shape": [2], "action": {"r": [{"negate_channels": [1]},
                                                  {"permute_channels": "(0 1)"}]}}}},
    "network": [
      {"name": "eyes", "equivarify": "lift", "layers": [
        {"name": "conv1", "type": "conv2d", "filters": 2, "kernel": 3, "inputs": ["picture"]},
        {"type": "relu"}, {"type": "max_pool2d", "size": 2}, {"name": "seen", "type": "flatten"},
        {"name": "both", "type": "concatenate", "inputs": ["velocity", "seen"]},
        {"name": "dense1", "type": "dense", "units": 4}, {"type": "elu"}]},
      {"name": "answers", "equivarify": "concat", "layers": [
        {"name": "dense2", "type": "dense", "units": 3}]}],
    "labels": {"classes": ["a", "b", "c"]}})json");
}

} // namespace equivarify::support

#endif
