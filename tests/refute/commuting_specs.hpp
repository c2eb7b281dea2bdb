/// \file
/// Specs whose theorem supposes that layers commute.
#ifndef EQUIVARIFY_TESTS_REFUTE_COMMUTING_SPECS_HPP
#define EQUIVARIFY_TESTS_REFUTE_COMMUTING_SPECS_HPP

#include <fmt/format.h>

#include <string>
#include <vector>

#include "refute/normalised_specs.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::codegen {

/// A lifted block that gives three numbers.
inline std::string const head = R"({"name": "head", "equivarify": "lift", "layers": [
  {"type": "flatten"}, {"name": "last", "type": "dense", "units": 3}]})";

/// A block of \p layers used as it is, then a lifted one.
inline std::string plain_then_lifted(std::string const& layers) {
  return fmt::format(
      R"([{{"name": "plain", "equivarify": "none", "layers": [{}]}}, {}])", layers, head);
}

/// C2 acting on arrays of \p shape by \p motion, with \p layers used as they are.
inline SpecText
under(std::string const& motion, std::string const& shape, std::string const& layers) {
  return {.group = R"({"cyclic": 2})",
          .shape = shape,
          .action = fmt::format(R"({{"r": {}}})", motion),
          .network = plain_then_lifted(layers)};
}

/// D4 on squares, by layers that commute with \p already, of which the dense one is \p tied.
inline SpecText coinduced(std::string const& already,
                          std::string const& tied = R"(, "tied": true)") {
  return square_d4(fmt::format(
                       R"([{{"name": "f", "equivarify": "lift", "layers": [
            {{"name": "c", "type": "conv2d", "filters": 2, "kernel": 3, "tied": true}}, {{"type": "relu"}},
            {{"type": "max_pool2d", "size": 2}}]}},
          {{"name": "y", "equivarify": "lift", "layers": [
            {{"type": "flatten"}}, {{"name": "d", "type": "dense", "units": 5{0}}}, {{"type": "softmax"}},
            {{"name": "y", "type": "dense", "units": 3, "tied": true}}, {{"name": "z", "type": "relu"}}]}}])",
                       tied),
                   fmt::format(R"(, "already": {})", already));
}

/// A network whose layers commute.
struct Good {
  std::string name;
  SpecText spec;
  std::size_t layers;
};

