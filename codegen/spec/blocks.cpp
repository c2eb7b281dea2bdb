#include "equivarify/codegen/spec/blocks.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/input_parts.hpp"
#include "equivarify/codegen/spec/reads.hpp"
#include "equivarify/codegen/spec/tie_checks.hpp"
#include "equivarify/codegen/spec/value_action.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

std::string block_pointer(std::size_t block) {
  return child("/network", block);
}

/// Follows the shape of one copy through the blocks.
class ShapeWalk {
public:
  ShapeWalk(Spec const& spec, BlockDemands const& demands, Problems& problems)
      : spec_{spec}, network_{blocks_with_parts(spec)}, demands_{demands}, problems_{problems},
        shape_{spec.input.shape},
        is_vector_{!spec.input.parts.empty()}, action_{whole(PartKind::planes, shape_.channels)} {}

  std::vector<Block> blocks() {
    reads_ = resolve_reads(spec_, problems_);
    if (problems_.blocked("/network")) {
      return {};
    }
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < network_.size(); ++i) {
      auto block = resolve(i);
      if (!block) {
        return {};
      }
      blocks.push_back(*std::move(block));
    }
    if (spec_.output.empty()) {
      expect_one_output_a_class();
    } else {
      expect_all_outputs();
    }
    return blocks;
  }

