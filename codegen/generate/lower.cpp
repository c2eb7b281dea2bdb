#include "equivarify/codegen/generate/blocking.hpp"
#include "equivarify/codegen/generate/passes.hpp"
#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/generate/vector_order.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

constexpr char const* cannot = "no code can be generated";

/// A value on its way through the plan.
struct Value {
  std::size_t number = 0;
  Shape shape{}; ///< of one copy
  bool flat = false;
  std::size_t gathered = 1; ///< copies that one vector holds
  /// The value is that of a block which sees the concatenated copies: layers that treat all copies
  /// alike leave them apart, until one takes them together.
  bool apart = false;
};

/// Walks through the layers and collects steps.
class Lowering {
public:
  explicit Lowering(Network const& network)
      : order_{network.copies()}, by_channel_{needs_channel_order(network)}, plan_{.network =
                                                                                       network} {
    plan_.copies = order_;
  }

  Plan run() {
    require_lifted(plan_.network, cannot);
    Value value{.shape = plan_.network.input};
    for (std::size_t b = 0; b < plan_.network.blocks.size(); ++b) {
      Block const& block = plan_.network.blocks[b];
      value.apart = block.equivarification == Equivarification::concat;
      value = whole(lower(block, child(child("/network", b), "layers"), value), block.name);
    }
    value = flattened(value);
    if (plan_.network.outputs.empty()) {
      require_class_order(value);
      coinduce(value);
    } else {
      read_heads(value);
    }
    return std::move(plan_);
  }

private:
  Value lower(Block const& block, std::string const& place, Value const& input) {
    std::vector<Value> values{input};
    for (std::size_t l = 0; l < block.layers.size(); ++l) {
      Layer const& layer = block.layers[l];
      place_ = child(place, l);
      std::vector<Value> reads;
      for (std::size_t const value : layer.reads) {
        reads.push_back(values[value]);
      }
      require_different(layer, reads);
      values.push_back(add(layer, std::move(reads)));
    }
    return values.back();
  }

  /// The steps on images, or those on vectors.
  std::vector<Step>& steps(bool flat) { return flat ? plan_.vector_steps : plan_.image_steps; }

  /// Adds \p step, which reads \p reads; what it makes stands apart as they do.
  Value append(Step step, std::vector<Value> const& reads) {
    for (Value const& read : reads) {
      step.inputs.push_back(read.shape);
      step.reads.push_back(read.number);
    }
    Value result = reads.front();
    step.gathered = result.gathered;
    step.value = plan_.next_value();
    result.number = step.value;
    result.shape = step.output;
    steps(result.flat).push_back(std::move(step));
    return result;
  }

  Step& last_step(bool flat) { return steps(flat).back(); }

  /// \p value with the copies put together as channels, where no linear layer has done so.
  Value whole(Value value, std::string const& where) {
    if (!std::exchange(value.apart, false)) {
      return value;
    }
    if (auto const known = wholes_.find(value.number); known != wholes_.end()) {
      return known->second;
    }
    bool const as_channels = !value.flat || by_channel_;
    Shape output = value.shape;
    output.channels *= as_channels ? order_ : 1;
    std::string const suffix = has_step(where + "_copies") ? fmt::format("_{}", value.number) : "";
    Value result = append({.name = where + "_copies" + suffix,
                           .work = ConcatenateCopies{},
                           .output = output,
                           .group_reason = "no linear layer takes the copies apart"},
                          {value});
    result.gathered *= as_channels ? 1 : order_;
    wholes_.emplace(value.number, result);
    return result;
  }

  bool has_step(std::string const& name) {
    auto const is_called = [&](Step const& step) { return step.name == name; };
    return std::any_of(plan_.image_steps.begin(), plan_.image_steps.end(), is_called) ||
           std::any_of(plan_.vector_steps.begin(), plan_.vector_steps.end(), is_called);
  }

  std::vector<Value> wholes(std::vector<Value> values, std::string const& where) {
    for (Value& value : values) {
      value = whole(value, where);
    }
    return values;
  }

