#include "equivarify/codegen/refute/commuting_layers.hpp"

#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/incidence.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/value_action.hpp"
#include "equivarify/codegen/symmetry/one_map.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <optional>

namespace equivarify::codegen {
namespace {

std::size_t count_terms(Layer const& layer) {
  bool const has_sum = structure_of(layer.operation) == StructuralClass::reduction_over_entries;
  std::size_t count = 0;
  for (std::size_t o = 0; o < layer.output.size(); ++o) {
    count += terms_of(layer, o).size() + (has_sum ? 1 : 0);
  }
  return count;
}

/// Each of \p names moves a value as \p move says.
ActionInWords alike(std::vector<std::string> const& names, MoveInWords const& move) {
  ActionInWords result;
  for (std::string const& name : names) {
    result.emplace_back(name, move);
  }
  return result;
}

CommutingLayer
described(Layer const& layer, std::vector<ActionInWords> before, ActionInWords after) {
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

std::string words_of(Network const& network, PartKind kind, Shape const& shape) {
  switch (kind) {
  case PartKind::planes:
    return shape == network.input ? "input motion" : "plane motion";
  case PartKind::copies:
    return "copies";
  case PartKind::fixed:
    return "fixed";
  }
  throw algebra::InternalError{"an action of no known kind"};
}

/// The parts of a value in words, each with the number of its entries.
using Parts = std::vector<std::pair<std::string, std::size_t>>;

MoveInWords move_of(Parts const& parts) {
  return parts.size() == 1 ? MoveInWords{parts.front().first} : MoveInWords{parts};
}

Parts parts_of(Network const& network, ValueAction const& action, Shape const& shape) {
  Parts parts;
  for (ActionPart const& part : action.parts) {
    Shape const own = shape.with_channels(part.channels);
    parts.emplace_back(words_of(network, part.kind, own), own.size());
  }
  return parts;
}

/// The values that \p layer reads, of the \p values so far.
template <typename Value>
std::vector<Value> read_by(Layer const& layer, std::vector<Value> const& values) {
  std::vector<Value> result;
  for (std::size_t const value : layer.reads) {
    result.push_back(values[value]);
  }
  return result;
}

std::vector<CommutingLayer> layers_used_as_they_are(Network const& network) {
  std::vector<CommutingLayer> result;
  std::vector<std::string> const names = network.group.generator_names();
  auto const actions = value_actions(network);
  for (std::size_t b = 0; b < network.blocks.size(); ++b) {
    Block const& block = network.blocks[b];
    if (block.equivarification != Equivarification::none) {
      continue;
    }
    Shape const& read = block.layers.front().input(); // the first layer can read nothing else
    std::vector<ActionInWords> values{
        alike(names, move_of(parts_of(network, actions[b].front(), read)))};
    for (std::size_t i = 0; i < block.layers.size(); ++i) {
      Layer const& layer = block.layers[i];
      values.push_back(alike(names, move_of(parts_of(network, actions[b][i + 1], layer.output))));
      result.push_back(described(layer, read_by(layer, values), values.back()));
    }
  }
  return result;
}

/// How the elements that `already` names move the classes.
ActionInWords labels_of(Network const& network, std::vector<std::string> const& names) {
  ActionInWords result = alike(names, "fixed");
  for (auto& [name, move] : result) {
    auto motion = network.construction->class_move(network.group.element_named(name));
    std::vector<std::uint32_t> places = std::move(motion.gather);
    bool moves = false;
    for (std::size_t i = 0; i < places.size(); ++i) { // n + i is minus the entry i of n
      moves = moves || motion.negated[i] || places[i] != i;
      places[i] += static_cast<std::uint32_t>(motion.negated[i] ? places.size() : 0);
    }
    if (moves) {
      move = places;
    }
  }
  return result;
}

/// All layers as one map that commutes with a subgroup, which moves what `flatten` gives too.
class MapInWords {
public:
  explicit MapInWords(Network const& network)
      : network_{network}, map_{one_map(network)},
        names_{nlohmann::json::parse(network.canonical_spec)["already"]["subgroup"]
                   .get<std::vector<std::string>>()} {}

  std::vector<CommutingLayer> run() {
    std::vector<Parts> parts{{{"input motion", network_.input.size()}}};
    std::vector<ActionInWords> values{in_words(parts.front())};
    std::vector<CommutingLayer> result;
    for (std::size_t i = 0; i < map_.layers.size(); ++i) {
      Layer const& layer = map_.layers[i];
      parts.push_back(map_.is_of_classes[i + 1] ? Parts{{classes, layer.output.size()}}
                                                : parts_after(layer, read_by(layer, parts)));
      values.push_back(in_words(parts.back()));
      result.push_back(described(layer, read_by(layer, values), values.back()));
    }
    return result;
  }

private:
  static constexpr char const* classes = "classes";

  /// Of a value that is one number for each class each element says how it moves the classes.
  [[nodiscard]] ActionInWords in_words(Parts const& parts) const {
    bool const is_of_classes = parts.size() == 1 && parts.front().first == classes;
    return is_of_classes ? labels_of(network_, names_) : alike(names_, move_of(parts));
  }

  [[nodiscard]] Parts parts_after(Layer const& layer, std::vector<Parts> const& inputs) const {
    switch (structure_of(layer.operation)) {
    case StructuralClass::linear:
      return {{is_regular(layer.operation) ? "regular" : "fixed", layer.output.size()}};
    case StructuralClass::linear_in_windows:
      return {{is_regular(layer.operation) ? "regular" : "planes", layer.output.size()}};
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
      return pooled(layer, inputs.front());
    case StructuralClass::values_in_a_row:
      return put_in_a_row(inputs);
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
    case StructuralClass::reshape:
    case StructuralClass::reduction_over_entries:
    case StructuralClass::sum_of_values:
    case StructuralClass::product_of_values:
    case StructuralClass::affine_in_channels:
    case StructuralClass::normalised:
      return inputs.front();
    case StructuralClass::part_of_entries:
      throw algebra::InternalError{"parts of an input of one map"};
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  /// The same parts, of planes of another size.
  [[nodiscard]] Parts pooled(Layer const& layer, Parts parts) const {
    std::size_t const plane = layer.input().plane();
    for (auto& [words, entries] : parts) {
      Shape const own = layer.output.with_channels(entries / plane);
      bool const as_input = words == "input motion" || words == "plane motion";
      words = as_input ? words_of(network_, PartKind::planes, own) : words;
      entries = own.size();
    }
    return parts;
  }

  static Parts put_in_a_row(std::vector<Parts> const& values) {
    Parts result;
    for (Parts const& value : values) {
      for (auto const& part : value) {
        bool const joins =
            part.first == "fixed" && !result.empty() && result.back().first == "fixed";
        if (joins) {
          result.back().second += part.second;
        } else {
          result.push_back(part);
        }
      }
    }
    return result;
  }

  Network const& network_;
  OneMap map_;
  std::vector<std::string> names_;
};

} // namespace

std::vector<CommutingLayer> commuting_layers(Network const& network) {
  bool const is_one_map =
      network.construction && network.construction->kind == ConstructionKind::coinduction;
  return is_one_map ? MapInWords{network}.run() : layers_used_as_they_are(network);
}

} // namespace equivarify::codegen
