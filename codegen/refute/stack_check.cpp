#include "equivarify/codegen/refute/stack_check.hpp"

#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/refute/fitting_windows.hpp"
#include "equivarify/codegen/refute/stack_action.hpp"
#include "equivarify/codegen/refute/stack_witness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace equivarify::codegen {
namespace {

/// How a layer fares under one element; nothing where the element has no action on its output.
using Finding = std::optional<Fit>;

Finding
find(Network const& network, Layer const& layer, LayerFinding const& claim, algebra::Element g) {
  auto const in = motion_of_inputs(network, claim.inputs, layer, g);
  auto const out = motion_of(network, claim.output, layer.output, g);
  return in && out ? Finding{fit(layer, *in, *out)} : std::nullopt;
}

/// The windows of \p layer in words; empty where it has none.
std::string window_text(Layer const& layer) {
  auto const window = layer.operation.type().window(layer.operation, layer.input());
  if (!window) {
    return {};
  }
  auto const& [top, left, bottom, right, front, back] = window->pad;
  std::string const margins = fmt::format("{}, {}, {}, {}", top, left, bottom, right);
  Extent const& dilation = window->dilation;
  return fmt::format(
      "{} with stride {}{}{}",
      to_string(window->size),
      to_string(window->stride),
      dilation == Extent{1, 1} ? "" : fmt::format(", dilation {}", to_string(dilation)),
      window->pad == Margins{} ? ""
      : layer.input().depth == 1
          ? fmt::format(", margins [{}]", margins)
          : fmt::format(", margins [{}] and of slices [{}, {}]", margins, front, back));
}

/// Why \p layer does not commute with \p g, which changes signs.
std::string reason_of_signs(Layer const& layer, std::string const& g) {
  std::string const& type = type_name(layer.operation);
  switch (structure_of(layer.operation)) {
  case StructuralClass::largest_in_windows:
    return fmt::format("a largest entry on a representation that is no permutation: {} changes "
                       "signs, and the largest of -v is not minus the largest of v",
                       g);
  case StructuralClass::pointwise:
    return fmt::format("a pointwise map on a representation that is no permutation: {0} changes "
                       "signs, and {1}(-v) is not minus {1}(v)",
                       g,
                       type);
  case StructuralClass::reduction_over_entries:
    return fmt::format(
        "{1} is not odd: {0} changes signs, and {1}(-v) is not minus {1}(v)", g, type);
  case StructuralClass::normalised:
    return fmt::format("{0} takes the mean of entries: {1} changes the signs of some", type, g);
  case StructuralClass::product_of_values:
    return fmt::format("the sign of a product is that of its factors together: {} changes another "
                       "sign in front of {} than after it, where values move as its first does",
                       g,
                       type);
  case StructuralClass::pointwise_odd:
  case StructuralClass::linear_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::linear:
  case StructuralClass::reshape:
  case StructuralClass::sum_of_values:
  case StructuralClass::values_in_a_row:
  case StructuralClass::affine_in_channels:
  case StructuralClass::part_of_entries:
    break; // these let signs through
  }
  throw algebra::InternalError{"signs that change a layer of a class that lets them through"};
}

/// Why a layer of \p type that makes a vector of the copies, or mixes them, does not commute.
std::string reason_of_copies(std::string const& type, bool forgets, std::string const& g) {
  return forgets
             ? fmt::format("{} forgets the copies: {} permutes them, and a vector is left as it is",
                           type,
                           g)
             : fmt::format(
                   "{} mixes the copies with a weight of its own for each: {} permutes them",
                   type,
                   g);
}

/// Why a layer of \p type does not commute that puts several values together.
std::string
reason_of_values(LayerFinding const& claim, std::string const& type, std::string const& g) {
  bool const some_copies =
      std::any_of(claim.inputs.begin(), claim.inputs.end(), [](ValueAction const& action) {
        return action.has(PartKind::copies);
      });
  return fmt::format("{} puts values together that {} moves in different ways: {}",
                     type,
                     g,
                     some_copies ? "not all of them are one copy for each element"
                                 : "not all of them move as the first does");
}

/// Why \p layer, with windows or none, does not commute with \p g, which moves planes.
std::string reason_of_planes(Layer const& layer, Fit fit, std::string const& g) {
  if (fit != Fit::other_entries) {
    return fmt::format("{} moves the entries of a window, and each has a weight of its own", g);
  }
  std::string const fitting = what_would_fit(layer);
  return fmt::format("the windows, {}, do not fit a {} of {}: {} moves them to places where there "
                     "are none{}{}",
                     window_text(layer),
                     layer.input().depth == 1 ? "plane" : "volume",
                     to_string(layer.input().extent()),
                     g,
                     fitting.empty() ? "" : "; ",
                     fitting);
}

/// Why \p layer, with factors for channels, does not commute with \p g; empty for other layers.
std::string reason_of_channels(Layer const& layer, Fit fit, std::string const& g) {
  StructuralClass const structure = structure_of(layer.operation);
  std::string const& type = type_name(layer.operation);
  if (structure == StructuralClass::normalised && fit == Fit::other_entries) {
    return fmt::format("{} takes the mean at each place, and {} moves what is at one place to "
                       "several",
                       type,
                       g);
  }
  bool const has_factors =
      structure == StructuralClass::affine_in_channels || structure == StructuralClass::normalised;
  return has_factors ? fmt::format("{} has a factor of its own for each channel, and {} permutes "
                                   "them",
                                   type,
                                   g)
                     : std::string{};
}

/// Why \p layer does not commute with \p g, in words.
std::string
reason(Layer const& layer, LayerFinding const& claim, Finding found, std::string const& g) {
  std::string const& type = type_name(layer.operation);
  if (!found) {
    Extent const extent = layer.input().extent();
    bool const was_square =
        extent.rows == extent.columns && (extent.depth == 1 || extent.depth == extent.rows);
    std::string const fitting =
        was_square && !window_text(layer).empty() ? what_would_fit(layer) : std::string{};
    return fmt::format("{} moves the input in a way that has no meaning on {}{}{}",
                       g,
                       to_string(layer.output),
                       fitting.empty() ? "" : "; ",
                       fitting);
  }
  if (found == Fit::changes_signs) {
    return reason_of_signs(layer, g);
  }
  if (found == Fit::bias) {
    return fmt::format("the bias of {} keeps its sign, and {} changes that of the sums", type, g);
  }
  if (layer.inputs.size() > 1) {
    return reason_of_values(claim, type, g);
  }
  if (std::string own = reason_of_channels(layer, *found, g); !own.empty()) {
    return own;
  }
  bool const is_fixed = claim.output == whole(PartKind::fixed, layer.output.channels);
  if (claim.inputs.front().has(PartKind::copies)) {
    return reason_of_copies(type, is_fixed && window_text(layer).empty(), g);
  }
  if (is_fixed) {
    return fmt::format(
        "{} makes a vector, which {} leaves as it is, of entries that {} moves", type, g, g);
  }
  return reason_of_planes(layer, *found, g);
}

/// Follows a network block by block.
class StackChecker {
public:
  StackChecker(Network const& network, std::uint64_t seed) : network_{network}, seed_{seed} {}