  void require_different(Layer const& layer, std::vector<Value> const& reads) const {
    for (std::size_t i = 0; i < reads.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (reads[i].number == reads[j].number) {
          throw InputError{
              {.pointer = place_,
               .summary = cannot,
               .found = fmt::format("layer \"{}\" that reads one value twice", layer.name),
               .expected = "different values"}};
        }
      }
    }
  }

  /// Vectors hold their entries pixel by pixel, labels are numbered channel by channel.
  void require_class_order(Value const& value) const {
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
  void coinduce(Value const& value) {
    if (auto const& construction = plan_.network.construction) {
      append({.name = name_of(construction->kind) + "_of_copies",
              .work = Coinduce{},
              .output = {.channels = plan_.network.labels.classes.size()},
              .group_reason = "no arithmetic but means"},
             {value});
    }
  }

  /// The outputs from the copies.
  void read_heads(Value const& value) {
    std::size_t numbers = 0;
    std::size_t size = 0;
    for (Output const& output : plan_.network.outputs) {
      numbers += output.head.size();
      size += output.shape.size();
    }
    EQUIVARIFY_ASSERT(value.gathered == 1 && value.shape.size() == size,
                      "outputs that are not the parts of a copy");
    append({.name = "outputs",
            .work = ReadHeads{},
            .output = {.channels = numbers},
            .group_reason = "no arithmetic but means"},
           {value});
  }

  /// \p value as vectors.
  Value flattened(Value value) {
    if (std::exchange(value.flat, true)) {
      return value;
    }
    auto& all = plan_.flattenings;
    auto known = std::find_if(
        all.begin(), all.end(), [&](Flattening const& one) { return one.read == value.number; });
    if (known == all.end()) {
      std::size_t const next = plan_.next_value();
      known = all.insert(all.end(), {value.number, next, value.shape, by_channel_});
    }
    value.number = known->value;
    value.shape = by_channel_ ? Shape{.channels = value.shape.size()} : value.shape;
    return value;
  }

  Value add(Layer const& layer, std::vector<Value> reads) {
    Value const& read = reads.front();
    switch (structure_of(layer.operation)) {
    case StructuralClass::linear_in_windows:
      return append_convolution(layer, read);
    case StructuralClass::linear:
      return append_weighted(layer, flattened(read));
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
      return append_layer(layer, reads);
    case StructuralClass::reshape:
      return flattened(read);
    case StructuralClass::reduction_over_entries:
      return append_layer(layer, {whole(flattened(read), layer.name)});
    case StructuralClass::sum_of_values:
      return append_sum(layer, std::move(reads));
    case StructuralClass::values_in_a_row:
      return append_layer(layer, wholes(std::move(reads), layer.name));
    case StructuralClass::affine_in_channels:
    case StructuralClass::normalised:
      return append_norm(layer, whole(read, layer.name));
    case StructuralClass::part_of_entries:
      return append_part(layer, read);
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  /// \p layer on each copy.
  Value append_layer(Layer const& layer, std::vector<Value> const& reads) {
    std::vector<Shape> shapes;
    for (Value const& read : reads) {
      shapes.push_back(read.shape);
    }
    // Vectors keep the shape of the image that they were.
    bool const keeps_shape = reads.size() == 1 && reads.front().flat;
    Shape const output = keeps_shape ? shapes.front() : output_shape(layer.operation, shapes);
    return append({.name = layer.name, .work = layer.operation, .output = output}, reads);
  }

  /// A part that is a vector is one at once.
  Value append_part(Layer const& layer, Value const& read) {
    Value const result = append_layer(layer, {read});
    return layer.output.is_flat() ? flattened(result) : result;
  }

  /// A sum of values that all stand apart is one of their copies.
  Value append_sum(Layer const& layer, std::vector<Value> reads) {
    bool const all_apart =
        std::all_of(reads.begin(), reads.end(), [](Value const& value) { return value.apart; });
    return append_layer(layer, all_apart ? std::move(reads) : wholes(std::move(reads), layer.name));
  }

  Value append_norm(Layer const& layer, Value const& read) {
    Value const result = append_layer(layer, {read});
    describe_norm(plan_, last_step(result.flat));
    return result;
  }

  /// A convolution in groups, each of which sees some of the copies' channels, or a transposed one
  /// goes copy by copy.
  Value append_convolution(Layer const& layer, Value const& read) {
    Window const window = window_of(layer);
    bool const mixes = window.groups == 1 && !window.transposed;
    return append_weighted(layer, mixes ? read : whole(read, layer.name));
  }

  /// A weighted sum: it makes of copies that stand apart what the layer says.
  Value append_weighted(Layer const& layer, Value const& read) {
    Value result =
        append({.name = layer.name, .work = layer.operation, .output = layer.output}, {read});
    result.gathered = 1;
    describe_weighted(plan_, last_step(result.flat), std::exchange(result.apart, false));
    return result;
  }

  std::size_t order_;
  bool by_channel_; ///< how vectors lie
  Plan plan_;
  std::string place_;                   ///< the JSON pointer of the layer at hand
  std::map<std::size_t, Value> wholes_; ///< by the numbers of the values whose copies stand apart
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
