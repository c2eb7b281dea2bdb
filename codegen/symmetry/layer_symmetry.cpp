#include "equivarify/codegen/symmetry/layer_symmetry.hpp"

#include "equivarify/algebra/partition.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/part.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"
#include "equivarify/codegen/symmetry/one_map.hpp"
#include "equivarify/codegen/symmetry/window_motion.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

EntrySources identity_sources(std::size_t size) {
  EntrySources sources(size);
  std::iota(sources.begin(), sources.end(), 0U);
  return sources;
}

/// The action of one element after a layer, or why there is none.
struct ActionAfter {
  EntrySources sources{};
  std::string reason{};
};

/// What follows on the outputs of windows; the windows must move with the plane.
ActionAfter after_windows(Layer const& layer, EntrySources const& before) {
  auto const motion = find_motion(layer.input(), before);
  if (!motion) {
    return {.reason = "its input is not moved by a turn or a flip of the plane"};
  }
  std::string reason = misfit(*motion, layer);
  return reason.empty() ? ActionAfter{.sources = motion->sources(layer.output)}
                        : ActionAfter{.reason = std::move(reason)};
}

/// A part must move by itself.
ActionAfter after_part(Layer const& layer, EntrySources const& before) {
  auto const first = static_cast<std::uint32_t>(layer.operation.as<Part>()->offset);
  ActionAfter after;
  for (std::size_t i = 0; i < layer.output.size(); ++i) {
    after.sources.push_back(before[first + i] - first);
    if (before[first + i] < first || after.sources.back() >= layer.output.size()) {
      return {.reason = "it is a part of the input that another part is brought to"};
    }
  }
  return after;
}

/// What one element does after \p layer if it moves the entries of what the layer reads, one value
/// after another, by \p before. What dense layers give is left alone.
ActionAfter action_after(Layer const& layer, EntrySources const& before) {
  switch (structure_of(layer.operation)) {
  case StructuralClass::linear_in_windows:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
    return after_windows(layer, before);
  case StructuralClass::linear:
    return {.sources = identity_sources(layer.output.size())};
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::reshape:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
  case StructuralClass::values_in_a_row:
    return {.sources = before};
  case StructuralClass::part_of_entries:
    return after_part(layer, before);
  case StructuralClass::sum_of_values: // as their first value; the others are compared with it
  case StructuralClass::product_of_values:
    return {.sources = EntrySources(
                before.begin(), before.begin() + static_cast<std::ptrdiff_t>(layer.output.size()))};
  }
  throw algebra::InternalError{"a layer of no known class"};
}

bool is_dense(Layer const& layer) {
  return structure_of(layer.operation) == StructuralClass::linear;
}

/// Follows the action of the generators of a subgroup through one map.
class SymmetryWalk {
public:
  /// \p input and \p labels are how each generator moves the input and the classes.
  SymmetryWalk(Network const& network,
               std::vector<EntrySources> input,
               std::vector<EntrySources> labels)
      : map_{one_map(network)}, labels_{std::move(labels)} {
    values_.push_back(std::move(input));
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
      ActionAfter after = action_after(layer, result.input.back());
      result.output.push_back(gives_classes ? labels_[h] : std::move(after.sources));
      result.reason = std::move(after.reason);
    }
    return result;
  }

  /// How generator \p h moves the entries of all that \p layer reads, one value after another.
  [[nodiscard]] EntrySources read_by(Layer const& layer, std::size_t h) const {
    EntrySources sources;
    for (std::size_t const value : layer.reads) {
      auto const offset = static_cast<std::uint32_t>(sources.size());
      for (std::uint32_t const source : values_[value][h]) {
        sources.push_back(offset + source);
      }
    }
    return sources;
  }

  OneMap map_;
  std::vector<EntrySources> labels_;
  std::vector<std::vector<EntrySources>> values_; ///< for each value, then for each generator
};

