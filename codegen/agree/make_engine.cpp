#include "equivarify/codegen/agree/make_engine.hpp"

#include "equivarify/codegen/agree/compiled_engines.hpp"
#include "equivarify/codegen/agree/script_engines.hpp"
#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/onnx/onnx_metadata.hpp"
#include "equivarify/codegen/onnx_file/read_onnx.hpp"
#include "equivarify/codegen/probe/program_box.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/parallel.hpp"
#include "equivarify/codegen/reference/test_vectors.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;
using algebra::probe::Array;

[[noreturn]] void
refuse_other_spec(fs::path const& file, Network const& network, std::string const& found) {
  throw EngineError(fmt::format("{}: made from a spec with the digest {}, but {} has {}",
                                file.string(),
                                found,
                                network.name,
                                network.spec_sha256));
}

/// The digest that a generated source names in its first lines must be that of \p network.
void require_spec_of_source(fs::path const& file, Network const& network) {
  constexpr std::size_t digits = 64;
  std::string const text = read_text(file.string(), "a generated file");
  std::string const mark = fmt::format("spec {} sha256 ", network.name);
  std::size_t const place = text.find(mark);
  if (place == std::string::npos) {
    throw EngineError(
        fmt::format("{}: does not say that it was made from the spec {} (expected \"{}\" "
                    "in its first lines)",
                    file.string(),
                    network.name,
                    mark));
  }
  std::string const found = text.substr(place + mark.size(), digits);
  if (found != network.spec_sha256) {
    refuse_other_spec(file, network, found);
  }
}

/// What the file says of itself must be true; a file of another program says nothing.
void require_model_of(fs::path const& file,
                      Network const& network,
                      ReferenceWeights<float> const& weights) {
  auto const found = read_onnx(file).metadata;
  auto const expected = onnx_metadata(network, digest_of(weights));
  auto const differs = [&](char const* key) {
    auto const place = found.find(key);
    return place != found.end() && place->second != expected.at(key);
  };
  if (differs("spec_sha256")) {
    refuse_other_spec(file, network, found.at("spec_sha256"));
  }
  if (differs("weights_sha256")) {
    throw EngineError(fmt::format("{}: holds other weights than those that the reference has; "
                                  "--weights FILE names those",
                                  file.string()));
  }
}

} // namespace

Engine reference_engine(std::string const& name,
                        Network const& network,
                        ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> const exact = in_double(weights);
  return {.name = name,
          .kind = "the reference, in double precision",
          .answers =
              [network, exact](std::vector<Array> const& inputs) {
                std::vector<Array> answers(inputs.size());
                for_each_index(inputs.size(), [&](std::size_t n) {
                  answers[n] = output_of(network, evaluate(network, exact, inputs[n]));
                });
                return answers;
              },
          .layers =
              [network, exact](Array const& x) {
                std::vector<LayerNumbers> layers;
                for (auto const& value : evaluate(network, exact, x)) {
                  LayerNumbers& layer = layers.emplace_back(LayerNumbers{value.layer, {}});
                  for (auto const& copy : value.copies) {
                    layer.numbers.insert(layer.numbers.end(), copy.begin(), copy.end());
                  }
                }
                return layers;
              }};
}

Engine
program_engine(std::string const& command, Network const& network, EngineSettings const& settings) {
  return {.name = command,
          .kind = "a program",
          .answers = make_black_box(ProgramBox{.command = command,
                                               .output_size = answer_size(network),
                                               .timeout = settings.timeout}),
          .hides_layers = "a program says no more than what comes out"};
}

Engine make_engine(EngineFile const& file,
                   Network const& network,
                   ReferenceWeights<float> const& weights,
                   EngineSettings const& settings) {
  switch (file.kind) {
  case EngineKind::reference:
    return reference_engine(file.path.string(), network, weights);
  case EngineKind::cpp:
    require_spec_of_source(file.path, network);
    return cpp_engine(file.path, network, weights, settings);
  case EngineKind::c:
    require_spec_of_source(file.path, network);
    return c_engine(file.path, network, settings);
  case EngineKind::wasm:
    return wasm_engine(file.path, network, settings);
  case EngineKind::onnx_runtime:
    require_model_of(file.path, network, weights);
    return onnx_runtime_engine(file.path, network, settings);
  case EngineKind::pytorch:
    require_spec_of_source(file.path, network);
    return pytorch_engine(file.path, network, settings);
  }
  throw std::logic_error("an engine of no kind");
}

} // namespace equivarify::codegen
