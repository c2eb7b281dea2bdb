#include "equivarify/codegen/certificate/symbolic.hpp"

#include "equivarify/codegen/carrier.hpp"

#include <algorithm>

namespace equivarify::codegen {

using algebra::proof::BlockTerm;
using algebra::proof::ProvedTheorem;

std::vector<BlockTerm> block_terms(Network const& network) {
  std::vector<BlockTerm> terms;
  for (Block const& block : network.blocks) {
    bool const is_lift = block.equivarification == Equivarification::lift;
    BlockTerm& term = terms.emplace_back(
        BlockTerm{.name = block.name,
                  .kind = is_lift ? BlockTerm::Kind::lift : BlockTerm::Kind::concat,
                  .layers = {}});
    for (Layer const& layer : block.layers) {
      term.layers.push_back(layer.name);
    }
  }
  return terms;
}

std::vector<ProvedTheorem> prove_symbolically(Network const& network) {
  std::vector<algebra::proof::Theorem> theorems = algebra::proof::lemma_theorems();
  if (is_lifted_block_by_block(network)) {
    theorems.push_back(algebra::proof::network_theorem(block_terms(network)));
  }
  return algebra::proof::prove_all(theorems);
}

bool all_hold(std::vector<ProvedTheorem> const& theorems) {
  return std::all_of(
      theorems.begin(), theorems.end(), [](auto const& theorem) { return theorem.holds(); });
}

} // namespace equivarify::codegen
