#include "equivarify/codegen/refute/stack_measure.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
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

} // namespace

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
