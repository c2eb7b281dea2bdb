#include "equivarify/codegen/compare/plain_spec.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

void untie(Operation& operation) {
  if (auto* conv = std::get_if<Conv2d>(&operation)) {
    conv->tied = false;
  } else if (auto* dense = std::get_if<Dense>(&operation)) {
    dense->tied = false;
  }
}

} // namespace

std::vector<LayerSpec> plain_layers(Spec const& spec) {
  std::vector<LayerSpec> layers;
  for (BlockSpec const& block : spec.network) {
    layers.insert(layers.end(), block.layers.begin(), block.layers.end());
  }
  for (LayerSpec& layer : layers) {
    untie(layer.operation);
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
    return std::holds_alternative<Dense>(layer.operation);
  });
  if (last != layers.rend()) {
    std::get<Dense>(last->operation).units *= sheets;
  }
  return layers;
}

bool is_linear(LayerSpec const& layer) {
  return std::holds_alternative<Conv2d>(layer.operation) ||
         std::holds_alternative<Dense>(layer.operation);
}

} // namespace equivarify::codegen
