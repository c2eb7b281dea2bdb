// Writes what equivariance.js needs of a network: onnx_engine_prepare SPEC FOLDER
// [stacked|block_circulant]. FOLDER gets network.json and model.onnx, with random weights: the file
// that `generate` writes, or one with the copies in another arrangement.
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <nlohmann/json.hpp>

#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "engines/other_arrangements.hpp"

namespace equivarify {
namespace {

namespace fs = std::filesystem;

/// The logits of the reference evaluator, copy by copy.
std::vector<double> logits_of(codegen::Network const& network, std::vector<double> const& image) {
  auto const weights = codegen::random_weights<double>(network, network.seed);
  auto const layers = codegen::evaluate(network, weights, image);
  std::vector<double> logits;
  for (auto const& copy : layers.back().copies) {
    logits.insert(logits.end(), copy.begin(), copy.end());
  }
  return logits;
}

nlohmann::json facts_of(codegen::Network const& network) {
  auto const image = codegen::random_input<double>(network, network.seed);
  std::vector<std::vector<std::uint32_t>> product;
  for (algebra::Element const g : network.group.elements()) {
    auto& row = product.emplace_back();
    for (algebra::Element const h : network.group.elements()) {
      row.push_back(network.group.multiply(g, h).index());
    }
  }
  return {{"input", {network.input.channels, network.input.rows, network.input.columns}},
          {"classes", network.labels.classes.size()},
          {"product", product},
          {"input_permutations", network.input_permutations},
          {"image", image},
          {"logits", logits_of(network, image)}};
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
