#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/compare/plain_spec.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

bool concatenates(BlockSpec const& block) {
  return block.equivarification == Equivarification::concat;
}

bool is_plain(BlockSpec const& block) {
  return block.equivarification == Equivarification::none;
}

/// A block for each layer with weights and what follows it; all but the first see all copies.
std::vector<BlockSpec> concatenating_blocks(std::vector<LayerSpec> const& layers) {
  std::vector<BlockSpec> blocks;
  bool linear = false; // the first block takes what stands before any weights
  for (LayerSpec const& layer : layers) {
    if (blocks.empty() || (linear && is_linear(layer))) {
      blocks.push_back(
          {.name = layer.name,
           .equivarification = blocks.empty() ? Equivarification::lift : Equivarification::concat,
           .layers = {}});
    }
    linear = linear || is_linear(layer);
    blocks.back().layers.push_back(layer);
  }
  return blocks;
}

Derivation derive_concat(ComparedSpec const& compared) {
  Spec const& spec = compared.spec;
  bool const already = std::any_of(spec.network.begin(), spec.network.end(), concatenates) &&
                       std::none_of(spec.network.begin(), spec.network.end(), is_plain);
  if (!already && branches(spec)) {
    return {.note = "its values branch: blocks between weights would read several"};
  }
  return {.spec = with_blocks(
              spec, "concat", already ? spec.network : concatenating_blocks(plain_layers(spec)))};
}

} // namespace

Method concat_method() {
  return {.name = "concat",
          .formula = "y(h) = F2(s(h g0), s(h g1), ...)",
          .absolute = true,
          .scope = "every G-set; equivariant whatever the blocks compute",
          .projection = Projection::no_map,
          .gives_up = "p F^ = F has no F: a block takes all copies of the one before (4.0.1)",
          .derive = derive_concat};
}

} // namespace equivarify::codegen
