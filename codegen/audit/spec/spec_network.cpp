#include "equivarify/codegen/audit/spec/spec_network.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// Rows and columns of one copy with its channels, followed through the layers.
struct Sizes {
  std::size_t channels;
  std::size_t rows;
  std::size_t columns;
};

/// The windows of \p size that fit in \p extent, \p stride apart.
std::size_t windows(std::size_t extent, json const& size, json const& stride, std::size_t axis) {
  std::size_t const window = size.at(axis).get<std::size_t>();
  std::size_t const step = stride.at(axis).get<std::size_t>();
  demand(step != 0 && window <= extent, "a window does not fit");
  return (extent - window) / step + 1;
}

/// The weights of \p layer, whose output \p sizes becomes.
std::size_t count_weights(json const& layer, Sizes& sizes) {
  std::string const type = text(layer, "type");
  if (type == "dense") {
    std::size_t const inputs = std::exchange(sizes.channels, layer.at("units").get<std::size_t>());
    return (inputs + 1) * sizes.channels;
  }
  if (type == "flatten") {
    sizes = {sizes.channels * sizes.rows * sizes.columns, 1, 1};
  }
  if (type == "global_average_pool2d") {
    sizes.rows = sizes.columns = 1;
  }
  bool const is_conv = type == "conv2d";
  json const size = is_conv ? layer.at("kernel") : layer.value("size", json());
  if (!size.is_null() && layer.value("padding", "valid") == "valid") {
    sizes.rows = windows(sizes.rows, size, layer.at("stride"), 0);
    sizes.columns = windows(sizes.columns, size, layer.at("stride"), 1);
  }
  if (!is_conv) {
    return 0;
  }
  std::size_t const inputs = std::exchange(sizes.channels, layer.at("filters").get<std::size_t>());
  std::size_t const kernel = size.at(0).get<std::size_t>() * size.at(1).get<std::size_t>();
  return (inputs * kernel + 1) * sizes.channels;
}

/// Whether g permutes copies, one for each of \p order elements, behind \p layer, where it does so
/// or does not before.
bool leaves_copies(json const& layer, std::size_t order, bool before) {
  std::string const type = text(layer, "type");
  bool const is_vector = type == "flatten" || type == "dense";
  bool const mixes = type == "conv2d" && layer.at("filters").get<std::size_t>() % order != 0;
  return before && !is_vector && !mixes;
}

std::vector<NetworkBlock> blocks_of(json const& spec, bool over_quotient, std::size_t order) {
  std::vector<NetworkBlock> blocks;
  bool copies = false;
  for (json const& block : member(spec, "network")) {
    std::string const kind = text(block, "equivarify");
    NetworkBlock& read = blocks.emplace_back(NetworkBlock{text(block, "name"), kind, {}});
    demand(kind == "lift" || kind == "none" || (kind == "concat" && copies),
           "no theorem speaks of the block " + read.name);
    for (json const& layer : member(block, "layers")) {
      read.layers.push_back(text(layer, "name"));
      copies = leaves_copies(layer, order, copies);
    }
    demand(!read.layers.empty(), "a block has no layers");
    copies = copies || kind != "none";
    read.gives_copies = copies;
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

} // namespace

std::string construction_of(json const& spec) {
  std::string const named =
      spec.contains("construction") ? text(spec, "construction") : "g_product";
  return spec.contains("already") ? "coinduction" : named;
}

Theory demands_of(json const& spec, std::size_t order) {
  std::string const construction = construction_of(spec);
  bool const quotient = construction == "kernel_quotient";
  bool const one_map = construction != "g_product" && !quotient;
  demand(construction == "g_product" || quotient || construction == "reynolds" ||
             construction == "canonical" || construction == "coinduction",
         "no theorem speaks of the construction " + construction);
  Theory result = theory();
  std::erase_if(result.theorems, [&](DemandedTheorem const& theorem) {
    bool const needed = theorem.id == "quotient" ? quotient : one_map;
    return theorem.of_construction && !needed;
  });
  std::vector<NetworkBlock> const blocks = blocks_of(spec, quotient, order);
  result.theorems.push_back(network_demand(
      one_map ? as_one_map(blocks, construction) : blocks, construction == "coinduction", result));
  return result;
}

std::size_t parameters_of(json const& spec, std::size_t copies) {
  json const& shape = member(member(spec, "input"), "shape");
  Sizes sizes{shape.at(0), shape.at(1), shape.at(2)};
  std::size_t sum = 0;
  bool has_copies = false;
  for (json const& block : member(spec, "network")) {
    bool const as_it_is = text(block, "equivarify") == "none";
    bool const sees_all = as_it_is ? has_copies : text(block, "equivarify") == "concat";
    sizes.channels *= sees_all ? copies : 1;
    for (json const& layer : member(block, "layers")) {
      sum += count_weights(layer, sizes);
      has_copies = leaves_copies(layer, copies, has_copies);
    }
    sizes.channels /= as_it_is && has_copies ? copies : 1;
    has_copies = has_copies || !as_it_is;
  }
  return sum;
}

} // namespace equivarify::audit
