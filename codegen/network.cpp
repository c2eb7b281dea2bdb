#include "equivarify/codegen/network.hpp"

namespace equivarify::codegen {

std::size_t Network::parameters() const {
  std::size_t sum = 0;
  for (Block const& block : blocks) {
    for (Layer const& layer : block.layers) {
      sum += layer.parameters();
    }
  }
  return sum;
}

std::size_t Network::multiply_adds() const {
  std::size_t one_copy = 0;
  for (Block const& block : blocks) {
    for (Layer const& layer : block.layers) {
      one_copy += layer.multiply_adds();
    }
  }
  return group.order() * one_copy;
}

} // namespace equivarify::codegen
