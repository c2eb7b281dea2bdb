/// \file
/// The ONNX file of a network, read back by other code and evaluated by its operators.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx/generate_onnx.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/digest.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using onnx_run::Array;
using onnx_run::evaluate_onnx;

/// The logits of \p inputs by the reference evaluator and by the file.
void expect_same_logits(Network const& network,
                        std::vector<std::vector<double>> const& inputs,
                        double tolerance) {
  auto const weights = random_weights<float>(network, network.seed);
  auto const exact = random_weights<double>(network, network.seed);
  std::size_t const count = inputs.size();
  Array images{{count, network.input.channels, network.input.rows, network.input.columns}, {}};
  std::vector<double> expected;
  for (std::vector<double> const& x : inputs) {
    images.values.insert(images.values.end(), x.begin(), x.end());
    auto const y = output_of(network, evaluate(network, exact, x));
    expected.insert(expected.end(), y.begin(), y.end());
  }
  Array const logits = evaluate_onnx(encode(to_onnx(network, weights)), images);
  ASSERT_EQ(logits.shape, (std::vector<std::size_t>{count, expected.size() / count}));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(logits.values[i], expected[i], tolerance * (1 + std::abs(expected[i])))
        << network.name << ", logit " << i;
  }
}

/// The same of \p count random images.
void expect_same_logits(Network const& network, std::size_t count, double tolerance = 1e-9) {
  std::vector<std::vector<double>> inputs;
  for (std::size_t n = 0; n < count; ++n) {
    inputs.push_back(random_input<double>(network, n));
  }
  expect_same_logits(network, inputs, tolerance);
}

TEST(Onnx, ComputesWhatTheReferenceDoes) {
  for (char const* spec :
       {"zoo_c2", "zoo_c4", "zoo_d4", "zoo_flow", "zoo_mirror", "zoo_s3", "zoo_torus"}) {
    expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/" + spec + ".json"), 2);
  }
  expect_same_logits(load_network(std::string{SPECS_FOLDER} + "/tiny_c4.json"), 1);
  // The constants of its functions are in single precision.
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_functions.json"), 2, 1e-6);
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_more_functions.json"), 2, 1e-5);
}

TEST(Onnx, HasAnOutputForEachHead) {
  for (char const* spec : {"zoo_field", "zoo_robot", "zoo_sides"}) {
    Network const network = load_network(std::string{ZOO_FOLDER} + "/" + spec + ".json");
    OnnxModel const model = to_onnx(network, random_weights<float>(network, 1));
    ASSERT_EQ(model.outputs.size(), network.outputs.size());
    for (std::size_t i = 0; i < model.outputs.size(); ++i) {
      EXPECT_EQ(model.outputs[i].name, network.outputs[i].name);
    }
  }
}

TEST(Onnx, ComputesOutputsAsTheReferenceDoes) {
  for (char const* spec : {"zoo_field", "zoo_robot", "zoo_sides"}) {
    expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/" + spec + ".json"), 2);
  }
}

TEST(Onnx, HasValuesThatBranchAndNormalisations) {
  // What is folded is rounded to single precision, and so is epsilon.
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_residual.json"), 2, 1e-5);
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_dense_net.json"), 2, 1e-5);
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_windows.json"), 2, 1e-5);
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_gates.json"), 2, 1e-5);
  expect_same_logits(load_network(std::string{ZOO_FOLDER} + "/zoo_unet.json"), 2, 1e-5);
}