/// The channels, rows and columns of one filter move with the plane: W[o][c][tap] = W[o][c][h tap].
std::vector<std::uint32_t> kernel_orbits(LayerSymmetry const& symmetry) {
  Window const window = window_of(symmetry.layer);
  Extent const kernel = window.size;
  Shape const kernels{symmetry.layer.output.channels * symmetry.layer.input().channels /
                          window.groups,
                      kernel.rows,
                      kernel.columns};
  algebra::Partition orbits{kernels.size()};
  for (EntrySources const& sources : symmetry.input) {
    auto const motion = find_motion(symmetry.layer.input(), sources);
    for (std::size_t i = 0; motion && i < kernels.size(); ++i) {
      orbits.join(i, motion->source_of(kernels, i));
    }
  }
  return orbits.least();
}

std::vector<std::uint32_t> matrix_orbits(LayerSymmetry const& symmetry) {
  std::size_t const inputs = symmetry.layer.input().size();
  std::size_t const units = symmetry.layer.output.size();
  algebra::Partition orbits{units * inputs};
  for (std::size_t h = 0; h < symmetry.input.size(); ++h) {
    for (std::size_t o = 0; o < units; ++o) {
      for (std::size_t i = 0; i < inputs; ++i) {
        orbits.join(o * inputs + i, symmetry.output[h][o] * inputs + symmetry.input[h][i]);
      }
    }
  }
  return orbits.least();
}

} // namespace

std::vector<LayerSymmetry>
layer_symmetries(Network const& network,
                 algebra::Subgroup const& subgroup,
                 std::vector<std::vector<std::uint32_t>> const& class_sources) {
  std::vector<EntrySources> before;
  std::vector<EntrySources> labels;
  auto const& elements = subgroup.elements();
  for (algebra::Element const h : subgroup.generators()) {
    before.push_back(network.input_permutations[h.index()]);
    auto const number = std::lower_bound(elements.begin(), elements.end(), h) - elements.begin();
    labels.push_back(class_sources[static_cast<std::size_t>(number)]);
  }
  return SymmetryWalk{network, std::move(before), std::move(labels)}.run();
}

std::vector<LayerSymmetry> layer_symmetries(Network const& network) {
  if (!network.construction || network.construction->kind != ConstructionKind::coinduction) {
    return {};
  }
  return layer_symmetries(
      network, network.construction->subgroup, network.construction->class_sources);
}

std::vector<std::uint32_t> weight_orbits(LayerSymmetry const& symmetry) {
  switch (structure_of(symmetry.layer.operation)) {
  case StructuralClass::linear_in_windows:
    return kernel_orbits(symmetry);
  case StructuralClass::linear:
    return matrix_orbits(symmetry);
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::reshape:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::sum_of_values:
  case StructuralClass::product_of_values:
  case StructuralClass::values_in_a_row:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
  case StructuralClass::part_of_entries:
    return {};
  }
  throw algebra::InternalError{"a layer of no known class"};
}

std::vector<std::uint32_t> bias_orbits(LayerSymmetry const& symmetry) {
  if (lacks_bias(symmetry.layer.operation)) {
    return {};
  }
  if (!is_dense(symmetry.layer)) {
    return identity_sources(symmetry.layer.parameters() == 0 ? 0 : symmetry.layer.output.channels);
  }
  algebra::Partition orbits{symmetry.layer.output.size()};
  for (EntrySources const& sources : symmetry.output) {
    for (std::size_t o = 0; o < sources.size(); ++o) {
      orbits.join(o, sources[o]);
    }
  }
  return orbits.least();
}

std::size_t count_orbits(std::vector<std::uint32_t> const& orbits) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < orbits.size(); ++i) {
    count += orbits[i] == i ? 1U : 0U;
  }
  return count;
}

bool has_ties(LayerSymmetry const& symmetry) {
  auto const weights = weight_orbits(symmetry);
  auto const biases = bias_orbits(symmetry);
  return count_orbits(weights) < weights.size() || count_orbits(biases) < biases.size();
}

} // namespace equivarify::codegen
