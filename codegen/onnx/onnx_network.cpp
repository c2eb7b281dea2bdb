#include "equivarify/codegen/onnx/onnx_network.hpp"

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/onnx/folded_weights.hpp"
#include "equivarify/codegen/onnx/onnx_nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Adds node after node; `value_` names the last one's output, which holds one value of each image.
/// Names made from a step's hold a slash, which no name of a spec does.
class OnnxBuilder : private OnnxNodes {
public:
  OnnxBuilder(Plan const& plan, ReferenceWeights<float> const& weights)
      : plan_{plan}, group_{plan.network.group}, order_{plan.network.group.order()}, weights_{
                                                                                         weights} {}

  OnnxModel run() {
    Network const& network = plan_.network;
    Shape const& input = network.input;
    model_.name = network.name;
    model_.description = network.description;
    model_.metadata = {{"spec", network.name}, {"spec_sha256", network.spec_sha256}};
    model_.input = {value_, {number(input.channels), number(input.rows), number(input.columns)}};
    lift_input();
    names_ = {{0, value_}};
    for (Step const& step : plan_.image_steps) {
      add_step(step, true);
    }
    for (Flattening const& flattening : plan_.flattenings) {
      names_[flattening.value] = names_.at(flattening.read); // rows are made where they are read
    }
    for (Step const& step : plan_.vector_steps) {
      add_step(step, false);
    }
    std::size_t const logits = order_ * network.labels.classes.size();
    reshape("logits", {number(logits)});
    model_.output = {value_, {number(logits)}};
    return std::move(model_);
  }

private:
  /// h^-1 x for every h.
  void lift_input() {
    Network const& network = plan_.network;
    Extents sources;
    for (algebra::Element const h : group_.elements()) {
      auto const& permutation = network.input_permutations[group_.inverse(h).index()];
      sources.insert(sources.end(), permutation.begin(), permutation.end());
    }
    reshape("pixels", {number(network.input.size())});
    gather("lifted_pixels", std::move(sources));
    reshape("lifted", network.input, order_);
  }

  /// For every h the copies s(h g_0), s(h g_1), ..., of \p size numbers each.
  void gather_copies(std::string const& name, std::size_t size) {
    reshape(name + "/copies", {number(order_), number(size)});
    gather(name + "/gathered", {group_.table().begin(), group_.table().end()});
  }

  void add_step(Step const& step, bool on_images) {
    value_ = names_.at(step.reads.front());
    add_work(step, on_images);
    names_[step.value] = value_;
  }

  void add_work(Step const& step, bool on_images) {
    if (Operation const* const operation = step.operation()) {
      add_layer(step, *operation, on_images);
      return;
    }
    if (step.is_coinduction()) {
      throw algebra::InternalError{"a construction in an ONNX file"};
    }
    gather_copies(step.name, step.gathered * step.input().size());
    if (on_images) {
      reshape(step.name + "/value", step.output, order_);
    }
  }

  void add_layer(Step const& step, Operation const& operation, bool on_images) {
    switch (structure_of(operation)) {
    case StructuralClass::linear_in_windows:
      add_conv(step, operation);
      return;
    case StructuralClass::linear:
      add_dense(step, operation);
      return;
    case StructuralClass::reduction_over_entries:
      reshape(step.name + "/rows", {number(step.gathered * step.input().size())});
      add_operators(step, operation);
      return;
    case StructuralClass::pointwise:
    case StructuralClass::pointwise_odd:
    case StructuralClass::largest_in_windows:
    case StructuralClass::mean_in_windows:
    case StructuralClass::reshape:
      add_operators(step, operation);
      return;
    case StructuralClass::sum_of_values:
    case StructuralClass::values_in_a_row:
      add_combination(step, operation, on_images);
      return;
    case StructuralClass::affine_in_channels:
      add_norm(step, operation, on_images);
      return;
    }
    throw algebra::InternalError{"a layer of no known class"};
  }

  /// Value number \p index that \p step reads, with the copies as rows or as images.
  std::string copy_by_copy(Step const& step, std::size_t index, bool on_images) {
    value_ = names_.at(step.reads[index]);
    Shape const& shape = step.inputs[index];
    std::string const name = fmt::format("{}/copies{}", step.name, index + 1);
    if (on_images) {
      reshape(name, shape, 1);
    } else {
      reshape(name, {number(step.gathered * shape.size())});
    }
    return value_;
  }

  /// The copies of the value next to each other again, if they are images.
  void lift_again(Step const& step, bool on_images) {
    if (on_images) {
      reshape(step.name + "/lifted", step.output, order_);
    }
  }

  void add_combination(Step const& step, Operation const& operation, bool on_images) {
    std::vector<std::string> inputs;
    for (std::size_t i = 0; i < step.reads.size(); ++i) {
      inputs.push_back(copy_by_copy(step, i, on_images));
    }
    OnnxOperator op = operation.type().onnx(operation).front();
    value_ = step.name + "/value";
    model_.nodes.push_back({op.type, std::move(inputs), value_, std::move(op.attributes)});
    lift_again(step, on_images);
  }

  void add_norm(Step const& step, Operation const& operation, bool on_images) {
    copy_by_copy(step, 0, on_images);
    OnnxOperator op = operation.type().onnx(operation).front();
    std::vector<std::string> tensors;
    for (char const* tensor : {".weight", ".bias", ".running_mean", ".running_variance"}) {
      std::vector<float> values = values_of(weights_, step.name + tensor);
      Extents const shape{number(values.size())};
      tensors.push_back(add_constant(step.name + tensor, shape, std::move(values)));
    }
    add_node(op.type, step.name + "/value", tensors, std::move(op.attributes));
    if (step.relu) {
      add_node("Relu", step.name + "/relu", {});
    }
    lift_again(step, on_images);
  }

