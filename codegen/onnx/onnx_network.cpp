#include "equivarify/codegen/onnx/onnx_network.hpp"

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/generate/plan_facts.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/onnx/folded_weights.hpp"
#include "equivarify/codegen/onnx/gathered_axes.hpp"
#include "equivarify/codegen/onnx/onnx_copies.hpp"
#include "equivarify/codegen/onnx/onnx_heads.hpp"
#include "equivarify/codegen/onnx/onnx_input.hpp"
#include "equivarify/codegen/onnx/onnx_layer_norm.hpp"
#include "equivarify/codegen/onnx/onnx_metadata.hpp"
#include "equivarify/codegen/onnx/onnx_poses.hpp"
#include "equivarify/codegen/onnx/onnx_volumes.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using Extents = OnnxCopies::Extents;

/// Adds the nodes of one step after another.
class OnnxBuilder {
public:
  OnnxBuilder(Plan const& plan, ReferenceWeights<float> const& weights)
      : plan_{plan}, seen_{arrangement_of(plan.network).concatenated}, weights_{weights},
        is_volume_{has_volumes(plan)}, nodes_{weights} {}

  OnnxModel run() {
    Network const& network = plan_.network;
    nodes_.model.name = network.name;
    nodes_.model.description = network.description;
    nodes_.model.metadata = onnx_metadata(network, digest_of(weights_));
    nodes_.copies = turned_inputs(network, is_volume_, nodes_.model);
    if (looks_for_poses(network)) {
      OnnxPoses poses =
          add_poses(nodes_.copies, network.construction->subgroup.order(), nodes_.model);
      nodes_.copies = std::move(poses.least);
      poses_ = std::move(poses.flags);
    }
    nodes_.reshape("lifted", array_extents(network.input, is_volume_));
    values_[0] = nodes_.copies;
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
      nodes_.model.nodes.push_back(
          {"Concat", nodes_.copies, {"logits"}, {{"axis", std::int64_t{1}}}});
      nodes_.model.outputs = {
          batched("logits", {number(nodes_.copies.size() * network.labels.classes.size())})};
    }
    return std::move(nodes_.model);
  }

  /// The layers that run() has added.
  [[nodiscard]] std::vector<OnnxLayer> const& layers() const { return layers_; }