TEST(Onnx, ComputesVolumesLinesAndNormalisationsOfEachInput) {
  SpecText volumes{.shape = "[2, 3, 4, 4]", .action = R"({"r": ["flip_slices", "flip_rows"]})"};
  volumes.network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"type": "conv3d", "filters": 2, "kernel": [3, 1, 3], "circular": true},
      {"type": "layer_norm", "each_place": true}, {"type": "dropout"}, {"type": "max_pool3d", "size": [1, 2, 2]}]},
    {"name": "second", "equivarify": "concat", "layers": [
      {"type": "conv3d", "filters": 3, "kernel": [2, 2, 1], "padding": "valid"}, {"type": "layer_norm"},
      {"type": "global_average_pool3d"}, {"type": "layer_norm"}, {"type": "flatten"}, {"type": "layer_norm"},
      {"type": "dense", "units": 3}]}])";
  expect_same_logits(volumes.network_of(), 2, 1e-5);
  SpecText lines{.shape = "[2, 6]", .action = R"({"r": "flip_columns"})"};
  lines.network = R"([{"name": "all", "equivarify": "lift", "layers": [
      {"type": "conv1d", "filters": 4, "kernel": 3, "groups": 2}, {"type": "average_pool1d", "size": 2},
      {"type": "flatten"}, {"type": "dense", "units": 3}]}])";
  expect_same_logits(lines.network_of(), 2);
}

TEST(Onnx, RefusesLayersForPlanesAmongThoseForVolumes) {
  SpecText mixed{.shape = "[1, 2, 2, 2]", .action = R"({"r": "flip_slices"})"};
  mixed.network = R"([{"name": "all", "equivarify": "lift", "layers": [
      {"type": "max_pool3d", "size": [2, 1, 1]}, {"type": "conv2d", "filters": 2, "kernel": 1}, {"type": "flatten"},
      {"type": "dense", "units": 3}]}])";
  Network const network = mixed.network_of();
  EXPECT_THROW((void)to_onnx(network, random_weights<float>(network, 1)), InputError);
}

TEST(Onnx, ConcatenatesWhatNoLinearLayerTakesApart) {
  SpecText spec;
  spec.network = R"([
    {"name": "first", "equivarify": "lift", "layers": [
      {"type": "conv2d", "filters": 2, "kernel": [2, 3], "stride": [2, 1], "padding": "valid"}]},
    {"name": "second", "equivarify": "concat", "layers": [{"type": "relu"}]},
    {"name": "third", "equivarify": "concat", "layers": [
      {"type": "average_pool2d", "size": [2, 3], "stride": 1}, {"type": "flatten"},
      {"type": "dense", "units": 3}, {"type": "softmax"}]},
    {"name": "fourth", "equivarify": "concat", "layers": [{"type": "relu"}]},
    {"name": "fifth", "equivarify": "lift", "layers": [{"type": "dense", "units": 3}]}])";
  expect_same_logits(spec.network_of(), 3);
}

TEST(Onnx, ComputesEveryConstructionOfAWholeNetwork) {
  std::size_t computed = 0;
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    if (first_plain_block(network) != nullptr) {
      auto const weights = random_weights<float>(network, 1);
      EXPECT_THROW((void)generate_onnx(network, weights), InputError) << name;
    } else {
      SCOPED_TRACE(name);
      expect_same_logits(network, 2);
      ++computed;
    }
  }
  EXPECT_EQ(computed, 4U);
}

TEST(Onnx, TakesTheMeanOverAllPosesOfASymmetricInput) {
  std::size_t computed = 0;
  for (auto const& [name, spec] : constructed_specs()) {
    if (name != "canonical" && name != "coinduction") {
      continue;
    }
    SCOPED_TRACE(name);
    Network const network = spec.network_of();
    auto const x = random_input<double>(network, 3);
    std::vector<double> turned = x; // a half turn changes nothing
    for (std::size_t i = 0; i < x.size(); ++i) {
      turned[i] += x[x.size() - 1 - i];
    }
    expect_same_logits(network, {turned, std::vector<double>(x.size(), 0.25), x}, 1e-9);
    ++computed;
  }
  EXPECT_EQ(computed, 2U);
}

/// The nodes of a file by type.
std::map<std::string, std::size_t> count_nodes(OnnxModel const& model) {
  std::map<std::string, std::size_t> counts;
  for (OnnxNode const& node : model.nodes) {
    ++counts[node.type];
  }
  return counts;
}

