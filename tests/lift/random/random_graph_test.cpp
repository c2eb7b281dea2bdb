/// \file
/// Whatever `lift` accepts is verified, computes what the file and the construction say, and is
/// equivariant to the bit; what it refuses is refused by name: for random ONNX graphs.
/// EQUIVARIFY_ONNX_GRAPHS in the environment is their number.
#include "lift/random/random_graph.hpp"

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/onnx_run/evaluate.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/verify/verification.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>

#include "lift/random/expected_output.hpp"
#include "lift/random/graph_text.hpp"
#include "support/few_cases.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;
using codegen::onnx_run::Array;
using codegen::onnx_run::evaluate_onnx_at;
namespace fs = std::filesystem;

int number_of_graphs(int otherwise) {
  char const* const number = std::getenv("EQUIVARIFY_ONNX_GRAPHS"); // NOLINT
  return number == nullptr ? otherwise : std::atoi(number);
}

/// The options that say how \p lifted is moved, and what is made of it.
std::vector<std::string> motions_in_words(LiftedNetwork const& lifted, RandomAction const& action) {
  std::string const output =
      action.output_motions.empty() ? "" : ":" + action.output_motions.dump();
  std::vector<std::string> options{"--group",
                                   action.group.dump(),
                                   "--construction",
                                   action.construction,
                                   "--output",
                                   action.head + output};
  for (std::size_t i = 0; i < lifted.inputs.size(); ++i) {
    std::string const name = lifted.inputs.size() == 1 ? "" : lifted.inputs[i].name + "=";
    options.insert(options.end(), {"--input-action", name + action.motions[i].dump()});
  }
  return options;
}

/// A graph in a folder of its own, which `lift` has been run on.
class LiftedGraph {
public:
  LiftedGraph(OnnxModel const& model, std::string output, std::uint32_t seed)
      : model_{model}, output_{std::move(output)} {
    std::string const file = (folder_.path() / "net.onnx").string();
    write_file(file, encode(model));
    std::vector<std::string> command{
        "lift", file, "--model-output", output_, "--output-dir", folder(), "--keep-softmax"};
    std::vector<std::string> motions{"--group", "cyclic:2", "--input-action", "identity"};
    try {
      lifted_ = lift_network(model, file, {.keep_softmax = true, .output = output_});
      std::vector<Shape> shapes;
      for (LiftedInput const& input : lifted_->inputs) {
        shapes.push_back(input.shape);
      }
      action_ = action_of(seed, shapes, lifted_->output_order.size());
      motions = motions_in_words(*lifted_, action_);
    } catch (InputError const& error) {
      refusal_ = error.what();
    }
    command.insert(command.end(), motions.begin(), motions.end());
    outcome_ = support::run_equivarify(command);
  }

  [[nodiscard]] support::Outcome const& outcome() const { return outcome_; }

  [[nodiscard]] std::string const& refusal() const { return refusal_; }

  [[nodiscard]] RandomAction const& action() const { return action_; }

  /// Why this construction does not take what the graph gives; empty if it does.
  [[nodiscard]] std::string misfit() const {
    std::vector<std::uint32_t> const& order = lifted_->output_order;
    bool const is_in_order = std::is_sorted(order.begin(), order.end());
    if (action_.construction != "g_product") {
      std::size_t const elements = codegen::read_listed_group({action_.group, ""}).order();
      return is_in_order && order.size() % elements == 0 ? "" : "expected a multiple of ";
    }
    return is_in_order || action_.output_motions.empty() ? ""
                                                         : "the file's output has another order";
  }

  [[nodiscard]] Network network() const {
    return load_network((fs::path{folder()} / "net.json").string());
  }

  [[nodiscard]] ReferenceWeights<float> weights(Network const& network) const {
    return read_weights(network, fs::path{folder()} / "weights.safetensors");
  }

  /// What the file says at \p x, in our order.
  [[nodiscard]] std::vector<double> of_file(std::vector<double> const& x) const {
    OnnxModel model = model_;
    model.outputs = {{output_, {}}};
    std::map<std::string, Array> inputs;
    std::size_t begin = 0;
    for (LiftedInput const& input : lifted_->inputs) {
      Array array{{input.file_shape.begin(), input.file_shape.end()},
                  std::vector<double>(input.order.size())};
      for (std::size_t i = 0; i < input.order.size(); ++i) {
        array.values[input.order[i]] = x.at(begin + i);
      }
      begin += input.order.size();
      inputs[input.name] = std::move(array);
    }
    Array const found = evaluate_onnx_at(model, std::move(inputs));
    std::vector<double> result;
    for (std::uint32_t const place : lifted_->output_order) {
      result.push_back(found.values.at(place));
    }
    return result;
  }

private:
  [[nodiscard]] std::string folder() const { return (folder_.path() / "lifted").string(); }

  TemporaryFolder folder_;
  OnnxModel model_;
  std::string output_;
  std::optional<LiftedNetwork> lifted_;
  RandomAction action_;
  std::string refusal_;
  support::Outcome outcome_;
};

std::vector<double> random_point(std::size_t size, std::uint32_t seed) {
  std::mt19937 engine{seed};
  std::vector<double> x(size);
  for (double& entry : x) {
    entry = static_cast<double>(static_cast<float>(engine() % 2001U) / 1000.0F - 1.0F);
  }
  return x;
}