/// One of each kind of layer, action and construction.
inline std::vector<Good> const& good() {
  static std::vector<Good> const all{
      {"a copy of each", constructed_specs().back().second, 4},
      {"a coinduction", constructed_specs()[3].second, 4},
      {"labels moved", coinduced(R"json({"subgroup": ["r"], "labels": {"r": "(0 2)"}})json"), 8},
      {"two generators",
       coinduced(R"json({"subgroup": ["r^2", "r s"], "labels": {"r s": [2, 1, 0]}})json"),
       8},
      {"nothing moves",
       under(R"("identity")",
             "[1, 4, 4]",
             R"({"type": "conv2d", "filters": 2, "kernel": 2, "stride": 2, "padding": "valid"},
               {"type": "flatten"}, {"type": "dense", "units": 3}, {"type": "softmax"})"),
       4},
      {"a channel negated",
       under(R"([{"negate_channels": [1]}, "flip_rows"])",
             "[2, 4, 4]",
             R"({"type": "average_pool2d", "size": 2})"),
       1},
      {"everything negated",
       under(
           R"("negate")",
           "[1, 4, 4]",
           R"({"type": "average_pool2d", "size": [2, 1]}, {"type": "average_pool2d", "size": 2, "stride": 1})"),
       2},
      {"entries permuted",
       under(R"({"permutation": [0, 2, 1, 3]})", "[1, 2, 2]", R"({"type": "relu"})"),
       1},
      {"channels reversed",
       under(R"("flip_channels")", "[3, 4, 4]", R"({"type": "max_pool2d", "size": 2})"),
       1},
      {"rows and channels reversed at once",
       under(R"(["flip_rows", "flip_channels"])",
             "[2, 4, 4]",
             R"({"type": "max_pool2d", "size": 2}, {"type": "relu"})"),
       2},
      {"a transpose and channels permuted at once",
       under(R"json(["transpose", {"permute_channels": [1, 0]}])json",
             "[2, 4, 4]",
             R"({"type": "average_pool2d", "size": 2}, {"type": "global_average_pool2d"})"),
       2},
      {"one row",
       under(R"("half_turn")", "[2, 1, 4]", R"({"type": "max_pool2d", "size": [1, 2]})"),
       1},
      {"a softmax of what moves",
       under(R"json({"permute_channels": "(0 1)(2 3)"})json",
             "[4, 1, 1]",
             R"({"type": "softmax"}, {"type": "relu"})"),
       2},
      {"odd functions of what is negated",
       under(R"("negate")",
             "[1, 4, 6]",
             R"({"type": "tanh"}, {"type": "clip", "low": -0.5, "high": 0.5}, {"type": "softsign"},
               {"type": "erf"}, {"type": "round"}, {"type": "sign"},
               {"type": "global_average_pool2d"})"),
       7},
      {"functions that are not odd",
       under(R"("half_turn")",
             "[2, 4, 6]",
             R"({"type": "sigmoid"}, {"type": "elu"}, {"type": "leaky_relu"}, {"type": "gelu"},
               {"type": "hard_sigmoid"}, {"type": "clip", "low": 0, "high": 1}, {"type": "softplus"},
               {"type": "hard_swish"}, {"type": "mish"}, {"type": "gelu_tanh"}, {"type": "exp"}, {"type": "log"},
               {"type": "sqrt"}, {"type": "square"}, {"type": "abs"}, {"type": "floor"}, {"type": "ceil"},
               {"type": "reciprocal"},
               {"type": "global_average_pool2d"})"),
       19},
      {"values that branch",
       under(R"("flip_rows")",
             "[2, 4, 4]",
             R"({"name": "a", "type": "relu"}, {"name": "b", "type": "tanh", "inputs": ["input"]},
               {"name": "sum", "type": "add", "inputs": ["a", "b", "input"]},
               {"type": "concatenate", "inputs": ["sum", "b"]}, {"type": "batch_norm"},
               {"type": "max_pool2d", "size": 2})"),
       6},
      {"products, of channels by one number each and of planes by one channel",
       under(R"(["flip_rows", "flip_channels"])",
             "[2, 4, 4]",
             R"({"name": "a", "type": "relu"}, {"name": "gate", "type": "global_average_pool2d"},
               {"name": "s", "type": "sigmoid"},
               {"name": "p", "type": "multiply", "inputs": ["a", "input", "s"]}, {"type": "max_pool2d", "size": 2})"),
       5},
      {"a product of three values that are negated",
       under(R"("negate")",
             "[2, 4, 4]",
             R"({"name": "a", "type": "tanh"}, {"name": "b", "type": "global_average_pool2d"},
               {"name": "p", "type": "multiply", "inputs": ["input", "a", "b"]})"),
       3},
      {"channels reversed, twice in a row",
       under(R"("flip_channels")",
             "[3, 4, 4]",
             R"({"name": "a", "type": "tanh"}, {"type": "concatenate", "inputs": ["a", "input"]},
               {"type": "average_pool2d", "size": 2}, {"type": "relu"})"),
       4},
      {"copies in a row",
       {.network = fmt::format(
            R"([{{"name": "a", "equivarify": "lift", "layers": [
                 {{"type": "conv2d", "filters": 2, "kernel": 3}}]}},
               {{"name": "b", "equivarify": "none", "layers": [
                 {{"name": "r", "type": "relu"}}, {{"name": "p", "type": "max_pool2d", "size": 2}},
                 {{"name": "q", "type": "average_pool2d", "size": 2, "inputs": ["r"]}},
                 {{"name": "row", "type": "concatenate", "inputs": ["p", "q"]}}, {{"type": "tanh"}}]}}, {}])",
            head)},
       5},
      {"turned volumes",
       under(R"(["cube_turn_y", "cube_turn_y"])",
             "[2, 4, 4, 4]",
             R"({"type": "relu"}, {"type": "layer_norm", "each_place": true}, {"type": "dropout"},
               {"type": "average_pool3d", "size": 2}, {"type": "layer_norm"}, {"type": "global_average_pool3d"})"),
       6},
      {"mirrored slices and lines",
       under(R"(["flip_slices", "flip_columns"])",
             "[1, 3, 1, 6]",
             R"({"type": "max_pool3d", "size": [3, 1, 2]}, {"type": "average_pool1d", "size": 1},
               {"type": "max_pool1d", "size": 3})"),
       3},
      {"a sum under everything negated",
       under(R"("negate")",
             "[1, 4, 4]",
             R"({"name": "t", "type": "tanh"}, {"type": "add", "inputs": ["t", "input"]},
               {"type": "leaky_relu", "slope": 1}, {"type": "max_pool2d", "size": 1, "stride": 2})"),
       4},
      {"a coinduction that branches",
       square_d4(R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv2d", "filters": 1, "kernel": 3, "tied": true},
            {"name": "sum", "type": "add", "inputs": ["c", "input"]}, {"type": "batch_norm"}]},
          {"name": "y", "equivarify": "lift", "layers": [
            {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true},
            {"name": "e", "type": "dense", "units": 3, "tied": true}, {"name": "n", "type": "batch_norm"},
            {"type": "add", "inputs": ["d", "n"]}, {"name": "z", "type": "relu"}]}])",
                 R"(, "already": {"subgroup": ["s"]})"),
       9},
      {"a coinduction whose classes are multiplied",
       square_d4(R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv2d", "filters": 2, "kernel": 3, "tied": true},
            {"name": "g", "type": "global_average_pool2d"},
            {"name": "p", "type": "multiply", "inputs": ["c", "g"]}]},
          {"name": "y", "equivarify": "lift", "layers": [
            {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true},
            {"name": "e", "type": "dense", "units": 1, "tied": true, "inputs": ["flatten1"]},
            {"name": "r", "type": "relu", "inputs": ["d"]},
            {"name": "w", "type": "dense", "units": 1, "tied": true, "inputs": ["r"]},
            {"name": "z", "type": "multiply", "inputs": ["d", "r", "e", "w"]}]}])",
                 R"(, "already": {"subgroup": ["s"]})"),
       9},
      {"a torus that is shifted",
       under(
           R"({"shift_columns": 2})",
           "[2, 3, 4]",
           R"({"type": "conv2d", "filters": 2, "kernel": [3, 2], "circular": true, "padding": [1, 0, 1, 1]},
               {"type": "conv2d", "filters": 2, "kernel": 3, "circular": true, "groups": 2, "bias": false})"),
       2},
      {"everything negated, without biases",
       under(
           R"("negate")",
           "[2, 5, 5]",
           R"({"type": "conv2d", "filters": 4, "kernel": 3, "dilation": 2, "groups": 2, "padding": [1, 2, 0, 1], "bias": false},
               {"type": "average_pool2d", "size": 2, "stride": 1, "padding": 1})"),
       2},
      {"pools with margins",
       under(R"("flip_rows")",
             "[1, 5, 6]",
             R"({"type": "max_pool2d", "size": 3, "stride": 2, "padding": [1, 0, 1, 2]},
               {"type": "average_pool2d", "size": 3, "stride": 1, "padding": "same", "count_include_pad": false})"),
       2},
      {"planes that are spread, negated and flipped",
       under(R"(["flip_rows", "negate"])",
             "[2, 2, 3]",
             R"({"type": "upsample2d", "scale": [2, 3]}, {"type": "upsample2d", "scale": 1})"),
       2},
      {"transposed convolutions of what is negated",
       under(
           R"("negate")",
           "[1, 2, 2]",
           R"({"type": "conv_transpose2d", "filters": 3, "kernel": [3, 2], "stride": 2, "padding": [1, 0, 0, 1], "bias": false})"),
       1},
      {"a coinduction of transposed convolutions",
       square_d4(R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv_transpose2d", "filters": 2, "kernel": 3, "stride": 2, "padding": 1, "tied": true},
            {"name": "t", "type": "conv_transpose2d", "filters": 1, "kernel": 2, "bias": false, "tied": true}, {"type": "relu"}]},
          {"name": "y", "equivarify": "lift", "layers": [
            {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true}]}])",
                 R"(, "already": {"subgroup": ["r", "s"]})"),
       5},
      {"a coinduction without biases",
       square_d4(R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv2d", "filters": 2, "kernel": 3, "dilation": 2, "padding": 2, "bias": false, "tied": true},
            {"name": "p", "type": "conv2d", "filters": 4, "kernel": 1, "groups": 2, "tied": true},
            {"name": "t", "type": "conv2d", "filters": 1, "kernel": 3, "circular": true, "tied": true}, {"type": "relu"}]},
          {"name": "y", "equivarify": "lift", "layers": [
            {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "bias": false, "tied": true}]}])",
                 R"(, "already": {"subgroup": ["r"]})"),
       6},
      {"a coinduction from the shifts of a torus",
       {.group = R"({"space_group": {"name": "p4", "side": 4}})",
        .shape = "[1, 4, 4]",
        .action = R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1}, "r": "quarter_turn"})",
        .network = R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv2d", "filters": 2, "kernel": 3, "circular": true},
            {"name": "t", "type": "conv2d", "filters": 4, "kernel": 3, "circular": true, "tied": true},
            {"type": "global_average_pool2d"}, {"name": "d", "type": "dense", "units": 3}]}])",
        .more = R"(, "already": {"subgroup": ["x", "y"]})"},
       4},
      {"a coinduction from a half turn about a point, with a regular layer",
       {.group = R"({"cyclic": 6})",
        .shape = "[1, 4, 4]",
        .action = R"({"r": "sixth_turn"})",
        .network = R"([{"name": "f", "equivarify": "lift", "layers": [
            {"name": "c", "type": "conv2d", "filters": 2, "kernel": 3, "circular": true, "tied": true, "regular": true},
            {"name": "t", "type": "conv2d", "filters": 2, "kernel": 1, "stride": 2, "padding": "valid", "tied": true},
            {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true}]}])",
        .more = R"(, "already": {"subgroup": ["r^3"]})"},
       4},
      {"a coinduction with channels that are exchanged and normalised",
       exchanged_and_normalised(),
       7},
      {"a coinduction of what is negated and normalised", negated_and_normalised(), 4},
      {"a coinduction to classes that move as a regular layer",
       {.group = R"({"cyclic": 2})",
        .shape = "[4, 1, 1]",
        .action = R"({"r": "negate"})",
        .network = R"([{"name": "f", "equivarify": "lift", "layers": [
            {"type": "flatten"},
            {"name": "d", "type": "dense", "units": 2, "tied": true, "regular": true}]}])",
        .classes = R"(["a", "b"])",
        .more = R"json(, "already": {"subgroup": ["r"], "labels": {"r": "(0 1)"}})json"},
       2},
      {"the trivial group",
       {.group = R"({"cyclic": 1})",
        .action = "{}",
        .network = fmt::format(R"([{},
          {{"name": "plain", "equivarify": "none", "layers": [{{"name": "d", "type": "dense", "units": 3}}]}}])",
                               head)},
       1}};
  return all;
}

} // namespace equivarify::codegen

#endif
