#include "equivarify/codegen/generate/blocking.hpp"
#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/generate/plan_builder.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

constexpr char const* cannot = "no code can be generated";

/// Walks through the layers and collects steps.
class Lowering {
public:
  explicit Lowering(Network const& network) : network_{network}, builder_{network} {}

  Plan run() {
    require_lifted(network_, cannot);
    PlannedValue value{.shape = network_.input};
    for (std::size_t b = 0; b < network_.blocks.size(); ++b) {
      Block const& block = network_.blocks[b];
      value.apart = block.equivarification == Equivarification::concat;
      value =
          builder_.whole(lower(block, child(child("/network", b), "layers"), value), block.name);
    }
    value = builder_.flattened(value);
    if (network_.outputs.empty()) {
      require_class_order(value);
    }
    if (network_.construction) {
      value = coinduce(value);
    }
    if (!network_.outputs.empty()) {
      read_heads(value);
    }
    return std::move(builder_).finished();
  }

private:
  PlannedValue lower(Block const& block, std::string const& place, PlannedValue const& input) {
    std::vector<PlannedValue> values{input};
    for (std::size_t l = 0; l < block.layers.size(); ++l) {
      Layer const& layer = block.layers[l];
      place_ = child(place, l);
      std::vector<PlannedValue> reads;
      for (std::size_t const value : layer.reads) {
        reads.push_back(values[value]);
      }
      values.push_back(add(layer, std::move(reads)));
    }
    return values.back();
  }

  /// Vectors hold their entries pixel by pixel, labels are numbered channel by channel.
  void require_class_order(PlannedValue const& value) const {
    bool const image = value.shape.rows * value.shape.columns > 1 && value.shape.channels > 1;
    if (image || value.gathered > 1) {
      throw InputError{
          {.pointer = place_,
           .summary = cannot,
           .found = "labels that come straight from a flattened image or from concatenated copies",
           .expected = "a dense layer at the end"}};
    }
  }

  /// The outputs for all of G from those of the copies that the construction needs.
  PlannedValue coinduce(PlannedValue const& value) {
    Construction const& construction = *network_.construction;
    return builder_.append({.name = name_of(construction.kind) + "_of_copies",
                            .work = Coinduce{},
                            .output = {.channels = construction.classes()},
                            .group_reason = "no arithmetic but means"},
                           {value});
  }

  /// The outputs from the copies.
  void read_heads(PlannedValue const& value) {
    std::size_t numbers = 0;
    std::size_t size = 0;
    for (Output const& output : network_.outputs) {
      numbers += output.head.size();
      size += output.shape.size();
    }
    EQUIVARIFY_ASSERT(value.gathered == 1 && value.shape.size() == size,
                      "outputs that are not the parts of a copy");
    builder_.append({.name = "outputs",
                     .work = ReadHeads{},
                     .output = {.channels = numbers},
                     .group_reason = "no arithmetic but means"},
                    {value});
  }

  PlannedValue add(Layer const& layer, std::vector<PlannedValue> reads) {
    PlannedValue const& read = reads.front();
    switch (structure_of(layer.operation)) {
    case StructuralClass::linear_in_windows:
      return append_convolution(layer, read);
    case StructuralClass::linear:
      return append_weighted(layer, builder_.flattened(read));
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
      return append_layer(layer, reads);
    case StructuralClass::reshape:
      return builder_.flattened(read);
    case StructuralClass::reduction_over_entries:
      return append_layer(layer, {builder_.whole(builder_.flattened(read), layer.name)});
    case StructuralClass::sum_of_values:
    case StructuralClass::product_of_values:
      return append_alike(layer, std::move(reads));
    case StructuralClass::values_in_a_row:
      return append_layer(layer, builder_.wholes(std::move(reads), layer.name));
    case StructuralClass::affine_in_channels:
    case StructuralClass::normalised:
      return append_norm(layer, builder_.whole(read, layer.name));
    case StructuralClass::part_of_entries:
      return append_part(layer, read);
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  /// \p layer on each copy.
  PlannedValue append_layer(Layer const& layer, std::vector<PlannedValue> const& reads) {
    std::vector<Shape> shapes;
    for (PlannedValue const& read : reads) {
      shapes.push_back(read.shape);
    }
    // Vectors keep the shape of the image that they were.
    bool const keeps_shape = reads.size() == 1 && reads.front().flat;
    Shape const output = keeps_shape ? shapes.front() : output_shape(layer.operation, shapes);
    return builder_.append({.name = layer.name, .work = layer.operation, .output = output}, reads);
  }

  /// A part that is a vector is one at once.
  PlannedValue append_part(Layer const& layer, PlannedValue const& read) {
    PlannedValue const result = append_layer(layer, {read});
    return layer.output.is_flat() ? builder_.flattened(result) : result;
  }

  /// A sum or a product of values that all stand apart is one of their copies.
  PlannedValue append_alike(Layer const& layer, std::vector<PlannedValue> reads) {
    bool const all_apart = std::all_of(
        reads.begin(), reads.end(), [](PlannedValue const& value) { return value.apart; });
    return append_layer(
        layer, all_apart ? std::move(reads) : builder_.wholes(std::move(reads), layer.name));
  }

  PlannedValue append_norm(Layer const& layer, PlannedValue const& read) {
    PlannedValue const result = append_layer(layer, {read});
    describe_norm(builder_.plan(), builder_.last_step(result.flat));
    return result;
  }

  /// A convolution in groups, each of which sees some of the copies' channels, or a transposed one
  /// goes copy by copy.
  PlannedValue append_convolution(Layer const& layer, PlannedValue const& read) {
    Window const window = window_of(layer);
    bool const mixes = window.groups == 1 && !window.transposed;
    return append_weighted(layer, mixes ? read : builder_.whole(read, layer.name));
  }

  /// A weighted sum: it makes of copies that stand apart what the layer says.
  PlannedValue append_weighted(Layer const& layer, PlannedValue const& read) {
    PlannedValue result = builder_.append(
        {.name = layer.name, .work = layer.operation, .output = layer.output}, {read});
    result.gathered = 1;
    describe_weighted(
        builder_.plan(), builder_.last_step(result.flat), std::exchange(result.apart, false));
    return result;
  }

  Network const& network_;
  PlanBuilder builder_;
  std::string place_; ///< the JSON pointer of the layer at hand
};

} // namespace

Plan lower_directly(Network const& network) {
  Plan plan = Lowering{network}.run();
  drop_dropout(plan);
  return plan;
}

Plan lower(Network const& network, LowerOptions const& options) {
  Plan plan = options.keeps_dropout ? Lowering{network}.run() : lower_directly(network);
  plan.options = options;
  for (Pass const& pass : passes()) {
    run_pass(pass, options.uses(pass.name), plan);
  }
  choose_blocking(plan);
  return plan;
}

} // namespace equivarify::codegen
