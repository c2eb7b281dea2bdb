#include "equivarify/codegen/audit/spec/spec_network.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/copies.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/reads.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::vector<NetworkBlock> blocks_of(json const& spec, bool over_quotient, std::size_t order) {
  std::vector<NetworkBlock> blocks;
  Copies copies = Copies::none;
  for (json const& block : member(spec, "network")) {
    std::string const kind = text(block, "equivarify");
    NetworkBlock& read = blocks.emplace_back(NetworkBlock{text(block, "name"), kind, {}});
    demand(kind == "lift" || kind == "none" || (kind == "concat" && copies == Copies::whole),
           "no theorem speaks of the block " + read.name);
    read.layers = maps_of(block);
    demand(!read.layers.empty(), "a block has no layers");
    copies = kind == "none" ? copies_behind(block, copies, order) : Copies::whole;
    read.gives_copies = copies == Copies::whole;
    read.how += over_quotient ? "_N" : "";
  }
  demand(!blocks.empty(), "a network has no blocks");
  return blocks;
}

/// All \p blocks as one map F, which is made equivariant as a whole.
std::vector<NetworkBlock> as_one_map(std::vector<NetworkBlock> const& blocks,
                                     std::string const& construction) {
  NetworkBlock whole{construction, construction == "reynolds" ? "average" : "posed", {}};
  for (NetworkBlock const& block : blocks) {
    demand(block.how == "lift", "no theorem speaks of the block " + block.name);
    whole.layers.insert(whole.layers.end(), block.layers.begin(), block.layers.end());
  }
  if (construction == "coinduction") {
    return {whole};
  }
  return {whole, {"Sheet", "lift", {"Sheet"}}}; // F gives a sheet for each element
}

std::vector<NetworkOutput> outputs_of(json const& spec) {
  std::vector<NetworkOutput> outputs;
  json const all = spec.value("output", json::object());
  for (auto const& [name, output] : all.items()) {
    outputs.push_back({name, text(output, "head") == "induced"});
  }
  return outputs;
}

} // namespace

Theory demands_of(json const& spec, std::size_t order) {
  std::string const construction = construction_of(spec);
  bool const quotient = construction == "kernel_quotient";
  bool const one_map = construction != "g_product" && !quotient;
  demand(construction == "g_product" || quotient || construction == "reynolds" ||
             construction == "canonical" || construction == "coinduction",
         "no theorem speaks of the construction " + construction);
  std::vector<NetworkOutput> const outputs = outputs_of(spec);
  bool const induces = std::any_of(
      outputs.begin(), outputs.end(), [](auto const& output) { return output.induced; });
  Theory result = theory();
  std::erase_if(result.theorems, [&](DemandedTheorem const& theorem) {
    bool const needed = theorem.id == "quotient" ? quotient : one_map || induces;
    return theorem.of_construction && !needed;
  });
  std::vector<NetworkBlock> const blocks = blocks_of(spec, quotient, order);
  result.theorems.push_back(network_demand(one_map ? as_one_map(blocks, construction) : blocks,
                                           outputs,
                                           construction == "coinduction",
                                           result));
  return result;
}

} // namespace equivarify::audit
