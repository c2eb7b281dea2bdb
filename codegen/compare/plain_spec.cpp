#include "equivarify/codegen/compare/plain_spec.hpp"

#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
std::vector<LayerSpec> plain_layers(Spec const& spec) {
  std::vector<LayerSpec> layers;
  for (BlockSpec const& block : spec.network) {
    layers.insert(layers.end(), block.layers.begin(), block.layers.end());
  }
  for (LayerSpec& layer : layers) {
    set_tied(layer.operation, false);
  }
  return layers;
}

Spec with_blocks(Spec const& spec, std::string const& method, std::vector<BlockSpec> blocks) {
  Spec result = spec;
  result.name += "_" + method;
  result.network = std::move(blocks);
  result.construction = "g_product";
  result.already.reset();
  return result;
}

Spec with_one_block(Spec const& spec, std::string const& method, std::vector<LayerSpec> layers) {
  return with_blocks(
      spec,
      method,
      {{.name = "whole", .equivarification = Equivarification::lift, .layers = std::move(layers)}});
}

std::vector<LayerSpec> with_sheets(std::vector<LayerSpec> layers, std::size_t sheets) {
  auto const last = std::find_if(layers.rbegin(), layers.rend(), [](LayerSpec const& layer) {
    return layer.operation.as<Dense>() != nullptr;
  });
  if (last != layers.rend()) {
    last->operation.as<Dense>()->units *= sheets;
  }
  return layers;
}

bool is_linear(LayerSpec const& layer) {
  StructuralClass const structure = structure_of(layer.operation);
  return structure == StructuralClass::linear || structure == StructuralClass::linear_in_windows;
}

} // namespace equivarify::codegen
