#include "equivarify/codegen/refute/commuting_layers.hpp"

#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/carrier.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <optional>

namespace equivarify::codegen {
namespace {

bool is_dense(Layer const& layer) {
  return structure_of(layer.operation) == StructuralClass::linear;
}

std::size_t count_terms(Layer const& layer) {
  bool const has_sum = structure_of(layer.operation) == StructuralClass::reduction_over_entries;
  std::size_t count = 0;
  for (std::size_t o = 0; o < layer.output.size(); ++o) {
    count += terms_of(layer, o).size() + (has_sum ? 1 : 0);
  }
  return count;
}

/// Each of \p names moves a value as \p words say.
ActionInWords alike(std::vector<std::string> const& names, std::string const& words) {
  ActionInWords result;
  for (std::string const& name : names) {
    result.emplace_back(name, words);
  }
  return result;
}

CommutingLayer described(Layer const& layer, ActionInWords before, ActionInWords after) {
  StructuralClass const structure = structure_of(layer.operation);
  return {.name = layer.name,
          .structural_class = to_string(structure),
          .tied = is_tied(layer.operation),
          .adds_terms = adds_terms(structure),
          .before = std::move(before),
          .after = std::move(after),
          .outputs = layer.output.size(),
          .terms = count_terms(layer)};
}

std::string words_of(Network const& network, Carrier carrier, Shape const& shape) {
  switch (carrier) {
  case Carrier::plane:
    return shape == network.input ? "input motion" : "plane motion";
  case Carrier::copies:
    return "copies";
  case Carrier::fixed:
    break;
  }
  return "fixed";
}

std::vector<CommutingLayer> layers_used_as_they_are(Network const& network) {
  std::vector<CommutingLayer> result;
  std::vector<std::string> const names = network.group.generator_names();
  Carrier carrier = Carrier::plane;
  for (Block const& block : network.blocks) {
    bool const is_used = block.equivarification == Equivarification::none;
    for (std::size_t i = 0; is_used && i < block.layers.size(); ++i) {
      Layer const& layer = block.layers[i];
      Carrier const after = next_carrier(carrier, layer, network.group.order());
      result.push_back(described(layer,
                                 alike(names, words_of(network, carrier, layer.input())),
                                 alike(names, words_of(network, after, layer.output))));
      carrier = after;
    }
    carrier = is_used ? carrier : Carrier::copies;
  }
  return result;
}

/// How the elements that `already` names move the classes.
ActionInWords labels_of(Network const& network, std::vector<std::string> const& names) {
  ActionInWords result = alike(names, "fixed");
  auto const& elements = network.construction->subgroup.elements();
  for (auto& [name, move] : result) {
    auto const found =
        std::find(elements.begin(), elements.end(), network.group.element_named(name));
    auto const& sources =
        network.construction->class_sources[static_cast<std::size_t>(found - elements.begin())];
    if (!std::is_sorted(sources.begin(), sources.end())) {
      move = sources;
    }
  }
  return result;
}

/// All layers as one map that commutes with a subgroup: it moves what `flatten` gives too, and the
/// classes after the last dense layer.
std::vector<CommutingLayer> layers_of_one_map(Network const& network) {
  auto const spec = nlohmann::json::parse(network.canonical_spec);
  auto const names = spec["already"]["subgroup"].get<std::vector<std::string>>();
  std::vector<Layer> layers;
  std::string last_dense;
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      layers.push_back(layer);
      last_dense = is_dense(layer) ? layer.name : last_dense;
    }
  }
  std::vector<CommutingLayer> result;
  ActionInWords const fixed = alike(names, "fixed");
  ActionInWords action = alike(names, "input motion");
  bool on_planes = true;
  for (Layer const& layer : layers) {
    ActionInWords after = action;
    if (is_dense(layer)) {
      on_planes = false;
      after = layer.name == last_dense ? labels_of(network, names) : fixed;
    } else if (layer.operation.type().window(layer.operation, layer.input())) {
      after = on_planes ? alike(names, words_of(network, Carrier::plane, layer.output)) : fixed;
    }
    result.push_back(described(layer, std::exchange(action, after), after));
  }
  return result;
}

} // namespace

std::vector<CommutingLayer> commuting_layers(Network const& network) {
  bool const is_one_map =
      network.construction && network.construction->kind == ConstructionKind::coinduction;
  return is_one_map ? layers_of_one_map(network) : layers_used_as_they_are(network);
}

} // namespace equivarify::codegen
