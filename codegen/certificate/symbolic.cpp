#include "equivarify/codegen/certificate/symbolic.hpp"

#include "equivarify/codegen/spec/carrier.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::proof::BlockTerm;
using algebra::proof::ProvedTheorem;
using Kind = BlockTerm::Kind;

Kind kind_of(Block const& block, bool over_quotient) {
  switch (block.equivarification) {
  case Equivarification::lift:
    return over_quotient ? Kind::quotient_lift : Kind::lift;
  case Equivarification::concat:
    return over_quotient ? Kind::quotient_concat : Kind::concat;
  case Equivarification::none:
    break;
  }
  return Kind::plain;
}

std::vector<BlockTerm> block_by_block(Network const& network) {
  std::vector<BlockTerm> terms;
  Carrier carrier = Carrier::plane;
  for (Block const& block : network.blocks) {
    Kind const kind = kind_of(block, network.construction.has_value());
    BlockTerm& term = terms.emplace_back(BlockTerm{.name = block.name, .kind = kind, .layers = {}});
    for (Layer const& layer : block.layers) {
      term.layers.push_back(layer.name);
      carrier = next_carrier(carrier, layer, network.group.order());
    }
    carrier = kind == Kind::plain ? carrier : Carrier::copies;
    term.gives_copies = carrier == Carrier::copies;
  }
  return terms;
}

/// All layers as one map, which the construction of \p network makes equivariant as a whole.
std::vector<BlockTerm> as_one_map(Network const& network) {
  ConstructionKind const construction = network.construction->kind;
  BlockTerm whole{.name = name_of(construction),
                  .kind = construction == ConstructionKind::reynolds    ? Kind::average
                          : construction == ConstructionKind::canonical ? Kind::pose
                                                                        : Kind::coinduction,
                  .layers = {}};
  for (Block const& block : network.blocks) {
    for (Layer const& layer : block.layers) {
      whole.layers.push_back(layer.name);
    }
  }
  if (construction == ConstructionKind::coinduction) {
    return {whole};
  }
  // No layer of a spec has a name with a capital.
  return {whole, {.name = "Sheet", .kind = Kind::lift, .layers = {"Sheet"}}};
}

} // namespace

std::vector<BlockTerm> block_terms(Network const& network) {
  bool const in_blocks =
      !network.construction || network.construction->kind == ConstructionKind::kernel_quotient;
  return in_blocks ? block_by_block(network) : as_one_map(network);
}

std::vector<ProvedTheorem> prove_symbolically(Network const& network) {
  return algebra::proof::prove_all(algebra::proof::theorems_of(block_terms(network)));
}

bool all_hold(std::vector<ProvedTheorem> const& theorems) {
  return std::all_of(
      theorems.begin(), theorems.end(), [](auto const& theorem) { return theorem.holds(); });
}

} // namespace equivarify::codegen
