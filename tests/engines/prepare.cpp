// Writes what equivariance.js needs of a network: onnx_engine_prepare SPEC FOLDER
// [stacked|block_circulant]. FOLDER gets network.json and model.onnx, with random weights: the file
// that `generate` writes, or one with the copies in another arrangement.
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/head_evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "engines/other_arrangements.hpp"

namespace equivarify {
namespace {

namespace fs = std::filesystem;

/// A value whose entries are 1, 2, ..., moved: the place from which each comes, and whether it is
/// negated.
nlohmann::json places_of(std::vector<double> const& moved) {
  nlohmann::json places{{"sources", nlohmann::json::array()}, {"negated", nlohmann::json::array()}};
  for (double const value : moved) {
    places["sources"].push_back(static_cast<std::size_t>(std::abs(value)) - 1);
    places["negated"].push_back(value < 0);
  }
  return places;
}

std::vector<double> count_up(std::size_t size) {
  std::vector<double> values(size);
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

/// How each element moves the logits.
nlohmann::json logits_action(codegen::Network const& network) {
  std::vector<double> const all = count_up(codegen::answer_size(network));
  nlohmann::json action;
  for (algebra::Element const g : network.group.elements()) {
    action.push_back(places_of(codegen::act_on_answer(network, g, all)));
  }
  return action;
}

nlohmann::json output_action(codegen::Network const& network, codegen::Output const& output) {
  nlohmann::json action;
  for (algebra::Element const g : network.group.elements()) {
    action.push_back(places_of(output.head.act(g, count_up(output.head.size()))));
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

nlohmann::json facts_of(codegen::Network const& network) {
  auto const image = codegen::random_input<double>(network, network.seed);
  nlohmann::json input_action;
  for (algebra::Element const g : network.group.elements()) {
    input_action.push_back(
        places_of(codegen::act_on_input(network, g, count_up(network.input.size()))));
  }
  return {{"input", {network.input.channels, network.input.rows, network.input.columns}},
          {"input_action", input_action},
          {"image", image},
          {"outputs", outputs_of(network, image)}};
}

codegen::OnnxModel model_of(codegen::Network const& network, std::string const& arrangement) {
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
  codegen::write_file(folder / "network.json", facts_of(network).dump());
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
