#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"

namespace equivarify::codegen {
namespace {

Derivation derive_layer_by_layer(ComparedSpec const& compared) {
  if (branches(compared.spec)) {
    return {.note = "its values branch: a block of one layer would read several"};
  }
  std::vector<BlockSpec> blocks;
  for (LayerSpec const& layer : plain_layers(compared.spec)) {
    blocks.push_back(
        {.name = layer.name, .equivarification = Equivarification::lift, .layers = {layer}});
  }
  return {.spec = with_blocks(compared.spec, "layer_by_layer", blocks)};
}

} // namespace

Method layer_by_layer_method() {
  return {.name = "layer_by_layer",
          .formula = "lift(F2 F1) = lift(F2 p) lift(F1)",
          .absolute = true,
          .scope = "every G-set, every F",
          .projection = Projection::kept,
          .gives_up = "",
          .derive = derive_layer_by_layer};
}

} // namespace equivarify::codegen
