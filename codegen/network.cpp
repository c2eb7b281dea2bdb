#include "equivarify/codegen/network.hpp"

namespace equivarify::codegen {

std::string to_string(Equivarification equivarification) {
  switch (equivarification) {
  case Equivarification::lift:
    return "lift";
  case Equivarification::concat:
    return "concat";
  case Equivarification::none:
    break;
  }
  return "none";
}

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
  std::size_t sum = 0;
  for (Block const& block : blocks) {
    bool const is_plain = block.equivarification == Equivarification::none;
    for (Layer const& layer : block.layers) {
      sum += layer.multiply_adds() * (is_plain ? 1 : group.order());
    }
  }
  return sum;
}

} // namespace equivarify::codegen