  StackCheck run() {
    auto const actions = value_actions(network_);
    for (std::size_t b = 0; b < network_.blocks.size(); ++b) {
      Block const& block = network_.blocks[b];
      if (block.equivarification != Equivarification::none) {
        layers_done_ += block.layers.size();
      } else if (!holds(block, actions[b])) {
        break;
      }
    }
    return std::move(result_);
  }

private:
  /// \p actions are those on the values of \p block.
  bool holds(Block const& block, std::vector<ValueAction> const& actions) {
    for (std::size_t i = 0; i < block.layers.size(); ++i) {
      Layer const& layer = block.layers[i];
      LayerFinding finding{.block = block.name,
                           .layer = layer.name,
                           .inputs = {},
                           .output = actions[i + 1],
                           .subgroup = {},
                           .reason = {}};
      for (std::size_t const value : layer.reads) {
        finding.inputs.push_back(actions[value]);
      }
      judge(layer, finding);
      result_.layers.push_back(std::move(finding));
      ++layers_done_;
      if (!result_.holds()) {
        return false;
      }
    }
    return true;
  }

  void judge(Layer const& layer, LayerFinding& finding) {
    std::vector<algebra::Element> holding;
    for (algebra::Element const g : network_.group.elements()) {
      Finding const found = find(network_, layer, finding, g);
      if (found == Fit::holds) {
        holding.push_back(g);
      } else if (finding.reason.empty()) {
        finding.reason = reason(layer, finding, found, network_.group.name_of(g));
        auto const witness = found ? find_witness(network_, layers_done_, g, seed_) : std::nullopt;
        if (witness) {
          result_.counterexample = {*witness};
        }
        finding.verdict = witness ? ClaimVerdict::refuted : ClaimVerdict::not_proved;
      }
    }
    finding.subgroup = holding.size() == network_.group.order()
                           ? network_.group.name()
                           : algebra::Subgroup::from_elements(network_.group, holding).to_string();
  }

  Network const& network_;
  std::uint64_t seed_;
  std::size_t layers_done_ = 0; ///< before the one under judgement
  StackCheck result_;
};

} // namespace

StackCheck check_stack(Network const& network, std::uint64_t seed) {
  return StackChecker{network, seed}.run();
}

} // namespace equivarify::codegen
