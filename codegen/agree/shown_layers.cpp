#include "equivarify/codegen/agree/shown_layers.hpp"

#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

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

/// The relu that reads the layer \p name.
std::string relu_after(Network const& network, std::string const& name) {
  for (Block const& block : network.blocks) {
    for (std::size_t l = 0; l < block.layers.size(); ++l) {
      if (block.layers[l].name != name) {
        continue;
      }
      auto const relu =
          std::find_if(block.layers.begin(), block.layers.end(), [&](Layer const& layer) {
            return type_name(layer.operation) == "relu" && layer.reads.front() == l + 1;
          });
      return relu == block.layers.end() ? name : relu->name;
    }
  }
  return name;
}

/// The layer of the spec whose value \p step makes.
std::string layer_of(Network const& network, Step const& step) {
  std::string const name = step.norm ? step.norm->name : step.name;
  return step.relu ? relu_after(network, name) : name;
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
      shown.push_back({layer_of(network, step),
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

} // namespace equivarify::codegen
