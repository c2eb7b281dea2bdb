#include "equivarify/codegen/generate/vector_order.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <algorithm>
#include <vector>

namespace equivarify::codegen {

bool needs_channel_order(Network const& network) {
  auto const combines = [](Layer const& layer) {
    return structure_of(layer.operation) == StructuralClass::linear;
  };
  std::vector<Layer> const& last = network.blocks.back().layers;
  if (!network.outputs.empty() && std::none_of(last.begin(), last.end(), combines)) {
    return true; // outputs are parts of an image
  }
  auto const combines_vectors = [](Layer const& layer) {
    StructuralClass const structure = structure_of(layer.operation);
    return layer.output.is_flat() && (structure == StructuralClass::sum_of_values ||
                                      structure == StructuralClass::product_of_values ||
                                      structure == StructuralClass::values_in_a_row ||
                                      structure == StructuralClass::affine_in_channels ||
                                      structure == StructuralClass::normalised);
  };
  return std::any_of(network.blocks.begin(), network.blocks.end(), [&](Block const& block) {
    return std::any_of(block.layers.begin(), block.layers.end(), combines_vectors);
  });
}

} // namespace equivarify::codegen
