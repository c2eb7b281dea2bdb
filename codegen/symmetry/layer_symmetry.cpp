#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"
#include "equivarify/codegen/symmetry/one_map.hpp"
#include "equivarify/codegen/symmetry/window_motion.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;

/// The entries \p first to \p first + \p count of what \p moves gives.
SignedPermutation cut_from(SignedPermutation const& moves, std::size_t first, std::size_t count) {
  auto const begin = static_cast<std::ptrdiff_t>(first);
  auto const end = static_cast<std::ptrdiff_t>(first + count);
  return {.gather = {moves.gather.begin() + begin, moves.gather.begin() + end},
          .negated = {moves.negated.begin() + begin, moves.negated.begin() + end}};
}

/// The action of one element after a layer, or why there is none.
struct ActionAfter {
  SignedPermutation moves{};
  std::string reason{};
};

/// How one element moves the outputs of a layer with weights: the subgroup itself from the left,
/// in as many copies as there are channels for, or not at all.
class ChannelsGiven {
public:
  ChannelsGiven(algebra::Subgroup const& subgroup, algebra::Element h) {
    algebra::Group const& group = subgroup.group();
    auto const& elements = subgroup.elements();
    for (algebra::Element const k : elements) { // (h u)[k] = u[h^-1 k]
      algebra::Element const source = group.multiply(group.inverse(h), k);
      auto const place = std::lower_bound(elements.begin(), elements.end(), source);
      regular_.push_back(static_cast<std::uint32_t>(place - elements.begin()));
    }
  }

  /// On planes of one entry.
  [[nodiscard]] ChannelMotion of(Layer const& layer) const {
    ChannelMotion motion{
        .channels = {}, .negated = std::vector<bool>(layer.output.channels), .plane = {0}};
    std::size_t const order = is_regular(layer.operation) ? regular_.size() : 1;
    for (std::size_t c = 0; c < layer.output.channels; ++c) {
      std::size_t const source = order == 1 ? 0 : regular_[c % order];
      motion.channels.push_back(static_cast<std::uint32_t>(c - c % order + source));
    }
    return motion;
  }

private:
  std::vector<std::uint32_t> regular_;
};

/// What follows on the outputs of windows; the windows must move with the plane.
ActionAfter
after_windows(Layer const& layer, SignedPermutation const& before, ChannelsGiven const& given) {
  auto motion = find_channel_motion(layer.input(), before);
  if (!motion) {
    return {.reason = "its input is not moved in whole channels, all planes alike"};
  }
  WindowMotion windows = window_motion(layer, motion->plane);
  if (!windows.reason.empty()) {
    return {.reason = std::move(windows.reason)};
  }
  if (structure_of(layer.operation) == StructuralClass::linear_in_windows) {
    motion = given.of(layer);
  }
  motion->plane = std::move(windows.places);
  return {.moves = motion->entries(layer.output)};
}

/// A part must move by itself.
ActionAfter after_part(Layer const& layer, SignedPermutation const& before) {
  auto const first = static_cast<std::uint32_t>(layer.operation.as<Part>()->offset);
  ActionAfter after{.moves = cut_from(before, first, layer.output.size())};
  for (std::uint32_t& source : after.moves.gather) {
    bool const is_outside = source < first || source - first >= layer.output.size();
    if (is_outside) {
      return {.reason = "it is a part of the input that another part is brought to"};
    }
    source -= first;
  }
  return after;
}

/// What one element does after \p layer if it moves the entries of what the layer reads, one value
/// after another, by \p before. What layers with weights give it moves by \p given.
ActionAfter
action_after(Layer const& layer, SignedPermutation const& before, ChannelsGiven const& given) {
  switch (structure_of(layer.operation)) {
  case StructuralClass::linear_in_windows:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
    return after_windows(layer, before, given);
  case StructuralClass::linear:
    return {.moves = given.of(layer).entries(layer.output)};
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::reshape:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
  case StructuralClass::values_in_a_row:
    return {.moves = before};
  case StructuralClass::part_of_entries:
    return after_part(layer, before);
  case StructuralClass::sum_of_values: // as their first value; the others are compared with it
  case StructuralClass::product_of_values:
    return {.moves = cut_from(before, 0, layer.output.size())};
  }
  throw algebra::InternalError{"a layer of no known class"};
}

/// Follows the action of the generators of a subgroup through one map.
class SymmetryWalk {
public:
  /// \p labels is how each generator of \p subgroup moves the classes.
  SymmetryWalk(Network const& network,
               algebra::Subgroup const& subgroup,
               std::vector<SignedPermutation> labels)
      : map_{one_map(network)}, labels_{std::move(labels)}, values_(1) {
    for (algebra::Element const h : subgroup.generators()) {
      values_.front().push_back(network.input_motion(h));
      given_.emplace_back(subgroup, h);
    }
  }

  std::vector<LayerSymmetry> run() {
    std::vector<LayerSymmetry> result;
    for (std::size_t i = 0; i < map_.layers.size(); ++i) {
      result.push_back(symmetry_at(map_.layers[i], map_.is_of_classes[i + 1]));
      if (!result.back().reason.empty()) {
        return result;
      }
      values_.push_back(result.back().output);
    }
    return result;
  }

private:
  [[nodiscard]] LayerSymmetry symmetry_at(Layer const& layer, bool gives_classes) const {
    LayerSymmetry result{.layer = layer};
    for (std::size_t h = 0; h < labels_.size() && result.reason.empty(); ++h) {
      result.input.push_back(read_by(layer, h));
      ActionAfter after = action_after(layer, result.input.back(), given_[h]);
      bool const differs = gives_classes && after.moves != labels_[h];
      result.reason = std::move(after.reason);
      if (differs && is_regular(layer.operation) && result.reason.empty()) {
        result.reason = "it is \"regular\" and gives a number for each class, which move as "
                        "\"already\" says";
      }
      result.output.push_back(gives_classes ? labels_[h] : std::move(after.moves));
    }
    return result;
  }

  /// How generator \p h moves the entries of all that \p layer reads, one value after another.
  [[nodiscard]] SignedPermutation read_by(Layer const& layer, std::size_t h) const {
    SignedPermutation moves;
    for (std::size_t const value : layer.reads) {
      auto const offset = static_cast<std::uint32_t>(moves.gather.size());
      SignedPermutation const& own = values_[value][h];
      for (std::uint32_t const source : own.gather) {
        moves.gather.push_back(offset + source);
      }
      moves.negated.insert(moves.negated.end(), own.negated.begin(), own.negated.end());
    }
    return moves;
  }

  OneMap map_;
  std::vector<SignedPermutation> labels_;
  std::vector<ChannelsGiven> given_;                   ///< for each generator
  std::vector<std::vector<SignedPermutation>> values_; ///< for each value, then for each generator
};

} // namespace

std::vector<LayerSymmetry> layer_symmetries(Network const& network,
                                            algebra::Subgroup const& subgroup,
                                            std::vector<SignedPermutation> outputs) {
  return SymmetryWalk{network, subgroup, std::move(outputs)}.run();
}

std::vector<LayerSymmetry> layer_symmetries(Network const& network) {
  if (!network.construction || network.construction->kind != ConstructionKind::coinduction) {
    return {};
  }
  std::vector<SignedPermutation> outputs;
  for (algebra::Element const h : network.construction->subgroup.generators()) {
    outputs.push_back(network.construction->class_move(h));
  }
  return layer_symmetries(network, network.construction->subgroup, std::move(outputs));
}

} // namespace equivarify::codegen
