#include "equivarify/codegen/certificate/symbolic.hpp"

#include "equivarify/codegen/spec/value_action.hpp"

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

/// The maps that \p block is made of, one after another: its layers, or, where its values branch,
/// all of them as one map. No layer of a spec has a name with a capital.
std::vector<std::string> maps_of(Block const& block) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < block.layers.size(); ++i) {
    if (block.layers[i].reads != std::vector{i}) {
      return {"F_" + block.name};
    }
    names.push_back(block.layers[i].name);
  }
  return names;
}

std::vector<BlockTerm> block_by_block(Network const& network) {
  std::vector<BlockTerm> terms;
  auto const actions = value_actions(network);
  for (std::size_t b = 0; b < network.blocks.size(); ++b) {
    Block const& block = network.blocks[b];
    terms.push_back({.name = block.name,
                     .kind = kind_of(block, network.construction.has_value()),
                     .layers = maps_of(block),
                     .gives_copies = actions[b].back().is_copies()});
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
    std::vector<std::string> const maps = maps_of(block);
    whole.layers.insert(whole.layers.end(), maps.begin(), maps.end());
  }
  if (construction == ConstructionKind::coinduction) {
    return {whole};
  }
  return {whole, {.name = "Sheet", .kind = Kind::lift, .layers = {"Sheet"}}};
}

} // namespace

std::vector<BlockTerm> block_terms(Network const& network) {
  bool const in_blocks =
      !network.construction || network.construction->kind == ConstructionKind::kernel_quotient;
  return in_blocks ? block_by_block(network) : as_one_map(network);
}

std::vector<algebra::proof::OutputTerm> output_terms(Network const& network) {
  std::vector<algebra::proof::OutputTerm> terms;
  for (Output const& output : network.outputs) {
    terms.push_back(
        {.name = output.name, .is_induced = output.head.kind() == algebra::HeadKind::induced});
  }
  return terms;
}

std::vector<algebra::proof::Theorem> theorems_of(Network const& network) {
  return algebra::proof::theorems_of(block_terms(network), output_terms(network));
}

std::vector<ProvedTheorem> prove_symbolically(Network const& network) {
  return algebra::proof::prove_all(theorems_of(network));
}

bool all_hold(std::vector<ProvedTheorem> const& theorems) {
  return std::all_of(
      theorems.begin(), theorems.end(), [](auto const& theorem) { return theorem.holds(); });
}

} // namespace equivarify::codegen
