#include "equivarify/algebra/proof/network_theorem.hpp"

#include <utility>

namespace equivarify::algebra::proof {
namespace {

using Kind = BlockTerm::Kind;

Term functions(char const* of, Term values) {
  return {"Map", {symbol(of), std::move(values)}};
}

bool is_concat(Kind kind) {
  return kind == Kind::concat || kind == Kind::quotient_concat;
}

/// The layers of \p block, one after another.
Term plain_map(BlockTerm const& block) {
  Term map = symbol("layer_" + block.layers.front());
  for (std::size_t i = 1; i < block.layers.size(); ++i) {
    map = {"comp", {symbol("layer_" + block.layers[i]), std::move(map)}};
  }
  return map;
}

/// The set of the values of \p layer in \p block.
Term set_behind(std::string const& layer, BlockTerm const& block) {
  if (layer != block.layers.back()) {
    return symbol("Z_" + layer);
  }
  if (is_symmetrized(block.kind)) {
    return symbol("Y");
  }
  Term set = symbol("Z_" + layer);
  return block.kind == Kind::plain && block.gives_copies ? functions("G", std::move(set)) : set;
}

/// The map of which the copies behind \p block are made; \p plain are its layers.
Term single_map(Kind kind, Term plain) {
  switch (kind) {
  case Kind::average:
    return {"average", {std::move(plain)}};
  case Kind::pose:
  case Kind::coinduction:
    return {"posed", {std::move(plain)}};
  default:
    return plain;
  }
}

/// The construction that makes copies of the map `single`.
std::string construction(Kind kind, bool on_each) {
  if (is_symmetrized(kind)) {
    return "coinduce";
  }
  char const* const over = is_quotient(kind) ? "_N" : "";
  return (is_concat(kind) ? "concat" : on_each ? "each" : "lift") + std::string{over};
}

/// Adds the layers, the maps and the output of \p stage, whose block and input are known.
void complete(Stage& stage) {
  Kind const kind = stage.block.kind;
  bool const on_each = is_copies(stage.input) && !is_concat(kind) && kind != Kind::plain;
  Term from = on_each ? stage.input.arguments[1] : stage.input;
  for (std::string const& layer : stage.block.layers) {
    Term const to = set_behind(layer, stage.block);
    stage.layers.emplace("layer_" + layer, Term{"Fun", {from, to}});
    from = to;
  }
  stage.single = single_map(kind, plain_map(stage.block));
  if (kind == Kind::plain) {
    stage.map = stage.single;
    stage.output = from;
  } else {
    stage.map = {construction(kind, on_each), {stage.single}};
    stage.output = functions(is_quotient(kind) ? "Q" : "G", from);
  }
}

} // namespace

bool is_copies(Term const& sort) {
  return sort.symbol == "Map";
}

bool is_quotient(BlockTerm::Kind kind) {
  return kind == Kind::quotient_lift || kind == Kind::quotient_concat;
}

bool is_symmetrized(BlockTerm::Kind kind) {
  return kind == Kind::average || kind == Kind::pose || kind == Kind::coinduction;
}

std::vector<Stage> stages(std::vector<BlockTerm> const& blocks) {
  std::vector<Stage> result;
  Term input = symbol("X");
  for (BlockTerm const& block : blocks) {
    Stage& stage = result.emplace_back(
        Stage{.block = block, .input = input, .map = {}, .single = {}, .output = {}, .layers = {}});
    complete(stage);
    input = stage.output;
  }
  return result;
}

} // namespace equivarify::algebra::proof
