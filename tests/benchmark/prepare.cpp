/// \file
/// What every engine of a benchmark is given, and what is right: prepare SPEC FOLDER IMAGES.
///
/// Writes into FOLDER network.json (group, action, layers, tensors, outputs), weights.f32 (random,
/// the spec's seed), images.f32 (IMAGES random ones), targets.f32 (what a training step is told of
/// them) and logits.f64, the logits, or the numbers of all outputs, of as many of them as the
/// reference evaluator can do in some ten seconds, in double precision.
#include "equivarify/codegen/reference/answer.hpp"
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

#include "engines/answer_places.hpp"

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

/// The targets of one image for \p output: a class, one for each cell, or a number for each number.
std::size_t count_targets(codegen::Output const& output) {
  switch (output.loss) {
  case codegen::Loss::cross_entropy:
    return 1;
  case codegen::Loss::cross_entropy_per_cell:
    return output.head.size() / output.classes.size();
  case codegen::Loss::mean_squared_error:
  case codegen::Loss::huber:
  case codegen::Loss::binary_cross_entropy:
    break;
  }
  return output.head.size();
}

/// A head takes the mean over the whole group of what element h makes, by its `action`, of the
/// numbers of copy h from `offset` on.
Json outputs_json(codegen::Network const& network) {
  Json result = Json::array();
  for (codegen::Output const& output : network.outputs) {
    if (output.head.kind() == algebra::HeadKind::induced) {
      throw algebra::Error{output.name + ": the engines have no form of the head \"induced\""};
    }
    result.push_back({{"name", output.name},
                      {"offset", output.offset},
                      {"size", output.head.size()},
                      {"action", testing::output_action(network, output)},
                      {"loss", codegen::to_string(output.loss)},
                      {"weight", output.weight},
                      {"targets", count_targets(output)}});
  }
  return result;
}

/// The most images of a training step: a network that normalises batches holds one of its spec.
std::size_t largest_batch(codegen::Network const& network, std::size_t images) {
  bool const normalises =
      std::any_of(network.blocks.begin(), network.blocks.end(), [](codegen::Block const& block) {
        return std::any_of(block.layers.begin(), block.layers.end(), [](auto const& layer) {
          return codegen::type_name(layer.operation) == "batch_norm";
        });
      });
  return normalises ? std::min(images, network.training.batch) : images;
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
          {"largest_batch", largest_batch(network, images)},
          {"blocks", Json::parse(network.canonical_spec).at("network")},
          {"outputs", outputs_json(network)},
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
    write(file, codegen::output_of(network, codegen::evaluate(network, weights, input)));
  }
}

/// For image n: class n of the labels, or for each output numbers of classes, or from 0 to 1.
void write_targets(codegen::Network const& network,
                   std::filesystem::path const& path,
                   std::size_t count) {
  std::ofstream file(path, std::ios::binary);
  for (std::size_t n = 0; n < count; ++n) {
    std::vector<float> targets;
    if (network.outputs.empty()) {
      targets.push_back(static_cast<float>(n % network.labels.classes.size()));
    }
    for (codegen::Output const& output : network.outputs) {
      std::size_t const size = count_targets(output);
      bool const are_classes = size < output.head.size();
      for (std::size_t i = 0; i < size; ++i) {
        targets.push_back(are_classes ? static_cast<float>((n + i) % output.classes.size())
                                      : static_cast<float>((n + i) % 5) / 4);
      }
    }
    write(file, targets);
  }
}

void prepare(std::span<char* const> arguments) {
  codegen::Network const network = codegen::load_network(arguments[1]);
  std::filesystem::path const folder = arguments[2];
  std::size_t const images = std::stoul(arguments[3]);
  std::ofstream(folder / "network.json") << to_json(network, images) << '\n';
  write_weights(network, folder / "weights.f32");
  write_images(network, folder / "images.f32", images);
  write_targets(network, folder / "targets.f32", images);
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
