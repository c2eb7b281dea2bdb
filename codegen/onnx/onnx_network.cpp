#include "equivarify/codegen/onnx/onnx_network.hpp"

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/onnx/folded_weights.hpp"
#include "equivarify/codegen/onnx/gathered_axes.hpp"
#include "equivarify/codegen/onnx/onnx_heads.hpp"
#include "equivarify/codegen/onnx/onnx_input.hpp"
#include "equivarify/codegen/onnx/onnx_layer_norm.hpp"
#include "equivarify/codegen/onnx/onnx_metadata.hpp"
#include "equivarify/codegen/onnx/onnx_volumes.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Extents = std::vector<std::int64_t>;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// Adds node after node. Every copy has nodes of its own, which differ in nothing but the values
/// that they read, and all copies share the constants. So an engine does the same with each copy,
/// whatever it does: stacked in one array they would not be equal to the last bit, for vectorized
/// code treats the end of an array, and of a block of sums, in another way than its middle. Names
/// made from a step's hold a slash, which no name of a spec does.
class OnnxBuilder {
public:
  OnnxBuilder(Plan const& plan, ReferenceWeights<float> const& weights)
      : plan_{plan}, seen_{arrangement_of(plan.network).concatenated}, weights_{weights},
        is_volume_{has_volumes(plan)} {}

  OnnxModel run() {
    Network const& network = plan_.network;
    model_.name = network.name;
    model_.description = network.description;
    model_.metadata = onnx_metadata(network, weights_);
    copies_ = turned_inputs(network, is_volume_, model_);
    reshape_copies("lifted", array_extents(network.input, is_volume_));
    values_[0] = copies_;
    for (Step const& step : plan_.image_steps) {
      add_step(step);
    }
    for (Flattening const& flattening : plan_.flattenings) {
      add_flattening(flattening);
    }
    on_images_ = false;
    for (Step const& step : plan_.vector_steps) {
      add_step(step);
    }
    if (network.outputs.empty() && !network.construction) {
      model_.nodes.push_back({"Concat", copies_, {"logits"}, {{"axis", std::int64_t{1}}}});
      model_.outputs = {
          batched("logits", {number(copies_.size() * network.labels.classes.size())})};
    }
    return std::move(model_);
  }

private:
  /// The operator \p type with \p constants on each copy, which becomes what it gives.
  void add_nodes(std::string const& type,
                 std::string const& name,
                 std::vector<std::string> const& constants,
                 std::vector<std::pair<std::string, OnnxAttribute>> const& attributes = {}) {
    for (std::size_t h = 0; h < copies_.size(); ++h) {
      std::vector<std::string> inputs{std::exchange(copies_[h], of_copy(name, h))};
      inputs.insert(inputs.end(), constants.begin(), constants.end());
      model_.nodes.push_back({type, std::move(inputs), {copies_[h]}, attributes});
    }
  }

  static std::string of_copy(std::string const& name, std::size_t h) {
    return fmt::format("{}/{}", name, h);
  }

  std::string add_constant(std::string name, Extents values) {
    Extents const shape{number(values.size())};
    model_.constants.push_back({name, shape, std::move(values)});
    return name;
  }

  std::string add_constant(std::string name, Extents shape, std::vector<float> values) {
    model_.constants.push_back({name, std::move(shape), std::move(values)});
    return name;
  }

  /// Each copy as an array [batch, shape...].
  void reshape_copies(std::string const& name, Extents shape) {
    shape.insert(shape.begin(), -1);
    add_nodes("Reshape", name, {add_constant(name + ".shape", std::move(shape))});
  }

  /// For every h the copies s(h g_0), s(h g_1), ..., one after another along the channels.
  void concatenate(std::string const& name) {
    std::vector<std::string> const before = copies_;
    for (std::size_t h = 0; h < seen_.size(); ++h) {
      std::vector<std::string> inputs;
      for (std::uint32_t const copy : seen_[h]) {
        inputs.push_back(before[copy]);
      }
      copies_[h] = of_copy(name, h);
      model_.nodes.push_back(
          {"Concat", std::move(inputs), {copies_[h]}, {{"axis", std::int64_t{1}}}});
    }
  }

