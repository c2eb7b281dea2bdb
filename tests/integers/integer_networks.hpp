/// \file
/// Small networks of several groups, with random integers for weights.
#ifndef EQUIVARIFY_TESTS_INTEGERS_INTEGER_NETWORKS_HPP
#define EQUIVARIFY_TESTS_INTEGERS_INTEGER_NETWORKS_HPP

#include "equivarify/codegen/integers/description.hpp"
#include "equivarify/codegen/reference/integer_evaluator.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "integers/random_integers.hpp"
#include "support/spec_text.hpp"

namespace equivarify::testing {

/// Convolutions that see one copy and all of them, strides, both pools, a relu by itself, values
/// with a sign, and dense layers.
inline std::string integer_layers() {
  return R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 5, "kernel": 3}, {"type": "relu"},
      {"type": "max_pool2d", "size": 3, "stride": 1, "padding": "same"}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"name": "conv2", "type": "conv2d", "filters": 3, "kernel": 3, "bias": false},
      {"type": "average_pool2d", "size": 3, "stride": 1}, {"type": "relu"}]},
    {"name": "third", "equivarify": "concat", "layers": [
      {"name": "conv3", "type": "conv2d", "filters": 9, "kernel": 2, "stride": 2, "padding": "valid"}]},
    {"name": "fourth", "equivarify": "concat", "layers": [
      {"type": "flatten"}, {"name": "dense1", "type": "dense", "units": 10}, {"type": "relu"}]},
    {"name": "fifth", "equivarify": "lift", "layers": [{"name": "logits", "type": "dense", "units": 3}]}])";
}

/// One spec for each of C2, C3, C4, S3, D4 and Q8, of the layers \p network.
inline std::vector<std::pair<std::string, codegen::SpecText>>
specs_of_groups(std::string const& network) {
  std::vector<std::pair<std::string, codegen::SpecText>> specs{
      {"C2", {.group = R"({"cyclic": 2})", .shape = "[1, 8, 6]", .action = R"({"r": "negate"})"}},
      {"C3",
       {.group = R"({"cyclic": 3})",
        .shape = "[3, 6, 6]",
        .action = R"json({"r": {"permute_channels": "(0 1 2)"}})json"}},
      {"C4", {.shape = "[2, 8, 8]"}},
      {"S3",
       {.group = R"({"dihedral": 3})",
        .shape = "[3, 5, 6]",
        .action =
            R"json({"r": {"permute_channels": "(0 1 2)"}, "s": {"permute_channels": "(0 1)"}})json"}},
      {"D4",
       {.group = R"({"dihedral": 4})", .action = R"({"r": "quarter_turn", "s": "flip_columns"})"}},
      {"Q8",
       {.group = R"({"dicyclic": 2})",
        .shape = "[1, 6, 7]",
        .action = R"({"a": "flip_rows", "b": "flip_columns"})"}}};
  for (auto& [name, spec] : specs) {
    spec.network = network;
  }
  return specs;
}

/// Ways around convolutions and pools, in blocks of one copy and of all: values added and put in a
/// row, three at once, with and without a relu, the input among them; normalised convolutions with
/// and without a bias; larger planes.
inline std::string joining_layers() {
  return R"([
    {"name": "stem", "equivarify": "lift", "layers": [
      {"name": "conv1", "type": "conv2d", "filters": 3, "kernel": 3, "bias": false},
      {"name": "norm1", "type": "batch_norm"}, {"name": "relu1", "type": "relu"},
      {"name": "row1", "type": "concatenate", "inputs": ["relu1", "input"]}]},
    {"name": "body", "equivarify": "concat", "layers": [
      {"name": "conv2", "type": "conv2d", "filters": 6, "kernel": 3},
      {"name": "norm2", "type": "batch_norm"}, {"name": "relu2", "type": "relu"},
      {"name": "conv3", "type": "conv2d", "filters": 6, "kernel": 3},
      {"name": "drop", "type": "dropout"},
      {"name": "conv4", "type": "conv2d", "filters": 6, "kernel": 3, "inputs": ["relu2"]},
      {"name": "sum1", "type": "add", "inputs": ["drop", "relu2", "conv4"]},
      {"name": "relu3", "type": "relu"}]},
    {"name": "down", "equivarify": "lift", "layers": [
      {"name": "half", "type": "average_pool2d", "size": 2, "padding": "valid"},
      {"name": "conv5", "type": "conv2d", "filters": 3, "kernel": [1, 2], "padding": "valid"},
      {"name": "large", "type": "upsample2d", "scale": 2},
      {"name": "crop", "type": "conv2d", "filters": 5, "kernel": [1, 1]},
      {"name": "row2", "type": "concatenate", "inputs": ["crop", "large"]}]},
    {"name": "all", "equivarify": "concat", "layers": [
      {"name": "pooled", "type": "max_pool2d", "size": 3, "stride": 1, "padding": "same"},
      {"name": "sum2", "type": "add", "inputs": ["pooled", "input"]},
      {"name": "conv6", "type": "conv2d", "filters": 3, "kernel": 3},
      {"name": "row3", "type": "concatenate", "inputs": ["conv6", "input"]}]},
    {"name": "dense", "equivarify": "lift", "layers": [
      {"type": "flatten"}, {"name": "dense1", "type": "dense", "units": 7}, {"name": "r", "type": "relu"},
      {"name": "dense2", "type": "dense", "units": 7, "bias": false},
      {"name": "norm3", "type": "batch_norm"},
      {"name": "sum3", "type": "add", "inputs": ["r", "norm3"]}]},
    {"name": "logits", "equivarify": "lift", "layers": [{"name": "logits", "type": "dense", "units": 3}]}])";
}

