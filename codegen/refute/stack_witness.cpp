#include "equivarify/codegen/refute/stack_witness.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/layers/commutation.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/measure/counterexample.hpp"
#include "equivarify/codegen/measure/trial.hpp"
#include "equivarify/codegen/refute/stack_action.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace equivarify::codegen {
namespace {

algebra::SignedPermutation checked(std::optional<algebra::SignedPermutation> motion) {
  EQUIVARIFY_ASSERT(motion.has_value(), "a value without action");
  return *std::move(motion);
}

/// Evaluates a network up to one layer.
class StackEvaluator {
public:
  StackEvaluator(Network const& network, ReferenceWeights<float> const& weights)
      : network_{network}, weights_{weights}, actions_{value_actions(network)} {}

  StackValue run(std::vector<float> const& x, std::size_t last) {
    value_ = {.entries = x, .action = actions_.front().front(), .shape = network_.input};
    std::size_t done = 0;
    for (std::size_t b = 0; b < network_.blocks.size(); ++b) {
      Block const& block = network_.blocks[b];
      std::vector<Parts> values{inputs(block)};
      for (std::size_t i = 0; i < block.layers.size(); ++i) {
        values.push_back(evaluated(block.layers[i], values));
        if (done++ == last || i + 1 == block.layers.size()) {
          put_together(values.back(), actions_[b][i + 1], block.layers[i].output);
        }
        if (done > last) {
          return std::move(value_);
        }
      }
    }
    return std::move(value_);
  }

private:
  using Parts = std::vector<std::vector<float>>; ///< the copies of a value, or the value alone

  /// What the layers of \p block are applied to.
  [[nodiscard]] Parts inputs(Block const& block) const {
    if (block.equivarification == Equivarification::none) {
      return {value_.entries};
    }
    Parts parts;
    for (algebra::Element const h : network_.group.elements()) {
      if (!value_.action.is_copies()) {
        auto const motion =
            motion_of(network_, value_.action, value_.shape, network_.group.inverse(h));
        parts.push_back(moved(checked(motion), value_.entries));
      } else if (block.equivarification == Equivarification::lift) {
        parts.push_back(copy(h));
      } else {
        parts.push_back(copies_seen_from(h));
      }
    }
    return parts;
  }

  [[nodiscard]] std::vector<float> copy(algebra::Element h) const {
    std::size_t const size = value_.entries.size() / network_.group.order();
    auto const begin = value_.entries.begin() + static_cast<std::ptrdiff_t>(h.index() * size);
    return {begin, begin + static_cast<std::ptrdiff_t>(size)};
  }

  [[nodiscard]] std::vector<float> copies_seen_from(algebra::Element h) const {
    std::vector<float> result;
    for (algebra::Element const g : network_.group.elements()) {
      std::vector<float> const part = copy(network_.group.multiply(h, g));
      result.insert(result.end(), part.begin(), part.end());
    }
    return result;
  }

  /// The output of \p layer, of a block with the values \p values so far.
  [[nodiscard]] Parts evaluated(Layer const& layer, std::vector<Parts> const& values) const {
    Tensors<float> const tensors = tensors_of(weights_, layer);
    Parts parts;
    for (std::size_t copy = 0; copy < values.front().size(); ++copy) {
      Inputs<float> xs;
      for (std::size_t const value : layer.reads) {
        xs.push_back(values[value][copy]);
      }
      parts.push_back(evaluate_layer(layer, tensors, xs));
    }
    return parts;
  }

  void put_together(Parts const& parts, ValueAction const& action, Shape shape) {
    shape.channels *= parts.size();
    value_ = {.entries = {}, .action = action, .shape = shape};
    for (std::vector<float> const& part : parts) {
      value_.entries.insert(value_.entries.end(), part.begin(), part.end());
    }
  }

  Network const& network_;
  ReferenceWeights<float> const& weights_;
  std::vector<std::vector<ValueAction>> actions_;
  StackValue value_;
};

/// Looks for numbers that show a difference.
class WitnessSearch {
public:
  WitnessSearch(Network const& network, std::size_t layer, algebra::Element g, std::uint64_t seed)
      : network_{network}, layer_{layer}, g_{g}, random_{seed},
        turn_{checked(motion_of(
            network, whole(PartKind::planes, network.input.channels), network.input, g))} {
    for (Block const& block : up_to_layer(network, layer).blocks) {
      for (Layer const& done : block.layers) {
        is_exact_ = is_exact_ && is_exact(structure_of(done.operation));
      }
    }
  }

  std::optional<std::vector<std::string>> run() {
    std::size_t const tries = affordable_tries(network_.multiply_adds());
    for (std::size_t i = 0; i < std::min<std::size_t>(tries, 60); ++i) {
      Trial const trial = scaled(random_trial(network_, g_, random_), i / 15);
      if (difference(trial)) {
        return describe_found(shrink_while(
            trial, tries, [&](Trial const& smaller) { return difference(smaller).has_value(); }));
      }
    }
    return std::nullopt;
  }

private:
  /// \p trial with larger numbers the higher \p step is: a function may be odd near 0. Powers of 2,
  /// so that sums stay exact.
  static Trial scaled(Trial trial, std::size_t step) {
    float const scale = std::ldexp(1.0F, static_cast<int>(7 * step));
    for (float& entry : trial.x) {
      entry *= scale;
    }
    return trial;
  }

  /// The first entry where L(g x) and g L(x) differ.
  [[nodiscard]] std::optional<Difference> difference(Trial const& trial) const {
    StackValue const straight = evaluate_stack(network_, trial.weights, trial.x, layer_);
    StackValue const turned =
        evaluate_stack(network_, trial.weights, moved(turn_, trial.x), layer_);
    auto const after =
        moved(checked(motion_of(network_, straight.action, straight.shape, g_)), straight.entries);
    float const rounding = rounding_of(after);
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (std::abs(after[i] - turned.entries[i]) > rounding) {
        return Difference{.entry = i, .turned_first = turned.entries[i], .turned_last = after[i]};
      }
    }
    return std::nullopt;
  }

  /// How far rounding may bring \p values apart: nothing where all layers so far are exact.
  [[nodiscard]] float rounding_of(std::vector<float> const& values) const {
    float largest = 0;
    for (float const value : values) {
      largest = std::max(largest, std::abs(value));
    }
    return is_exact_ ? 0 : 1e-4F * largest;
  }

  [[nodiscard]] std::vector<std::string> describe_found(Trial const& trial) const {
    std::vector<std::string> lines = describe_trial(network_, trial, layer_);
    Network const part = up_to_layer(network_, layer_);
    Layer const& last = part.blocks.back().layers.back();
    Difference const found = *difference(trial);
    lines.push_back(fmt::format("entry {}: {} in {}(g x), {} in g {}(x)",
                                subscripts(found.entry, extents(last.output)),
                                found.turned_first,
                                last.name,
                                found.turned_last,
                                last.name));
    return lines;
  }

  Network const& network_;
  std::size_t layer_;
  algebra::Element g_;
  std::mt19937_64 random_;
  algebra::SignedPermutation turn_;
  bool is_exact_ = true; ///< whether no layer up to this one rounds
};

} // namespace

StackValue evaluate_stack(Network const& network,
                          ReferenceWeights<float> const& weights,
                          std::vector<float> const& x,
                          std::size_t layer) {
  return StackEvaluator{network, weights}.run(x, layer);
}

std::optional<std::vector<std::string>>
find_witness(Network const& network, std::size_t layer, algebra::Element g, std::uint64_t seed) {
  return WitnessSearch{network, layer, g, seed}.run();
}

} // namespace equivarify::codegen
