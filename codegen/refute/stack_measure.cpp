#include "equivarify/codegen/refute/stack_measure.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/reference/head_evaluator.hpp"
#include "equivarify/codegen/refute/stack_action.hpp"
#include "equivarify/codegen/refute/stack_witness.hpp"

namespace equivarify::codegen {
namespace {

/// g v, for \p value = v. \pre g acts on it
std::vector<float>
moved_value(Network const& network, algebra::Element g, StackValue const& value) {
  auto const motion = motion_of(network, value.action, value.shape, g);
  EQUIVARIFY_ASSERT(motion.has_value(), "a value without action");
  return moved(*motion, value.entries);
}

/// The outputs of \p network, each by itself, from \p last, its last value.
std::vector<std::vector<float>> heads_of(Network const& network, StackValue const& last) {
  std::size_t const size = last.entries.size() / network.group.order();
  std::vector<std::vector<float>> copies;
  for (std::size_t h = 0; h < network.group.order(); ++h) {
    auto const begin = last.entries.begin() + static_cast<std::ptrdiff_t>(h * size);
    copies.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(size));
  }
  std::vector<std::vector<float>> result;
  for (Output const& output : network.outputs) {
    result.push_back(evaluate_head(output, copies));
  }
  return result;
}

std::size_t last_layer(Network const& network) {
  std::size_t layers = 0;
  for (Block const& block : network.blocks) {
    layers += block.layers.size();
  }
  return layers - 1;
}

} // namespace

Measurement measure_outputs(Network const& network, std::uint64_t seed, std::size_t inputs) {
  std::size_t const count = number_of_inputs(network, inputs);
  std::size_t const last = last_layer(network);
  Measurement result;
  for (std::size_t i = 0; i < count; ++i) {
    auto const weights = random_weights<float>(network, 2 * (seed * 1000 + i));
    auto const x = random_input<float>(network, 2 * (seed * 1000 + i) + 1);
    auto const straight = heads_of(network, evaluate_stack(network, weights, x, last));
    for (algebra::Element const g : network.group.elements()) {
      auto const turned =
          heads_of(network, evaluate_stack(network, weights, act_on_input(network, g, x), last));
      for (std::size_t k = 0; g != network.group.identity() && k < straight.size(); ++k) {
        result.add(turned[k], network.outputs[k].head.act(g, straight[k]));
      }
    }
  }
  return result;
}

Measurement
measure_stack(Network const& network, std::uint64_t seed, std::size_t inputs, std::size_t layer) {
  std::size_t const count = number_of_inputs(network, inputs);
  Measurement result;
  for (std::size_t i = 0; i < count; ++i) {
    auto const weights = random_weights<float>(network, 2 * (seed * 1000 + i));
    StackValue const x{.entries = random_input<float>(network, 2 * (seed * 1000 + i) + 1),
                       .action = whole(PartKind::planes, network.input.channels),
                       .shape = network.input};
    StackValue const straight = evaluate_stack(network, weights, x.entries, layer);
    for (algebra::Element const g : network.group.elements()) {
      if (g != network.group.identity()) {
        result.add(evaluate_stack(network, weights, moved_value(network, g, x), layer).entries,
                   moved_value(network, g, straight));
      }
    }
  }
  return result;
}

} // namespace equivarify::codegen