/// Functions of numbers in blocks of one copy and of all, of values with and without a sign, of the
/// input and of vectors; products of values of one shape and of stretched ones, with copies apart
/// and together. For a group of \p order elements.
inline std::string function_layers(std::size_t order) {
  std::string layers = R"([
    {"name": "stem", "equivarify": "lift", "layers": [
      {"name": "seen", "type": "tanh"},
      {"name": "stem", "type": "conv2d", "filters": 3, "kernel": 3}, {"name": "gate", "type": "sigmoid"},
      {"name": "swish", "type": "multiply", "inputs": ["stem", "gate"]}, {"name": "bend", "type": "gelu"}]},
    {"name": "squeeze", "equivarify": "concat", "layers": [
      {"name": "mean", "type": "global_average_pool2d"},
      {"name": "few", "type": "conv2d", "filters": 2, "kernel": 1}, {"name": "r", "type": "relu"},
      {"name": "root", "type": "sqrt"},
      {"name": "many", "type": "conv2d", "filters": MANY, "kernel": 1}, {"name": "open", "type": "hard_sigmoid"},
      {"name": "gated", "type": "multiply", "inputs": ["input", "open"]}, {"name": "relu1", "type": "relu"},
      {"name": "mixed", "type": "conv2d", "filters": 4, "kernel": 3}, {"name": "norm", "type": "batch_norm"},
      {"name": "leak", "type": "leaky_relu"}]},
    {"name": "places", "equivarify": "concat", "layers": [
      {"name": "channels", "type": "conv2d", "filters": 5, "kernel": 1},
      {"name": "where", "type": "conv2d", "filters": 1, "kernel": 3, "inputs": ["input"]},
      {"name": "spot", "type": "elu"},
      {"name": "scale", "type": "global_average_pool2d", "inputs": ["where"]},
      {"name": "product", "type": "multiply", "inputs": ["channels", "spot", "scale"]},
      {"name": "pooled", "type": "max_pool2d", "size": 2}]},
    {"name": "apart", "equivarify": "concat", "layers": [
      {"name": "bound", "type": "clip", "low": -0.5, "high": 2}, {"name": "each", "type": "global_average_pool2d"},
      {"name": "alike", "type": "multiply", "inputs": ["bound", "input", "each"]},
      {"name": "narrow", "type": "conv2d", "filters": 4, "kernel": 2, "padding": "valid"}]},
    {"name": "vectors", "equivarify": "concat", "layers": [
      {"name": "flat", "type": "flatten"}, {"name": "first", "type": "dense", "units": 7},
      {"name": "first_tanh", "type": "tanh"},
      {"name": "second", "type": "dense", "units": 7, "inputs": ["flat"]},
      {"name": "one", "type": "dense", "units": 1, "inputs": ["flat"]},
      {"name": "product2", "type": "multiply", "inputs": ["first_tanh", "second", "one"]}]},
    {"name": "logits", "equivarify": "concat", "layers": [{"name": "logits", "type": "dense", "units": 3}]}])";
  constexpr std::string_view many = "MANY";
  return layers.replace(layers.find(many), many.size(), std::to_string(3 * order));
}

/// The specs of all tests: of the groups above with layers in a chain, with values joined, and with
/// functions and products.
inline std::vector<std::pair<std::string, codegen::SpecText>> make_integer_specs() {
  std::vector<std::pair<std::string, codegen::SpecText>> specs = specs_of_groups(integer_layers());
  for (auto& [name, spec] : specs_of_groups(joining_layers())) {
    specs.emplace_back(name + "_joined", spec);
  }
  for (auto& [name, spec] : specs_of_groups(integer_layers())) {
    spec.network = function_layers(spec.network_of().group.order());
    specs.emplace_back(name + "_functions", spec);
  }
  return specs;
}

/// The same, made once: each process of a test asks for the names of all.
inline std::vector<std::pair<std::string, codegen::SpecText>> const& integer_specs() {
  static std::vector<std::pair<std::string, codegen::SpecText>> const specs = make_integer_specs();
  return specs;
}

/// \p weights for the reference evaluator.
inline codegen::IntegerTensorsOfNetwork to_reference(runtime::IntegerWeights const& weights) {
  codegen::IntegerTensorsOfNetwork result{.input_scale = weights.input.scale,
                                          .input_lowest = double(weights.input.lowest),
                                          .input_highest = double(weights.input.highest)};
  for (runtime::IntegerLayer const& layer : weights.layers) {
    if (layer.form.kind == runtime::FormKind::weighted) {
      codegen::IntegerTensors& tensors = result.layers[std::string(layer.form.name)];
      tensors.weight.assign(layer.weights.begin(), layer.weights.end());
      tensors.bias.assign(layer.bias.begin(), layer.bias.end());
      tensors.shifts.assign(layer.shifts.begin(), layer.shifts.end());
      tensors.exponent = layer.exponent;
      tensors.highest = layer.highest;
    } else if (layer.form.kind == runtime::FormKind::table) {
      result.tables[std::string(layer.form.name)] = {
          .entries = {layer.table.begin(), layer.table.end()}, .exponent = layer.exponent};
    } else if (layer.joins()) {
      result.joints[std::string(layer.form.name)] = layer.exponent;
    }
  }
  return result;
}

} // namespace equivarify::testing

#endif
