/// \file
/// What every engine of a benchmark is given, and what is right: prepare SPEC FOLDER IMAGES.
///
/// Writes into FOLDER network.json (group, action, tensors), weights.f32 (random, the spec's seed),
/// images.f32 (IMAGES random ones) and logits.f64, the logits of as many of them as the reference
/// evaluator can do in some ten seconds, in double precision.
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/load.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace equivarify;
using Json = nlohmann::ordered_json;

/// Multiply-adds that take the reference evaluator some ten seconds.
constexpr std::size_t reference_work = 8'000'000'000;

/// How many of \p images the reference evaluator does.
std::size_t checked(codegen::Network const& network, std::size_t images) {
  return std::min(images, std::clamp<std::size_t>(reference_work / network.multiply_adds(), 2, 16));
}

template <typename Real>
void write(std::ofstream& file, std::vector<Real> const& values) {
  file.write(reinterpret_cast<char const*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(Real)));
}

std::vector<std::uint32_t> inverses(algebra::Group const& group) {
  std::vector<std::uint32_t> result;
  for (algebra::Element const g : group.elements()) {
    result.push_back(group.inverse(g).index());
  }
  return result;
}

Json to_json(codegen::Network const& network, std::size_t images) {
  Json tensors = Json::array();
  for (auto const& parameter : codegen::zero_weights<float>(network)) {
    tensors.push_back({{"name", parameter.name}, {"shape", parameter.shape}});
  }
  return {{"name", network.name},
          {"group", network.group.name()},
          {"order", network.group.order()},
          {"product", network.group.table()},
          {"inverse", inverses(network.group)},
          {"input", {network.input.channels, network.input.rows, network.input.columns}},
          {"input_permutations", network.input_permutations},
          {"classes", network.labels.classes.size()},
          {"parameters", network.parameters()},
          {"multiply_adds", network.multiply_adds()},
          {"checked", checked(network, images)},
          {"tensors", tensors}};
}

void write_weights(codegen::Network const& network, std::filesystem::path const& path) {
  std::ofstream file(path, std::ios::binary);
  for (auto const& parameter : codegen::random_weights<float>(network, network.seed)) {
    write(file, parameter.values);
  }
}

void write_images(codegen::Network const& network,
                  std::filesystem::path const& path,
                  std::size_t count) {
  std::ofstream file(path, std::ios::binary);
  for (std::size_t i = 0; i < count; ++i) {
    write(file, codegen::random_input<float>(network, network.seed + i));
  }
}

void write_logits(codegen::Network const& network,
                  std::filesystem::path const& path,
                  std::size_t count) {
  std::ofstream file(path, std::ios::binary);
  auto const weights = codegen::random_weights<double>(network, network.seed);
  for (std::size_t i = 0; i < count; ++i) {
    auto const input = codegen::random_input<double>(network, network.seed + i);
    auto const layers = codegen::evaluate(network, weights, input);
    for (auto const& copy : layers.back().copies) {
      write(file, copy);
    }
  }
}

void prepare(std::span<char* const> arguments) {
  codegen::Network const network = codegen::load_network(arguments[1]);
  std::filesystem::path const folder = arguments[2];
  std::size_t const images = std::stoul(arguments[3]);
  std::ofstream(folder / "network.json") << to_json(network, images) << '\n';
  write_weights(network, folder / "weights.f32");
  write_images(network, folder / "images.f32", images);
  write_logits(network, folder / "logits.f64", checked(network, images));
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: prepare SPEC FOLDER IMAGES\n";
    return 2;
  }
  try {
    prepare({argv, static_cast<std::size_t>(argc)});
  } catch (std::exception const& error) {
    std::cerr << "prepare: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
