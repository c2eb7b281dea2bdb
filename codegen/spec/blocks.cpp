#include "equivarify/codegen/spec/blocks.hpp"

#include "equivarify/codegen/spec/carrier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

std::string block_pointer(std::size_t block) {
  return child("/network", block);
}

std::string layer_pointer(std::size_t block, std::size_t layer) {
  return child(child(block_pointer(block), "layers"), layer);
}

/// Follows the shape of one copy through the blocks.
class ShapeWalk {
public:
  ShapeWalk(Spec const& spec, BlockDemands const& demands, Problems& problems)
      : spec_{spec}, demands_{demands}, problems_{problems}, shape_{spec.input.shape} {}

  std::vector<Block> blocks() {
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < spec_.network.size(); ++i) {
      auto block = resolve(i);
      if (!block) {
        return {};
      }
      blocks.push_back(*std::move(block));
    }
    expect_one_output_a_class();
    return blocks;
  }

private:
  std::optional<Block> resolve(std::size_t index) {
    BlockSpec const& spec = spec_.network[index];
    bool const is_plain = spec.equivarification == Equivarification::none;
    if (is_plain) {
      refuse_plain_block(index);
    }
    if (spec.equivarification == Equivarification::concat) {
      refuse_concat_of_no_copies(index);
      refuse_concat_of_one_map(index);
      shape_.channels *= demands_.copies;
    } else if (is_plain && carrier_ == Carrier::copies) {
      shape_.channels *= demands_.copies;
    }
    Block block{.name = spec.name, .equivarification = spec.equivarification, .layers = {}};
    for (std::size_t i = 0; i < spec.layers.size(); ++i) {
      auto layer = resolve(spec.layers[i], layer_pointer(index, i));
      if (!layer) {
        return std::nullopt;
      }
      carrier_ = next_carrier(carrier_, *layer, demands_.copies);
      block.layers.push_back(*std::move(layer));
    }
    leave(is_plain);
    return block;
  }

  std::optional<Layer> resolve(LayerSpec const& spec, std::string const& pointer) {
    refuse_ties_of_nothing(spec, pointer);
    try {
      Layer layer{.name = spec.name,
                  .operation = spec.operation,
                  .input = shape_,
                  .output = output_shape(spec.operation, shape_)};
      shape_ = layer.output;
      return is_small_enough(layer, pointer) ? std::optional{std::move(layer)} : std::nullopt;
    } catch (ShapeError const& error) {
      problems_.add({.pointer = pointer,
                     .summary = fmt::format("layer \"{}\" {}", spec.name, error.what_is_wrong()),
                     .found = error.found(),
                     .expected = error.expected()});
      return std::nullopt;
    }
  }

  bool is_small_enough(Layer const& layer, std::string const& pointer) {
    std::size_t const size =
        std::max({layer.input.size(), layer.output.size(), layer.parameters()});
    if (size <= largest_size) {
      return true;
    }
    problems_.add({.pointer = pointer,
                   .summary = fmt::format("layer \"{}\" is too large", layer.name),
                   .found = fmt::format("{} entries or weights", size),
                   .expected = fmt::format("at most {}", largest_size)});
    return false;
  }

  /// Behind a lifted block there are copies; behind one used as it is, those that are left of them.
  void leave(bool is_plain) {
    carrier_ = is_plain ? carrier_ : Carrier::copies;
    shape_.channels /= is_plain && carrier_ == Carrier::copies ? demands_.copies : 1;
  }

  void refuse_concat_of_no_copies(std::size_t index) {
    if (carrier_ != Carrier::copies) {
      problems_.add(
          {.pointer = child(block_pointer(index), "equivarify"),
           .summary = "nothing to concatenate",
           .found = index == 0
                        ? "\"concat\" on the first block, whose input is one image and not copies"
                        : "\"concat\" behind a block that leaves no copies",
           .expected = "\"lift\""});
    }
  }

  void refuse_concat_of_one_map(std::size_t index) {
    if (demands_.lifts_alone && index != 0) {
      problems_.add(
          {.pointer = child(block_pointer(index), "equivarify"),
           .summary = "no concatenation in this construction",
           .found = "\"concat\"",
           .expected = "\"lift\": all layers together are the map that it makes equivariant"});
    }
  }

  void refuse_plain_block(std::size_t index) {
    if (demands_.constructed) {
      problems_.add({.pointer = child(block_pointer(index), "equivarify"),
                     .summary = "no block as it is in this construction",
                     .found = "\"none\"",
                     .expected = "\"lift\": a construction makes every block equivariant"});
    }
  }

  void refuse_ties_of_nothing(LayerSpec const& spec, std::string const& pointer) {
    if (is_tied(spec.operation) && !demands_.may_tie) {
      problems_.add({.pointer = child(pointer, "tied"),
                     .summary = "nothing to tie weights by",
                     .found = R"("tied" in a spec without "already")",
                     .expected = "\"already\" with the subgroup that moves the weights",
                     .blocking = false});
    }
  }

  void expect_one_output_a_class() {
    std::size_t const classes = spec_.labels.classes.size();
    std::size_t const outputs = demands_.sheets * classes;
    if (problems_.blocked("/labels/classes") || shape_ == Shape{.channels = outputs}) {
      return;
    }
    std::string const whose =
        demands_.sheets == 1 ? "one for each of /labels/classes"
                             : fmt::format("one for each of {} elements and {} /labels/classes",
                                           demands_.sheets,
                                           classes);
    std::size_t const last = spec_.network.size() - 1;
    problems_.add({.pointer = layer_pointer(last, spec_.network[last].layers.size() - 1),
                   .summary = "the last output does not fit the labels",
                   .found = fmt::format("an output of {}", to_string(shape_)),
                   .expected = fmt::format("{}, {}", outputs, whose)});
  }

  Spec const& spec_;
  BlockDemands demands_;
  Problems& problems_;
  Shape shape_;
  Carrier carrier_ = Carrier::plane; ///< of the value so far
};

} // namespace

std::vector<Block>
resolve_blocks(Spec const& spec, BlockDemands const& demands, Problems& problems) {
  return ShapeWalk{spec, demands, problems}.blocks();
}

} // namespace equivarify::codegen
