// Writes what equivariance.js needs of a network: onnx_engine_prepare SPEC FOLDER
// [stacked|block_circulant|integers|FILE]. FOLDER gets network.json and model.onnx, with random
// weights: the file that `generate` writes, for weights that are integers if so said, or one with
// the copies in another arrangement; of a FILE of integers, .safetensors, a quantised model.
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/onnx/integer_network.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/head_evaluator.hpp"
#include "equivarify/codegen/reference/read_integers.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "engines/answer_places.hpp"
#include "engines/other_arrangements.hpp"
#include "engines/quantised.hpp"

namespace equivarify {
namespace {

namespace fs = std::filesystem;

using testing::count_up;
using testing::output_action;
using testing::places_of;

/// How each element moves the logits.
nlohmann::json logits_action(codegen::Network const& network) {
  std::vector<double> const all = count_up(codegen::answer_size(network));
  nlohmann::json action;
  for (algebra::Element const g : network.group.elements()) {
    action.push_back(places_of(codegen::act_on_answer(network, g, all)));
  }
  return action;
}

/// What comes out, by name: its values at \p image by the reference evaluator, and how the group
/// acts.
nlohmann::json outputs_of(codegen::Network const& network, std::vector<double> const& image) {
  auto const weights = codegen::random_weights<double>(network, network.seed);
  auto const all = codegen::output_of(network, codegen::evaluate(network, weights, image));
  if (network.outputs.empty()) {
    return {{"logits", {{"values", all}, {"action", logits_action(network)}}}};
  }
  nlohmann::json outputs;
  auto first = all.begin();
  for (codegen::Output const& output : network.outputs) {
    auto const end = first + static_cast<std::ptrdiff_t>(output.head.size());
    outputs[output.name] = {{"values", std::vector<double>(first, end)},
                            {"action", output_action(network, output)}};
    first = end;
  }
  return outputs;
}

/// \p values as integers, the largest of them \p largest.
std::vector<double> as_integers(std::vector<double> const& values, double largest) {
  double most = 0;
  for (double const value : values) {
    most = std::max(most, std::abs(value));
  }
  std::vector<double> integers;
  for (double const value : values) {
    integers.push_back(most == 0 ? 0 : std::round(value / most * largest));
  }
  return integers;
}

/// A table whose entries go up and down, every second one with a sign.
std::vector<double> some_table(std::size_t number) {
  constexpr int size = 256;
  std::vector<double> entries;
  for (int i = 0; i < size; ++i) {
    int const entry = i * 37 % size;
    entries.push_back(number % 2 == 0 ? entry : std::max(entry - size / 2, 1 - size / 2));
  }
  return entries;
}

/// Random integers for the weights of \p network, large ones, so that some sums pass 2^24.
codegen::IntegerFile random_integers(codegen::Network const& network) {
  constexpr double largest = 127;
  codegen::IntegerFile file{.tensors = {.exponent = 7}, .sha256 = "random"};
  std::vector<codegen::IntegerForm> const forms = codegen::integer_forms(network);
  auto const weights = codegen::random_weights<double>(network, network.seed);
  for (codegen::IntegerForm const& form : forms) {
    std::string const& name = form.layer->name;
    if (form.reads.size() > 1) {
      file.tensors.joints[name] = 4;
      file.tensors.input_scale = 128; // a power of two, for values that are added to the input
    }
    if (form.kind == codegen::IntegerKind::table) {
      file.tensors.tables[name] = {.entries = some_table(file.tensors.tables.size()),
                                   .exponent = 5};
    }
    if (form.kind != codegen::IntegerKind::weighted) {
      continue;
    }
    codegen::IntegerTensors& layer = file.tensors.layers[name];
    layer.weight = as_integers(codegen::values_of(weights, name + ".weight"), largest);
    layer.exponent = static_cast<int>(4 + layer.weight.size() % 3);
    if (form.has_bias()) {
      std::string const& source = form.norm == nullptr ? name : form.norm->name;
      layer.bias = as_integers(codegen::values_of(weights, source + ".bias"), largest);
    }
    if (form.layer != forms.back().layer) {
      layer.shifts.assign(form.output.channels, 9);
      layer.highest = file.tensors.layers.size() % 2 == 0 ? 255 : 60;
    }
  }
  return file;
}

/// The logits of \p file at \p image by the definition, which every engine must give to the bit.
nlohmann::json integer_outputs_of(codegen::Network const& network,
                                  codegen::IntegerFile const& file,
                                  std::vector<double> const& image) {
  std::vector<double> logits = codegen::evaluate_integers(network, file.tensors, image);
  for (double& logit : logits) {
    logit = std::ldexp(logit, -file.tensors.exponent);
  }
  return {{"logits", {{"values", logits}, {"action", logits_action(network)}, {"exact", true}}}};
}

nlohmann::json facts_of(codegen::Network const& network, std::string const& arrangement) {
  auto const image = codegen::random_input<double>(network, network.seed);
  nlohmann::json input_action;
  for (algebra::Element const g : network.group.elements()) {
    input_action.push_back(
        places_of(codegen::act_on_input(network, g, count_up(network.input.size()))));
  }
  return {{"input", {network.input.channels, network.input.rows, network.input.columns}},
          {"input_action", input_action},
          {"image", image},
          {"outputs",
           arrangement == "integers" ? integer_outputs_of(network, random_integers(network), image)
                                     : outputs_of(network, image)}};
}

codegen::OnnxModel model_of(codegen::Network const& network, std::string const& arrangement) {
  if (arrangement == "integers") {
    return codegen::to_integer_onnx(network, random_integers(network));
  }
  if (fs::path{arrangement}.extension() == ".safetensors") {
    return testing::to_quantised_onnx(network,
                                      codegen::read_integers(network, arrangement).tensors);
  }
  auto const weights = codegen::random_weights<float>(network, network.seed);
  if (arrangement.empty()) {
    return codegen::to_onnx(network, weights);
  }
  return testing::to_onnx(network,
                          weights,
                          arrangement == "stacked" ? testing::Arrangement::stacked
                                                   : testing::Arrangement::block_circulant);
}

void prepare(std::string const& spec, fs::path const& folder, std::string const& arrangement) {
  codegen::Network const network = codegen::load_network(spec);
  fs::create_directories(folder);
  codegen::write_file(folder / "network.json", facts_of(network, arrangement).dump());
  codegen::write_file(folder / "model.onnx", codegen::encode(model_of(network, arrangement)));
}

} // namespace
} // namespace equivarify

int main(int count, char** arguments) {
  try {
    equivarify::prepare(arguments[1], arguments[2], count > 3 ? arguments[3] : "");
    return 0;
  } catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
