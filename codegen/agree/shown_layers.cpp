#include "equivarify/codegen/agree/shown_layers.hpp"

#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/plan_facts.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/pytorch/python_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace equivarify::codegen {
namespace {

/// The steps and the text of the network, as \p header has them.
struct FoundPlan {
  Plan plan;
  std::string layers;
};

std::optional<FoundPlan> plan_of(Network const& network, std::string const& header) {
  Plan const plan = lower(network);
  FoundPlan const inference{plan, emit_network(plan, Purpose::inference)};
  if (header.find(inference.layers) != std::string::npos) {
    return inference;
  }
  Plan const trained = for_training(plan);
  FoundPlan const training{trained, emit_network(trained, Purpose::training)};
  return header.find(training.layers) == std::string::npos ? std::nullopt : std::optional(training);
}

/// The number of the step of type \p type among those in \p layers.
std::optional<std::size_t> number_of(std::string const& type, std::string const& layers) {
  std::size_t number = 0;
  constexpr std::string_view step = "rt::Step<";
  for (std::size_t at = layers.find(step); at != std::string::npos; at = layers.find(step, at)) {
    at += step.size();
    if (layers.substr(at, layers.find_first_of(",>", at) - at) == type) {
      return number;
    }
    ++number;
  }
  return std::nullopt;
}

} // namespace

std::vector<ShownLayer> shown_layers(Network const& network, std::string const& header) {
  std::optional<FoundPlan> const found = plan_of(network, header);
  std::vector<ShownLayer> shown;
  if (!found) {
    return shown;
  }
  auto const add = [&](Step const& step, bool is_map) {
    std::optional<std::size_t> const number = number_of(layer_type(step), found->layers);
    // Vectors of pixels may lie in another order.
    bool const as_in_spec = is_map || step.output.is_flat();
    if (number && as_in_spec && step.gathered == 1 && step.operation() != nullptr) {
      shown.push_back({layer_made_by(network, step),
                       found->plan.copies * step.output.size(),
                       {.step = *number, .is_map = is_map}});
    }
  };
  for (Step const& step : found->plan.image_steps) {
    add(step, true);
  }
  for (Step const& step : found->plan.vector_steps) {
    add(step, false);
  }
  return shown;
}

std::vector<NamedLayer> layers_in_graph(Network const& network, OnnxModel const& model) {
  if (model.producer != OnnxModel{}.producer) {
    return {}; // of another program, which calls its values otherwise
  }
  std::set<std::string> made;
  for (OnnxNode const& node : model.nodes) {
    made.insert(node.outputs.begin(), node.outputs.end());
  }
  std::vector<NamedLayer> shown;
  for (OnnxLayer const& layer : onnx_layers(network)) {
    bool const has_all = std::all_of(layer.copies.begin(),
                                     layer.copies.end(),
                                     [&](std::string const& name) { return made.contains(name); });
    if (has_all) {
      shown.push_back({layer.layer, layer.copies, layer.copies.size() * layer.size});
    }
  }
  return shown;
}

std::vector<NamedLayer> layers_in_module(Network const& network, std::string const& text) {
  Plan const plan = lower_directly(network);
  std::vector<NamedLayer> shown;
  for_each_step(plan, [&](Step const& step) {
    std::string const variable = python_name(step.name);
    bool const is_there = text.find(fmt::format("\n        {} = [", variable)) != std::string::npos;
    if (step.operation() != nullptr && is_there) {
      shown.push_back({step.name, {variable}, plan.copies * step.output.size()});
    }
  });
  return shown;
}

std::vector<LayerNumbers>
last_layers(std::vector<std::pair<std::string, std::size_t>> const& layers,
            algebra::probe::Array const& numbers) {
  std::vector<LayerNumbers> last;
  auto end = numbers.end();
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    auto const begin = end - static_cast<std::ptrdiff_t>(layer->second);
    last.insert(last.begin(), {layer->first, algebra::probe::Array(begin, end)});
    end = begin;
  }
  return last;
}

} // namespace equivarify::codegen
