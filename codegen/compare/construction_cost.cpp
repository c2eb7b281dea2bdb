#include "equivarify/codegen/compare/construction_cost.hpp"

#include "equivarify/codegen/symmetry/ties.hpp"

namespace equivarify::codegen {
namespace {

std::size_t memory_of(Network const& network) {
  std::size_t values = network.input.size();
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      values += layer.output.size();
    }
  }
  return sizeof(float) * (network.parameters() + network.copies() * values);
}

} // namespace

ConstructionCost cost_of(Network const& network) {
  return {.copies = network.copies(),
          .parameters = network.parameters(),
          .free_parameters = count_free(network),
          .multiply_adds = network.multiply_adds(),
          .memory = memory_of(network)};
}

} // namespace equivarify::codegen
