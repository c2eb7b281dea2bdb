#include "equivarify/codegen/spec/reads.hpp"

#include "equivarify/codegen/layers/dropout.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/input_parts.hpp"

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
  /// Of the block number \p index among \p blocks.
  BlockReader(Spec const& spec,
              std::vector<BlockSpec> const& blocks,
              std::size_t index,
              std::map<std::string, std::string> const& blocks_of_layers,
              Problems& problems)
      : spec_{spec}, block_{blocks[index]}, index_{index}, parts_{index == 0
                                                                      ? spec.input.parts.size()
                                                                      : 0},
        blocks_{blocks_of_layers}, problems_{problems} {}

  BlockReads run() {
    BlockReads reads(parts_, {0});
    for (std::size_t i = 0; i < parts_; ++i) {
      sources_.push_back(names_.size());
      names_.push_back(block_.layers[i].name);
    }
    for (std::size_t i = parts_; i < block_.layers.size(); ++i) {
      LayerSpec const& layer = block_.layers[i];
      reads.push_back(read_by(layer, place_of(i)));
      sources_.push_back(source_of(layer, reads.back()));
      names_.push_back(layer.name);
    }
    refuse_unread(reads);
    return reads;
  }

private:
  std::vector<std::size_t> read_by(LayerSpec const& layer, std::string const& place) {
    if (layer.inputs.empty()) {
      expect_count(layer, 1, place);
      refuse_no_part(layer, place);
      return {names_.size() - 1};
    }
    std::vector<std::size_t> values;
    for (std::size_t i = 0; i < layer.inputs.size(); ++i) {
      values.push_back(value_called(layer.inputs[i], child(child(place, "inputs"), i)));
    }
    expect_count(layer, values.size(), child(place, "inputs"));
    refuse_twice(layer, values, place);
    return values;
  }

  /// Code that trains leaves a gradient for each value that a layer reads, at one place for each
  /// value.
  void refuse_twice(LayerSpec const& layer,
                    std::vector<std::size_t> const& values,
                    std::string const& place) {
    std::map<std::size_t, std::string> read;
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::string const& name = layer.inputs[i];
      if (names_[values[i]] != name) {
        continue; // a name that is none, and a problem already
      }
      auto const [same, is_new] = read.emplace(sources_[values[i]], name);
      if (!is_new) {
        problems_.add({.pointer = child(child(place, "inputs"), i),
                       .summary = fmt::format("layer \"{}\" reads one value twice", layer.name),
                       .found = same->second == name ? fmt::format("{} again", in_quotes(name))
                                                     : fmt::format("{}, the same entries as {}",
                                                                   in_quotes(name),
                                                                   in_quotes(same->second)),
                       .expected = "different values",
                       .blocking = false});
      }
    }
  }

  /// The value whose entries generated code may take for those of \p layer, which is its own but
  /// for what only flattens, or drops nothing but in training.
  [[nodiscard]] std::size_t source_of(LayerSpec const& layer,
                                      std::vector<std::size_t> const& reads) const {
    bool const is_same = structure_of(layer.operation) == StructuralClass::reshape ||
                         layer.operation.as<Dropout>() != nullptr;
    return is_same ? sources_[reads.front()] : names_.size();
  }

  /// The first layer has none before it but the parts, of which it says which it reads.
  void refuse_no_part(LayerSpec const& layer, std::string const& place) {
    if (parts_ != 0 && names_.size() == parts_ + 1) {
      problems_.add({.pointer = child(place, "inputs"),
                     .summary = fmt::format(
                         "layer \"{}\" does not say which part of the input it reads", layer.name),
                     .found = "no \"inputs\"",
                     .expected = one_of({names_.begin() + 1, names_.end()})});
    }
  }

  /// The last value where there is none of that name, so that one run finds all problems.
  std::size_t value_called(std::string const& name, std::string const& place) {
    auto const first = names_.begin() + (parts_ == 0 ? 0 : 1); // all parts together are no value
    auto const found = std::find(first, names_.end(), name);
    if (found == names_.end()) {
      std::vector<std::string> const choices{first, names_.end()};
      problems_.add({.pointer = place,
                     .summary = "no value that the layer can read",
                     .found = in_quotes(name) + where(name),
                     .expected = one_of(choices),
                     .nearest = blocks_.contains(name) ? "" : suggestion(name, choices)});
      return names_.size() - 1;
    }
    return static_cast<std::size_t>(found - names_.begin());
  }

  /// Where the layer \p name stands, so that it cannot be read.
  [[nodiscard]] std::string where(std::string const& name) const {
    auto const block = blocks_.find(name);
    if (block == blocks_.end() && parts_ != 0 && name == block_input) {
      return ", but the input has parts";
    }
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
        problems_.add({.pointer = place_of(i),
                       .summary = i < parts_ ? "a part of the input that nothing reads"
                                             : "a value that nothing reads",
                       .found = fmt::format("no layer that reads \"{}\"", block_.layers[i].name),
                       .expected = "its name among the \"inputs\" of a later layer of the block",
                       .blocking = false});
      }
    }
  }

  [[nodiscard]] std::string place_of(std::size_t layer) const {
    return layer_pointer(spec_, index_, layer);
  }

  Spec const& spec_;
  BlockSpec const& block_;
  std::size_t index_;
  std::size_t parts_; ///< of the input, whose layers come first
  std::map<std::string, std::string> const& blocks_;
  Problems& problems_;
  std::vector<std::string> names_{block_input}; ///< of the values so far
  std::vector<std::size_t> sources_{0};         ///< of each value, see source_of
};

} // namespace

std::vector<BlockReads> resolve_reads(Spec const& spec, Problems& problems) {
  auto const names = blocks_of_layers(spec);
  std::vector<BlockSpec> const blocks = blocks_with_parts(spec);
  std::vector<BlockReads> reads;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    reads.push_back(BlockReader{spec, blocks, i, names, problems}.run());
  }
  return reads;
}

} // namespace equivarify::codegen
