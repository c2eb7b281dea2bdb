#include "equivarify/codegen/spec/value_action.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

bool any_has(std::vector<ValueAction> const& actions, PartKind kind) {
  return std::any_of(actions.begin(), actions.end(), [kind](ValueAction const& action) {
    return action.has(kind);
  });
}

/// After a convolution, which mixes the channels of what it reads.
ValueAction
after_convolution(Layer const& layer, std::vector<ValueAction> const& inputs, std::size_t order) {
  std::size_t const channels = layer.output.channels;
  if (any_has(inputs, PartKind::copies)) {
    return whole(channels % order == 0 ? PartKind::copies : PartKind::fixed, channels);
  }
  return whole(any_has(inputs, PartKind::planes) ? PartKind::planes : PartKind::fixed, channels);
}

/// Follows the actions through a network.
class ActionWalk {
public:
  explicit ActionWalk(Network const& network) : network_{network} {}

  std::vector<std::vector<ValueAction>> run() {
    ValueAction action = whole(PartKind::planes, network_.input.channels);
    std::vector<std::vector<ValueAction>> result;
    for (Block const& block : network_.blocks) {
      result.push_back({action});
      bool const is_plain = block.equivarification == Equivarification::none;
      for (Layer const& layer : block.layers) {
        result.back().push_back(is_plain ? used(layer, result.back()) : lifted(layer));
      }
      action = result.back().back();
    }
    return result;
  }

private:
  [[nodiscard]] ValueAction used(Layer const& layer, std::vector<ValueAction> const& values) const {
    std::vector<ValueAction> inputs;
    for (std::size_t const value : layer.reads) {
      inputs.push_back(values[value]);
    }
    return action_after(layer, inputs, network_.group.order());
  }

  [[nodiscard]] ValueAction lifted(Layer const& layer) const {
    bool const sees_one_pose =
        network_.construction && network_.construction->kind == ConstructionKind::canonical;
    return whole(sees_one_pose ? PartKind::fixed : PartKind::copies,
                 network_.copies() * layer.output.channels);
  }

  Network const& network_;
};

/// What the copies of \p network are numbered by.
std::string index_set(Network const& network) {
  auto const& construction = network.construction;
  bool const by_cosets = construction && (construction->kind == ConstructionKind::kernel_quotient ||
                                          construction->kind == ConstructionKind::coinduction);
  return by_cosets ? fmt::format("{}/{}", network.group.name(), construction->subgroup.to_string())
                   : network.group.name();
}

std::string words_of(Network const& network, PartKind kind) {
  switch (kind) {
  case PartKind::fixed:
    return "fixed";
  case PartKind::planes:
    return "planes";
  case PartKind::copies:
    return "copies of " + index_set(network);
  }
  throw algebra::InternalError{"an action of no known kind"};
}

} // namespace

bool ValueAction::has(PartKind kind) const {
  return std::any_of(
      parts.begin(), parts.end(), [kind](ActionPart const& part) { return part.kind == kind; });
}

bool ValueAction::is_copies() const {
  return parts.size() == 1 && has(PartKind::copies);
}

ValueAction whole(PartKind kind, std::size_t channels) {
  return {.parts = {{.kind = kind, .channels = channels}}};
}

ValueAction in_a_row(std::vector<ValueAction> const& values) {
  ValueAction result;
  for (ValueAction const& value : values) {
    for (ActionPart const& part : value.parts) {
      bool const joins = part.kind == PartKind::fixed && !result.parts.empty() &&
                         result.parts.back().kind == PartKind::fixed;
      if (joins) {
        result.parts.back().channels += part.channels;
      } else {
        result.parts.push_back(part);
      }
    }
  }
  return result;
}

ValueAction
action_after(Layer const& layer, std::vector<ValueAction> const& inputs, std::size_t order) {
  switch (structure_of(layer.operation)) {
  case StructuralClass::linear:
  case StructuralClass::reshape:
    return whole(PartKind::fixed, layer.output.channels);
  case StructuralClass::part_of_entries:
    return whole(PartKind::planes, layer.output.channels);
  case StructuralClass::linear_in_windows:
    return after_convolution(layer, inputs, order);
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
  case StructuralClass::sum_of_values:
  case StructuralClass::product_of_values:
    return inputs.front();
  case StructuralClass::values_in_a_row:
    return in_a_row(inputs);
  }
  throw algebra::InternalError{"a layer of no known class"};
}

std::vector<std::vector<ValueAction>> value_actions(Network const& network) {
  return ActionWalk{network}.run();
}

std::string to_words(Network const& network, ValueAction const& action) {
  if (action.parts.size() == 1) {
    return words_of(network, action.parts.front().kind);
  }
  std::string text;
  for (ActionPart const& part : action.parts) {
    text += fmt::format(
        "{}{} {}", text.empty() ? "" : ", ", part.channels, words_of(network, part.kind));
  }
  return text;
}

} // namespace equivarify::codegen
