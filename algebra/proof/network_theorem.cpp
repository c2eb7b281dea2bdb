#include "equivarify/algebra/proof/network_theorem.hpp"

#include "equivarify/algebra/proof/claim_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::algebra::proof {
namespace {

Term symbol(std::string name) {
  return {std::move(name), {}};
}

Term layer_symbol(std::string const& layer) {
  return symbol("layer_" + layer);
}

Term value_set(std::string const& layer) {
  return symbol("Z_" + layer);
}

Term copies_of(Term set) {
  return {"Map", {symbol("G"), std::move(set)}};
}

Term apply(Term map, Term argument) {
  return {"ap", {std::move(map), std::move(argument)}};
}

Term act(Term argument) {
  return {"act", {symbol("g"), std::move(argument)}};
}

Claim claim_of_block(BlockTerm const& block, Context const& layers, Term const& input) {
  bool const is_first = input == symbol("X");
  Term const map = map_of(block, is_first);
  Term const x = symbol(is_first ? "x" : "s");
  Claim claim{.name = "block-" + block.name,
              .says =
                  fmt::format("block {} is equivariant, whatever its layers compute", block.name),
              .variables = layers,
              .hypotheses = {},
              .cites = {},
              .left = apply(map, act(x)),
              .right = act(apply(map, x)),
              .compared_at = symbol("h"),
              .strategy = {}};
  claim.variables.insert({{"g", symbol("G")}, {"h", symbol("G")}, {x.symbol, input}});
  if (is_first) {
    claim.hypotheses = {hypothesis("X-identity"), hypothesis("X-product")};
  }
  if (block.kind == BlockTerm::Kind::concat) {
    claim.cites = {"concat-sees"};
  }
  return claim;
}

Claim claim_of_network(std::vector<BlockTerm> const& blocks, Context const& layers) {
  Claim claim{.name = "network",
              .says = "N(g x) = g N(x) for every g and x, whatever the layers compute",
              .variables = layers,
              .hypotheses = {hypothesis("X-identity"), hypothesis("X-product")},
              .cites = {},
              .left = act(symbol("x")),
              .right = symbol("x"),
              .compared_at = std::nullopt,
              .strategy = {}};
  claim.variables.insert({{"g", symbol("G")}, {"x", symbol("X")}});
  for (BlockTerm const& block : blocks) {
    Term const map = map_of(block, claim.cites.empty());
    claim.left = apply(map, std::move(claim.left));
    claim.right = apply(map, std::move(claim.right));
    claim.cites.push_back("block-" + block.name);
  }
  claim.right = act(std::move(claim.right));
  return claim;
}

} // namespace

Term map_of(BlockTerm const& block, bool is_first) {
  Term map = layer_symbol(block.layers.front());
  for (std::size_t i = 1; i < block.layers.size(); ++i) {
    map = {"comp", {layer_symbol(block.layers[i]), std::move(map)}};
  }
  bool const is_concat = block.kind == BlockTerm::Kind::concat;
  std::string const copies = is_concat ? "concat" : "each";
  return {is_first ? "lift" : copies, {std::move(map)}};
}

Context layer_sorts(std::vector<BlockTerm> const& blocks) {
  Context sorts;
  Term input = symbol("X");
  for (BlockTerm const& block : blocks) {
    Term from = block.kind == BlockTerm::Kind::concat ? copies_of(input) : input;
    for (std::string const& layer : block.layers) {
      input = value_set(layer);
      sorts.emplace("layer_" + layer, Term{"Fun", {std::move(from), input}});
      from = input;
    }
  }
  return sorts;
}

Theorem network_theorem(std::vector<BlockTerm> const& blocks) {
  Context const sorts = layer_sorts(blocks);
  Theorem theorem{.id = "network", .claims = {}};
  Term input = symbol("X");
  for (BlockTerm const& block : blocks) {
    Context layers;
    for (std::string const& layer : block.layers) {
      layers.insert(*sorts.find("layer_" + layer));
    }
    theorem.claims.push_back(claim_of_block(block, layers, input));
    input = copies_of(value_set(block.layers.back()));
  }
  theorem.claims.push_back(claim_of_network(blocks, sorts));
  return theorem;
}

} // namespace equivarify::algebra::proof