private:
  std::optional<Block> resolve(std::size_t index) {
    BlockSpec const& spec = network_[index];
    bool const is_plain = spec.equivarification == Equivarification::none;
    if (is_plain) {
      refuse_plain_block(index);
    }
    if (spec.equivarification == Equivarification::concat) {
      refuse_concat_of_no_copies(index);
      refuse_concat_of_one_map(index);
      shape_.channels *= demands_.copies;
    } else if (is_plain && action_.is_copies()) {
      shape_.channels *= demands_.copies;
      action_ = whole(PartKind::copies, shape_.channels);
    }
    Block block{.name = spec.name, .equivarification = spec.equivarification, .layers = {}};
    values_ = {{.shape = shape_, .is_vector = is_vector_, .action = action_}};
    for (std::size_t i = 0; i < spec.layers.size(); ++i) {
      std::string const pointer = layer_pointer(spec_, index, i);
      refuse_ties_of_nothing(spec.layers[i], demands_.tied_by, is_plain, pointer, problems_);
      auto layer = resolve(spec.layers[i], reads_[index][i], pointer);
      if (!layer) {
        return std::nullopt;
      }
      block.layers.push_back(*std::move(layer));
    }
    shape_ = values_.back().shape;
    is_vector_ = values_.back().is_vector;
    leave(is_plain ? values_.back().action : whole(PartKind::copies, shape_.channels), is_plain);
    return block;
  }

  std::optional<Layer>
  resolve(LayerSpec const& spec, std::vector<std::size_t> reads, std::string const& pointer) {
    std::vector<Shape> inputs;
    std::vector<ValueAction> actions;
    for (std::size_t const value : reads) {
      inputs.push_back(values_[value].shape);
      actions.push_back(values_[value].action);
    }
    try {
      Shape const output = output_shape(spec.operation, inputs);
      refuse_windows_on_vector(spec, reads.front(), pointer);
      refuse_vector_with_planes(spec, reads, pointer);
      refuse_groups_that_are_none(spec, output, demands_.tied_by, pointer, problems_);
      bool const is_vector = makes_vector(spec, reads.front(), output);
      Layer layer{.name = spec.name,
                  .operation = spec.operation,
                  .inputs = std::move(inputs),
                  .output = output,
                  .reads = std::move(reads)};
      values_.push_back({.shape = output,
                         .is_vector = is_vector,
                         .action = action_after(layer, actions, demands_.copies)});
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
    std::size_t const size = std::max({layer.entries(), layer.output.size(), layer.parameters()});
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
  void leave(ValueAction action, bool is_plain) {
    action_ = std::move(action);
    shape_.channels /= is_plain && action_.is_copies() ? demands_.copies : 1;
  }

  /// Whether \p output, that \p layer makes of the value numbered \p read, is a vector for good.
  [[nodiscard]] bool
  makes_vector(LayerSpec const& layer, std::size_t read, Shape const& output) const {
    switch (structure_of(layer.operation)) {
    case StructuralClass::linear:
    case StructuralClass::reshape:
    case StructuralClass::reduction_over_entries:
      return true;
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
    case StructuralClass::linear_in_windows:
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
    case StructuralClass::sum_of_values:
    case StructuralClass::product_of_values:
    case StructuralClass::values_in_a_row:
    case StructuralClass::affine_in_channels:
    case StructuralClass::normalised:
      return values_[read].is_vector;
    case StructuralClass::part_of_entries:
      return output.is_flat();
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  void
  refuse_windows_on_vector(LayerSpec const& layer, std::size_t read, std::string const& pointer) {
    bool const has_windows =
        layer.operation.type().window(layer.operation, values_[read].shape).has_value();
    if (has_windows && values_[read].is_vector) {
      problems_.add({.pointer = pointer,
                     .summary = fmt::format("layer \"{}\" after a vector", layer.name),
                     .found = fmt::format("type \"{}\" on a value that was flattened or went "
                                          "through a layer on vectors before",
                                          type_name(layer.operation)),
                     .expected = "layers with windows in front of those on vectors"});
    }
  }

  /// Vectors and planes of one entry have one shape and lie differently in memory.
  void refuse_vector_with_planes(LayerSpec const& layer,
                                 std::vector<std::size_t> const& reads,
                                 std::string const& pointer) {
    for (std::size_t i = 1; i < reads.size(); ++i) {
      Value const& value = values_[reads[i]];
      Value const& first = values_[reads.front()];
      if (value.is_vector != first.is_vector) {
        bool const can_be_vector = (value.is_vector ? first : value).shape.is_flat();
        problems_.add(
            {.pointer = child(child(pointer, "inputs"), i),
             .summary = fmt::format("layer \"{}\" puts a vector and planes together", layer.name),
             .found = value.is_vector ? "a vector after planes" : "planes after a vector",
             .expected = can_be_vector
                             ? "vectors alone or planes alone; put a layer of type \"flatten\" "
                               "after the planes of one entry"
                             : "planes alone; on planes of one entry a layer of type \"conv2d\" "
                               "with kernel 1 does what \"dense\" does on a vector"});
      }
    }
  }

  void refuse_concat_of_no_copies(std::size_t index) {
    if (!action_.is_copies()) {
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

  void expect_one_output_a_class() {
    std::size_t const classes = spec_.labels.classes.size();
    std::size_t const outputs = demands_.sheets * classes;
    std::string const names = child(spec_.labels.place, "classes");
    if (problems_.blocked(names) || problems_.blocked("/output") ||
        shape_ == Shape{.channels = outputs}) {
      return;
    }
    std::string const whose =
        demands_.sheets == 1
            ? fmt::format("one for each of {}", names)
            : fmt::format("one for each of {} elements and {} {}", demands_.sheets, classes, names);
    problems_.add({.pointer = last_layer_pointer(),
                   .summary = "the last output does not fit the labels",
                   .found = fmt::format("an output of {}", to_string(shape_)),
                   .expected = fmt::format("{}, {}", outputs, whose)});
  }

  [[nodiscard]] std::string last_layer_pointer() const {
    std::size_t const last = network_.size() - 1;
    return layer_pointer(spec_, last, network_[last].layers.size() - 1);
  }

  /// The outputs cut the last value of each copy into parts, and leave nothing.
  void expect_all_outputs() {
    if (!action_.is_copies()) {
      problems_.add({.pointer = child(block_pointer(network_.size() - 1), "equivarify"),
                     .summary = "no copies for a head",
                     .found = "\"none\" on a block that leaves no copies",
                     .expected = "\"lift\", or \"none\" on a block that leaves one copy for each "
                                 "element: a head maps the copies"});
    }
    std::size_t sum = 0;
    std::string parts;
    for (OutputSpec const& output : spec_.output) {
      sum += output.shape.size();
      parts += fmt::format(
          "{}{} of {}", parts.empty() ? "" : ", ", to_string(output.shape), in_quotes(output.name));
    }
    if (sum != shape_.size()) {
      problems_.add({.pointer = last_layer_pointer(),
                     .summary = "the last value is not cut into the outputs",
                     .found = fmt::format("{} numbers for each copy{}",
                                          shape_.size(),
                                          shape_.is_flat() ? "" : ", " + to_string(shape_)),
                     .expected = fmt::format("{} numbers: {}", sum, parts)});
    }
  }

  /// A value of the block at hand.
  struct Value {
    Shape shape;
    bool is_vector = false; ///< whether it was flattened or went through a layer on vectors
    ValueAction action{};   ///< that is claimed in a block used as it is
  };

  Spec const& spec_;
  std::vector<BlockSpec> network_;
  BlockDemands demands_;
  Problems& problems_;
  std::vector<BlockReads> reads_;
  std::vector<Value> values_;
  Shape shape_; ///< of what the next block reads
  bool is_vector_ = false;
  ValueAction action_; ///< on it
};

} // namespace

std::vector<Block>
resolve_blocks(Spec const& spec, BlockDemands const& demands, Problems& problems) {
  return ShapeWalk{spec, demands, problems}.blocks();
}

} // namespace equivarify::codegen