private:
  void add_flattening(Flattening const& flattening) {
    nodes_.copies = values_.at(flattening.read);
    nodes_.reshape(fmt::format("features{}", flattening.value), {number(flattening.image.size())});
    values_[flattening.value] = nodes_.copies;
  }

  void add_step(Step const& step) {
    nodes_.copies = values_.at(step.reads.front());
    if (step.is_coinduction()) {
      add_rebuilt(step);
      return;
    }
    if (step.reads_heads()) {
      for (Output const& output : plan_.network.outputs) {
        add_head(output, nodes_.copies, step.input().size(), nodes_.model);
      }
      return;
    }
    Operation const* const operation = step.operation();
    if (operation == nullptr || step.mixing == CopyMixing::group_product) {
      nodes_.concatenate(step.name + "/copies", seen_);
    }
    if (operation != nullptr) {
      add_layer(step, *operation);
      layers_.push_back({layer_made_by(plan_.network, step), nodes_.copies, step.output.size()});
    }
    values_[step.value] = nodes_.copies;
  }

  /// What the construction makes of the copies of F: what comes out, or the copies that heads read.
  void add_rebuilt(Step const& step) {
    Construction const& construction = *plan_.network.construction;
    std::string const rebuilt = add_construction(construction, poses_, nodes_.copies, nodes_.model);
    if (plan_.network.outputs.empty()) {
      add_logits(construction, rebuilt, nodes_.model);
    } else {
      values_[step.value] = add_rebuilt_copies(construction, rebuilt, nodes_.model);
    }
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
    case StructuralClass::product_of_values:
      add_product(step, operation);
      return;
    case StructuralClass::affine_in_channels:
      add_norm(step, operation);
      return;
    case StructuralClass::normalised:
      add_layer_norm(step, rank(), weights_, nodes_.copies, nodes_.model);
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
    for (std::size_t h = 0; h < nodes_.copies.size(); ++h) {
      std::vector<std::string> inputs;
      for (std::size_t const value : step.reads) {
        inputs.push_back(values_.at(value)[h]);
      }
      nodes_.add_node(h, op.type, step.name + "/value", std::move(inputs), op.attributes);
    }
  }

  /// Two factors at a time, as the operator takes them; it stretches the second.
  void add_product(Step const& step, Operation const& operation) {
    std::string const type = operation.type().onnx(operation).front().type;
    for (std::size_t k = 1; k < step.reads.size(); ++k) {
      bool const is_last = k + 1 == step.reads.size();
      std::string const name = step.name + (is_last ? "/value" : fmt::format("/part{}", k));
      for (std::size_t h = 0; h < nodes_.copies.size(); ++h) {
        std::string const factor = values_.at(step.reads[k])[h];
        nodes_.add_node(h, type, name, {nodes_.copies[h], factor}, {});
      }
    }
  }

  void add_norm(Step const& step, Operation const& operation) {
    OnnxOperator const op = operation.type().onnx(operation).front();
    std::vector<std::string> tensors;
    for (char const* tensor : {".weight", ".bias", ".running_mean", ".running_variance"}) {
      tensors.push_back(nodes_.add_weight(step.name + tensor));
    }
    nodes_.add_nodes(op.type, step.name + "/value", tensors, op.attributes);
    if (step.relu) {
      nodes_.add_nodes("Relu", step.name + "/relu", {});
    }
  }

  void add_part(Step const& step, Operation const& operation) {
    gather_axes(step, operation);
    Shape const& part = step.output;
    nodes_.reshape(step.name, {number(part.channels), number(part.rows), number(part.columns)});
  }

  void gather_axes(Step const& step, Operation const& operation) {
    for (auto const& [axis, places] : gathered_axes(operation, step.input())) {
      std::string const name = fmt::format("{}/axis{}", step.name, axis);
      nodes_.add_nodes(
          "Gather", name, {nodes_.add_constant(name + ".places", places)}, {{"axis", axis}});
    }
  }

  void add_operators(Step const& step, Operation const& operation) {
    gather_axes(step, operation);
    std::vector<std::string> const input = nodes_.copies;
    std::vector<OnnxOperator> const operators = operation.type().onnx(operation);
    for (std::size_t i = 0; i < operators.size(); ++i) {
      bool const is_last = i + 1 == operators.size();
      std::string const name = step.name + (is_last ? "/value" : fmt::format("/part{}", i + 1));
      add_operator(name, operators[i], input);
    }
  }

  /// \p op on each copy, where \p input is what the layer reads and `nodes_.copies` what was made
  /// of it.
  void add_operator(std::string const& name,
                    OnnxOperator const& op,
                    std::vector<std::string> const& input) {
    std::vector<std::string> constants; // empty where the operand is a value
    for (OnnxOperand const& operand : op.operands) {
      auto const* const value = std::get_if<float>(&operand);
      constants.push_back(value == nullptr
                              ? std::string{}
                              : nodes_.add_constant(fmt::format("{}.{}", name, constants.size()),
                                                    Extents{},
                                                    {*value}));
    }
    for (std::size_t h = 0; h < nodes_.copies.size(); ++h) {
      std::vector<std::string> inputs = constants;
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (auto const* const value = std::get_if<OnnxValueOf>(&op.operands[i])) {
          inputs[i] = *value == OnnxValueOf::layer ? input[h] : nodes_.copies[h];
        }
      }
      nodes_.add_node(h, op.type, name, std::move(inputs), op.attributes);
    }
  }

  /// The operator of a layer with weights, and the relu that is part of it.
  void add_weighted(Step const& step, Operation const& operation) {
    OnnxOperator const op = operation.type().onnx(operation).front();
    gather_axes(step, operation);
    std::vector<std::string> constants{
        nodes_.add_weight(step.name + ".weight", folded_weight(step, weights_))};
    if (operation.type().axes() == 1) { // a line is a plane of one row
      Extents& shape = nodes_.model.constants.back().shape;
      shape.insert(shape.begin() + 2, 1);
    }
    if (std::vector<float> bias = folded_bias(step, weights_); !bias.empty()) {
      Extents const shape{number(bias.size())};
      constants.push_back(nodes_.add_constant(step.name + ".bias", shape, std::move(bias)));
    }
    nodes_.add_nodes(op.type, step.name + "/sum", constants, op.attributes);
    if (step.relu) {
      nodes_.add_nodes("Relu", step.name + "/relu", {});
    }
  }

  /// The rank of the arrays at hand, the batch counted.
  [[nodiscard]] std::size_t rank() const { return !on_images_ ? 2 : is_volume_ ? 5 : 4; }

  Plan const& plan_;
  std::vector<std::vector<std::uint32_t>> seen_; ///< the copies that each copy sees
  ReferenceWeights<float> const& weights_;
  bool is_volume_;        ///< arrays have an axis for slices
  bool on_images_ = true; ///< the step at hand works on images
  OnnxCopies nodes_;
  std::vector<std::string> poses_; ///< what says of each moved input whether it is a pose
  std::map<std::size_t, std::vector<std::string>> values_; ///< the copies of each value of the plan
  std::vector<OnnxLayer> layers_;
};

} // namespace

OnnxModel to_onnx(Network const& network, ReferenceWeights<float> const& weights) {
  Plan const plan = lower(network);
  return OnnxBuilder{plan, weights}.run();
}

std::vector<OnnxLayer> onnx_layers(Network const& network) {
  Plan const plan = lower(network);
  ReferenceWeights<float> const weights = zero_weights<float>(network);
  OnnxBuilder builder{plan, weights};
  builder.run();
  return builder.layers();
}

} // namespace equivarify::codegen
