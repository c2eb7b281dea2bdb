#include "equivarify/codegen/spec/reads.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

/// The layer names of a network by the blocks that they are in.
std::map<std::string, std::string> blocks_of_layers(Spec const& spec) {
  std::map<std::string, std::string> result;
  for (BlockSpec const& block : spec.network) {
    for (LayerSpec const& layer : block.layers) {
      result.emplace(layer.name, block.name);
    }
  }
  return result;
}

/// Resolves the names in one block.
class BlockReader {
public:
  BlockReader(BlockSpec const& block,
              std::string place,
              std::map<std::string, std::string> const& blocks,
              Problems& problems)
      : block_{block}, place_{std::move(place)}, blocks_{blocks}, problems_{problems} {}

  BlockReads run() {
    BlockReads reads;
    for (LayerSpec const& layer : block_.layers) {
      reads.push_back(read_by(layer, child(child(place_, "layers"), reads.size())));
      names_.push_back(layer.name);
    }
    refuse_unread(reads);
    return reads;
  }

private:
  std::vector<std::size_t> read_by(LayerSpec const& layer, std::string const& place) {
    if (layer.inputs.empty()) {
      expect_count(layer, 1, place);
      return {names_.size() - 1};
    }
    std::vector<std::size_t> values;
    for (std::size_t i = 0; i < layer.inputs.size(); ++i) {
      values.push_back(value_called(layer.inputs[i], child(child(place, "inputs"), i)));
    }
    expect_count(layer, values.size(), child(place, "inputs"));
    return values;
  }

  /// The last value where there is none of that name, so that one run finds all problems.
  std::size_t value_called(std::string const& name, std::string const& place) {
    auto const found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) {
      problems_.add({.pointer = place,
                     .summary = "no value that the layer can read",
                     .found = in_quotes(name) + where(name),
                     .expected = one_of(names_),
                     .nearest = blocks_.contains(name) ? "" : suggestion(name, names_)});
      return names_.size() - 1;
    }
    return static_cast<std::size_t>(found - names_.begin());
  }

  /// Where the layer \p name stands, so that it cannot be read.
  [[nodiscard]] std::string where(std::string const& name) const {
    auto const block = blocks_.find(name);
    if (block == blocks_.end()) {
      return {};
    }
    if (block->second != block_.name) {
      return fmt::format(", a layer of block \"{}\": a block sees of others what it reads, \"{}\"",
                         block->second,
                         block_input);
    }
    return name == block_.layers[names_.size() - 1].name ? ", the layer itself"
                                                         : ", a layer that comes later";
  }

  void expect_count(LayerSpec const& layer, std::size_t count, std::string const& place) {
    auto const [least, greatest] = layer.operation.type().reads();
    if (count < least || count > greatest) {
      problems_.add(
          {.pointer = place,
           .summary = fmt::format("layer \"{}\" reads {}",
                                  layer.name,
                                  count < least ? "too few values" : "too many values"),
           .found = fmt::format("{} value{}", count, count == 1 ? "" : "s"),
           .expected =
               least == greatest
                   ? fmt::format("{} for a layer of type \"{}\"", least, type_name(layer.operation))
                   : fmt::format("\"inputs\" with at least {} names for a layer "
                                 "of type \"{}\"",
                                 least,
                                 type_name(layer.operation))});
    }
  }

  void refuse_unread(BlockReads const& reads) {
    std::set<std::size_t> read{block_.layers.size()}; // the block's last value
    for (auto const& values : reads) {
      read.insert(values.begin(), values.end());
    }
    for (std::size_t i = 0; i < reads.size(); ++i) {
      if (!read.contains(i + 1)) {
        problems_.add({.pointer = child(child(place_, "layers"), i),
                       .summary = "a value that nothing reads",
                       .found = fmt::format("no layer that reads \"{}\"", block_.layers[i].name),
                       .expected = "its name among the \"inputs\" of a later layer of the block",
                       .blocking = false});
      }
    }
  }

  BlockSpec const& block_;
  std::string place_;
  std::map<std::string, std::string> const& blocks_;
  Problems& problems_;
  std::vector<std::string> names_{block_input}; ///< of the values so far
};

} // namespace

std::vector<BlockReads> resolve_reads(Spec const& spec, Problems& problems) {
  auto const blocks = blocks_of_layers(spec);
  std::vector<BlockReads> reads;
  for (BlockSpec const& block : spec.network) {
    reads.push_back(BlockReader{block, child("/network", reads.size()), blocks, problems}.run());
  }
  return reads;
}

} // namespace equivarify::codegen