  void add_operators(Step const& step, Operation const& operation) {
    std::string const input = value_;
    std::vector<OnnxOperator> const operators = operation.type().onnx(operation);
    for (std::size_t i = 0; i < operators.size(); ++i) {
      bool const is_last = i + 1 == operators.size();
      std::string const name = step.name + (is_last ? "/value" : fmt::format("/part{}", i + 1));
      std::vector<std::string> inputs;
      for (OnnxOperand const& operand : operators[i].operands) {
        auto const* const constant = std::get_if<float>(&operand);
        bool const is_input = operand == OnnxOperand{OnnxValueOf::layer};
        inputs.push_back(
            constant == nullptr
                ? (is_input ? input : value_)
                : add_constant(fmt::format("{}.{}", name, inputs.size()), Extents{}, {*constant}));
      }
      model_.nodes.push_back({operators[i].type, std::move(inputs), name, operators[i].attributes});
      value_ = name;
    }
  }

  void add_conv(Step const& step, Operation const& operation) {
    bool const mixing = step.mixing == CopyMixing::group_product;
    if (!mixing) {
      reshape(step.name + "/images", step.input(), 1);
    }
    std::size_t const filters = step.output.channels;
    std::size_t const blocks = mixing ? order_ : 1;
    Extent const kernel = operation.type().window(operation, step.input())->size;
    Extents const shape{number(blocks * filters),
                        number(blocks * step.input().channels),
                        number(kernel.rows),
                        number(kernel.columns)};
    std::vector<float> weight = folded_weight(step, weights_);
    std::vector<float> bias = folded_bias(step, weights_);
    add_weighted(step,
                 operation,
                 shape,
                 mixing ? block_circulant(weight, filters) : std::move(weight),
                 mixing ? repeated(bias) : std::move(bias));
    if (!mixing) {
      reshape(step.name + "/lifted", step.output, order_);
    }
  }

  void add_dense(Step const& step, Operation const& operation) {
    std::size_t const size = step.gathered * step.input().size();
    bool const mixing = step.mixing == CopyMixing::group_product;
    if (mixing) {
      gather_copies(step.name, size);
    }
    std::size_t const inputs = mixing ? order_ * size : size;
    reshape(step.name + "/rows", {number(inputs)});
    std::vector<float> bias = folded_bias(step, weights_);
    Extents const shape{number(bias.size()), number(inputs)};
    add_weighted(step, operation, shape, folded_weight(step, weights_), std::move(bias));
  }

  /// The operator of a layer with weights, and the relu that is part of it.
  void add_weighted(Step const& step,
                    Operation const& operation,
                    Extents const& shape,
                    std::vector<float> weight,
                    std::vector<float> bias) {
    OnnxOperator op = operation.type().onnx(operation).front();
    std::string const matrix = add_constant(step.name + ".weight", shape, std::move(weight));
    Extents const bias_shape{number(bias.size())};
    std::string const offsets = add_constant(step.name + ".bias", bias_shape, std::move(bias));
    add_node(op.type, step.name + "/sum", {matrix, offsets}, std::move(op.attributes));
    if (step.relu) {
      add_node("Relu", step.name + "/relu", {});
    }
  }

  /// The weight [|G| F, |G| C, ...] whose block (h, j) is the block h^-1 j of \p weight
  /// [F, |G| C, ...].
  [[nodiscard]] std::vector<float> block_circulant(std::vector<float> const& weight,
                                                   std::size_t filters) const {
    std::size_t const block = weight.size() / filters / order_;
    std::vector<float> result;
    result.reserve(order_ * weight.size());
    for (algebra::Element const h : group_.elements()) {
      for (std::size_t filter = 0; filter < filters; ++filter) {
        append_blocks(weight.data() + filter * order_ * block, block, h, result);
      }
    }
    return result;
  }

  /// The blocks h^-1 j for every j, out of \p blocks of \p size numbers each.
  void append_blocks(float const* blocks,
                     std::size_t size,
                     algebra::Element h,
                     std::vector<float>& result) const {
    for (algebra::Element const j : group_.elements()) {
      float const* const from = blocks + group_.multiply(group_.inverse(h), j).index() * size;
      result.insert(result.end(), from, from + size);
    }
  }

  [[nodiscard]] std::vector<float> repeated(std::vector<float> const& bias) const {
    std::vector<float> result;
    for (std::size_t h = 0; h < order_; ++h) {
      result.insert(result.end(), bias.begin(), bias.end());
    }
    return result;
  }

  Plan const& plan_;
  algebra::Group const& group_;
  std::size_t order_;
  ReferenceWeights<float> const& weights_;
  std::map<std::size_t, std::string> names_; ///< of the plan's values
};

} // namespace

OnnxModel to_onnx(Network const& network, ReferenceWeights<float> const& weights) {
  if (network.construction) {
    ConstructionKind const kind = network.construction->kind;
    bool const is_already = kind == ConstructionKind::coinduction;
    throw InputError{{.pointer = is_already ? "/already" : "/construction",
                      .summary = "no ONNX file can be written",
                      .found = fmt::format("a network made by {}", name_of(kind)),
                      .expected = "the lift to copies (--target cpp takes both)"}};
  }
  return OnnxBuilder{lower(network), weights}.run();
}

} // namespace equivarify::codegen
