#include "equivarify/codegen/compare/plain_spec.hpp"

#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/reads.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
std::vector<LayerSpec> plain_layers(Spec const& spec) {
  std::vector<LayerSpec> layers;
  for (BlockSpec const& block : spec.network) {
    std::string const read = layers.empty() ? block_input : layers.back().name;
    for (LayerSpec layer : block.layers) {
      std::replace(layer.inputs.begin(), layer.inputs.end(), std::string{block_input}, read);
      set_tied(layer.operation, false);
      layers.push_back(std::move(layer));
    }
  }
  return layers;
}

bool branches(Spec const& spec) {
  auto const names_inputs = [](LayerSpec const& layer) { return !layer.inputs.empty(); };
  return std::any_of(spec.network.begin(), spec.network.end(), [&](BlockSpec const& block) {
    return std::any_of(block.layers.begin(), block.layers.end(), names_inputs);
  });
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