/// Where the network does not give what the file's F and its construction say; nothing if it does.
std::string difference_to_file(LiftedGraph const& graph, Network const& network) {
  ReferenceWeights<double> const weights = in_double(graph.weights(network));
  std::vector<double> const x = random_point(network.input.size(), 1);
  auto const found = evaluate(network, weights, x).back().copies;
  auto const expected = expected_output(
      network, graph.action(), [&](auto const& at) { return graph.of_file(at); }, x);
  if (found.size() != expected.size() || found.front().size() != expected.front().size()) {
    return fmt::format("{} copies of {} numbers, expected {} of {}",
                       found.size(),
                       found.front().size(),
                       expected.size(),
                       expected.front().size());
  }
  double largest = 1;
  for (std::vector<double> const& copy : expected) {
    for (double const value : copy) {
      largest = std::max(largest, std::abs(value));
    }
  }
  for (std::size_t h = 0; h < expected.size(); ++h) {
    for (std::size_t i = 0; i < expected[h].size(); ++i) {
      if (!(std::abs(found[h][i] - expected[h][i]) <= 1e-4 * largest)) {
        return fmt::format("copy {}, entry {}: {}, the file {}", h, i, found[h][i], expected[h][i]);
      }
    }
  }
  return "";
}

/// Whether every value of \p network is moved exactly, in single precision with the file's weights.
bool is_exact(LiftedGraph const& graph, Network const& network) {
  ReferenceWeights<float> const weights = graph.weights(network);
  std::vector<double> const point = random_point(network.input.size(), 2);
  std::vector<float> const x(point.begin(), point.end());
  auto const at_x = evaluate(network, weights, x).back();
  Arrangement const arrangement = arrangement_of(network);
  auto const elements = network.group.elements();
  return std::all_of(elements.begin(), elements.end(), [&](algebra::Element g) {
    auto const moved = evaluate(network, weights, act_on_input(network, g, x)).back().copies;
    return moved == act_on_value(network, arrangement, g, at_x);
  });
}

/// What is wrong with how \p outcome refuses; nothing for a refusal with its place.
std::string fault_of_refusal(support::Outcome const& outcome) {
  bool const names_place = outcome.err.find("node \"") != std::string::npos ||
                           outcome.err.find("graph") != std::string::npos ||
                           outcome.err.find("/network") != std::string::npos;
  return outcome.code == ExitCode::bad_input && names_place
             ? ""
             : fmt::format("exit code {}: {}", static_cast<int>(outcome.code), outcome.err);
}

/// What is wrong with the output \p name of \p model, lifted; nothing if all is as it should be.
std::string fault_of(OnnxModel const& model, std::string const& name, std::uint32_t seed) {
  LiftedGraph const graph{model, name, seed};
  if (!graph.refusal().empty()) {
    RC_CLASSIFY(true, "refused");
    return fault_of_refusal(graph.outcome());
  }
  std::string const misfit = graph.misfit();
  if (!misfit.empty()) {
    RC_CLASSIFY(true, "of another form than the construction takes");
    return graph.outcome().code == ExitCode::bad_input &&
                   graph.outcome().err.find(misfit) != std::string::npos
               ? ""
               : "accepted, or refused for something else: " + graph.outcome().err;
  }
  if (graph.outcome().code != ExitCode::done) {
    return fmt::format(
        "exit code {}: {}", static_cast<int>(graph.outcome().code), graph.outcome().err);
  }
  RC_CLASSIFY(true, "lifted", graph.action().construction, graph.action().head);
  Network const network = graph.network();
  if (!verify(network, {.tests = 1, .inputs = 1, .cases = 1}).holds()) {
    return "not verified";
  }
  std::string const difference = difference_to_file(graph, network);
  return !difference.empty() ? difference : is_exact(graph, network) ? "" : "not equivariant";
}

TEST(RandomGraph, IsLiftedRightOrRefusedByName) {
  EXPECT_EQ(support::counterexample(number_of_graphs(100),
                                    [] {
                                      GraphSeeds const seeds = pick_graph_seeds();
                                      OnnxModel const model = graph_of(seeds);
                                      RC_LOG() << graph_text(model);
                                      for (OnnxValue const& output : model.outputs) {
                                        std::string const fault =
                                            fault_of(model, output.name, seeds.action);
                                        RC_LOG() << output.name << ": " << fault << '\n';
                                        RC_ASSERT(fault == "");
                                      }
                                    }),
            "");
}

TEST(RandomGraph, IsCompiledAndAgreesWithTheReference) {
  EXPECT_EQ(support::counterexample(
                std::max(1, number_of_graphs(100) / 100),
                [] {
                  GraphSeeds const seeds = pick_graph_seeds();
                  OnnxModel const model = graph_of(seeds);
                  RC_LOG() << graph_text(model);
                  LiftedGraph const graph{model, model.outputs.front().name, seeds.action};
                  RC_PRE(graph.refusal().empty());
                  RC_PRE(graph.misfit().empty());
                  RC_ASSERT(generate(graph.network(), {}).comparison->holds());
                }),
            "");
}

} // namespace
} // namespace equivarify::testing