TEST(Onnx, HasNodesForEachCopyThatShareTheWeights) {
  Network const network = load_network(std::string{SPECS_FOLDER} + "/tiny_c4.json");
  std::string const file = encode(to_onnx(network, random_weights<float>(network, 1)));
  OnnxModel const model = parse_onnx(file, "read.onnx");
  auto const counts = count_nodes(model);
  EXPECT_EQ(counts.at("Conv"), 8U); // two layers, four copies
  EXPECT_EQ(counts.at("Gemm"), 8U);
  std::size_t weights = 0;
  for (OnnxTensor const& tensor : model.constants) {
    weights += std::holds_alternative<std::vector<float>>(tensor.values) ? tensor.size() : 0;
  }
  EXPECT_EQ(weights, network.parameters());
}

/// Compares the values in the file that are said to be layers with those of the reference.
void expect_layers(Network const& network) {
  std::vector<double> const x = random_input<double>(network, 1);
  OnnxModel model = to_onnx(network, random_weights<float>(network, 1));
  std::vector<OnnxLayer> const layers = onnx_layers(network);
  for (OnnxLayer const& layer : layers) {
    for (std::string const& copy : layer.copies) {
      model.outputs.push_back({copy, {}});
    }
  }
  Shape const& shape = network.input;
  auto const found =
      onnx_run::evaluate_outputs(parse_onnx(encode(model), "shown.onnx"),
                                 {{"images", {{1, shape.channels, shape.rows, shape.columns}, x}}});
  std::size_t compared = 0;
  for (auto const& value : evaluate(network, in_double(random_weights<float>(network, 1)), x)) {
    auto const layer = std::find_if(
        layers.begin(), layers.end(), [&](auto const& l) { return l.layer == value.layer; });
    for (std::size_t h = 0; layer != layers.end() && h < value.copies.size(); ++h) {
      std::vector<double> const& numbers = found.at(layer->copies.at(h)).values;
      ASSERT_EQ(numbers.size(), layer->size) << value.layer;
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        ASSERT_NEAR(numbers[i], value.copies[h][i], 1e-5) << value.layer << ", copy " << h;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 100U) << network.name;
}

TEST(Onnx, NamesTheValuesThatAreLayers) {
  for (char const* spec : {"zoo_c2", "zoo_residual", "zoo_unet"}) {
    expect_layers(load_network(std::string{ZOO_FOLDER} + "/" + spec + ".json"));
  }
}

TEST(Onnx, SaysWhatItIs) {
  Network const network = SpecText{}.network_of();
  std::string const file = encode(to_onnx(network, random_weights<float>(network, 1)));
  OnnxModel const model = parse_onnx(file, "read.onnx");
  EXPECT_EQ(model.producer, "equivarify");
  EXPECT_EQ(model.operator_set, 13);
  EXPECT_EQ(model.name, "small");
  EXPECT_EQ(model.inputs.at(0).name, "images");
  std::map<std::string, std::string> const& metadata = model.metadata;
  EXPECT_EQ(metadata.at("spec_sha256"), network.spec_sha256);
  EXPECT_EQ(metadata.at("group"), "C4");
  EXPECT_EQ(metadata.at("elements"), R"(["e","r","r^2","r^3"])");
  EXPECT_EQ(metadata.at("theorem"),
            "small(g x) = g small(x) for every g in C4, where (g y)(h) = y(g^-1 h)");
  std::string bytes; // of all weights
  for (auto const& parameter : random_weights<float>(network, 1)) {
    bytes += little_endian(parameter.values);
  }
  EXPECT_EQ(metadata.at("weights_sha256"), sha256(bytes));
  EXPECT_EQ(file, encode(to_onnx(network, random_weights<float>(network, 1))));
}

} // namespace
} // namespace equivarify::codegen