  void add_flattening(Flattening const& flattening) {
    copies_ = values_.at(flattening.read);
    reshape_copies(fmt::format("features{}", flattening.value), {number(flattening.image.size())});
    values_[flattening.value] = copies_;
  }

  void add_step(Step const& step) {
    copies_ = values_.at(step.reads.front());
    if (step.is_coinduction()) {
      Network const& network = plan_.network;
      add_construction(*network.construction, network.labels.classes.size(), copies_, model_);
      return;
    }
    if (step.reads_heads()) {
      for (Output const& output : plan_.network.outputs) {
        add_head(output, copies_, step.input().size(), model_);
      }
      return;
    }
    Operation const* const operation = step.operation();
    if (operation == nullptr || step.mixing == CopyMixing::group_product) {
      concatenate(step.name + "/copies");
    }
    if (operation != nullptr) {
      add_layer(step, *operation);
    }
    values_[step.value] = copies_;
  }

  void add_layer(Step const& step, Operation const& operation) {
    switch (structure_of(operation)) {
    case StructuralClass::linear_in_windows:
    case StructuralClass::linear:
      add_weighted(step, operation);
      return;
    case StructuralClass::reduction_over_entries:
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
    case StructuralClass::reshape:
      add_operators(step, operation);
      return;
    case StructuralClass::sum_of_values:
    case StructuralClass::values_in_a_row:
      add_combination(step, operation);
      return;
    case StructuralClass::affine_in_channels:
      add_norm(step, operation);
      return;
    case StructuralClass::normalised:
      add_layer_norm(step, !on_images_ ? 2U : is_volume_ ? 5U : 4U, weights_, copies_, model_);
      return;
    case StructuralClass::part_of_entries:
      add_part(step, operation);
      return;
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  /// Copy h of all values that \p step reads makes copy h of its own.
  void add_combination(Step const& step, Operation const& operation) {
    OnnxOperator const op = operation.type().onnx(operation).front();
    for (std::size_t h = 0; h < copies_.size(); ++h) {
      std::vector<std::string> inputs;
      for (std::size_t const value : step.reads) {
        inputs.push_back(values_.at(value)[h]);
      }
      copies_[h] = of_copy(step.name + "/value", h);
      model_.nodes.push_back({op.type, std::move(inputs), {copies_[h]}, op.attributes});
    }
  }

  void add_norm(Step const& step, Operation const& operation) {
    OnnxOperator const op = operation.type().onnx(operation).front();
    std::vector<std::string> tensors;
    for (char const* tensor : {".weight", ".bias", ".running_mean", ".running_variance"}) {
      tensors.push_back(add_weight(step.name + tensor));
    }
    add_nodes(op.type, step.name + "/value", tensors, op.attributes);
    if (step.relu) {
      add_nodes("Relu", step.name + "/relu", {});
    }
  }

  void add_part(Step const& step, Operation const& operation) {
    gather_axes(step, operation);
    Shape const& part = step.output;
    reshape_copies(step.name, {number(part.channels), number(part.rows), number(part.columns)});
  }

  void gather_axes(Step const& step, Operation const& operation) {
    for (auto const& [axis, places] : gathered_axes(operation, step.input())) {
      std::string const name = fmt::format("{}/axis{}", step.name, axis);
      add_nodes("Gather", name, {add_constant(name + ".places", places)}, {{"axis", axis}});
    }
  }

  void add_operators(Step const& step, Operation const& operation) {
    gather_axes(step, operation);
    std::vector<std::string> const input = copies_;
    std::vector<OnnxOperator> const operators = operation.type().onnx(operation);
    for (std::size_t i = 0; i < operators.size(); ++i) {
      bool const is_last = i + 1 == operators.size();
      std::string const name = step.name + (is_last ? "/value" : fmt::format("/part{}", i + 1));
      add_operator(name, operators[i], input);
    }
  }

  /// \p op on each copy, where \p input is what the layer reads and `copies_` what was made of it.
  void add_operator(std::string const& name,
                    OnnxOperator const& op,
                    std::vector<std::string> const& input) {
    std::vector<std::string> constants; // empty where the operand is a value
    for (OnnxOperand const& operand : op.operands) {
      auto const* const value = std::get_if<float>(&operand);
      constants.push_back(
          value == nullptr
              ? std::string{}
              : add_constant(fmt::format("{}.{}", name, constants.size()), Extents{}, {*value}));
    }
    for (std::size_t h = 0; h < copies_.size(); ++h) {
      std::vector<std::string> inputs = constants;
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (auto const* const value = std::get_if<OnnxValueOf>(&op.operands[i])) {
          inputs[i] = *value == OnnxValueOf::layer ? input[h] : copies_[h];
        }
      }
      copies_[h] = of_copy(name, h);
      model_.nodes.push_back({op.type, std::move(inputs), {copies_[h]}, op.attributes});
    }
  }

  /// The operator of a layer with weights, and the relu that is part of it.
  void add_weighted(Step const& step, Operation const& operation) {
    OnnxOperator const op = operation.type().onnx(operation).front();
    gather_axes(step, operation);
    std::vector<std::string> constants{
        add_weight(step.name + ".weight", folded_weight(step, weights_))};
    if (operation.type().axes() == 1) { // a line is a plane of one row
      Extents& shape = model_.constants.back().shape;
      shape.insert(shape.begin() + 2, 1);
    }
    if (std::vector<float> bias = folded_bias(step, weights_); !bias.empty()) {
      Extents const shape{number(bias.size())};
      constants.push_back(add_constant(step.name + ".bias", shape, std::move(bias)));
    }
    add_nodes(op.type, step.name + "/sum", constants, op.attributes);
    if (step.relu) {
      add_nodes("Relu", step.name + "/relu", {});
    }
  }

  [[nodiscard]] ReferenceWeights<float>::value_type const& stored(std::string const& name) const {
    return *std::find_if(weights_.begin(), weights_.end(), [&](auto const& candidate) {
      return candidate.name == name;
    });
  }

  /// The tensor \p name of the weights.
  std::string add_weight(std::string const& name) { return add_weight(name, stored(name).values); }

  /// The same with other \p values, in the shape of the weights.
  std::string add_weight(std::string const& name, std::vector<float> values) {
    std::vector<std::size_t> const& stored_shape = stored(name).shape;
    Extents shape;
    std::transform(stored_shape.begin(), stored_shape.end(), std::back_inserter(shape), number);
    return add_constant(name, std::move(shape), std::move(values));
  }

  Plan const& plan_;
  std::vector<std::vector<std::uint32_t>> seen_; ///< the copies that each copy sees
  ReferenceWeights<float> const& weights_;
  bool is_volume_;        ///< arrays have an axis for slices
  bool on_images_ = true; ///< the step at hand works on images
  OnnxModel model_;
  std::vector<std::string> copies_;                        ///< the last value's, by name
  std::map<std::size_t, std::vector<std::string>> values_; ///< the copies of each value of the plan
};

} // namespace

OnnxModel to_onnx(Network const& network, ReferenceWeights<float> const& weights) {
  if (looks_for_poses(network)) {
    throw InputError{
        {.pointer = "/construction",
         .summary = "no ONNX file can be written",
         .found = fmt::format("a network made by {}, whose copies depend on the input",
                              name_of(network.construction->kind)),
         .expected = "the lift to copies, or a mean (--target cpp, c and pytorch take all)"}};
  }
  return OnnxBuilder{lower(network), weights}.run();
}

} // namespace equivarify::codegen
