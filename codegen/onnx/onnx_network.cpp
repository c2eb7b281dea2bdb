#include "equivarify/codegen/onnx/onnx_network.hpp"

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using Extents = std::vector<std::int64_t>;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// Adds node after node; `value_` names the last one's output, which holds one value of each image.
/// Names made from a step's hold a slash, which no name of a spec does.
class OnnxBuilder {
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
    for (Step const& step : plan_.image_steps) {
      add_step(step, true);
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
  void add_node(std::string const& type,
                std::string output,
                std::vector<std::string> const& constants,
                std::vector<std::pair<std::string, OnnxAttribute>> attributes = {}) {
    std::vector<std::string> inputs{value_};
    inputs.insert(inputs.end(), constants.begin(), constants.end());
    model_.nodes.push_back({type, std::move(inputs), output, std::move(attributes)});
    value_ = std::move(output);
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

  /// The value as an array [rest, shape...].
  void reshape(std::string const& output, Extents shape) {
    shape.insert(shape.begin(), -1);
    add_node("Reshape", output, {add_constant(output + ".shape", std::move(shape))});
  }

  void reshape(std::string const& output, Shape const& shape, std::size_t copies) {
    reshape(output, {number(copies * shape.channels), number(shape.rows), number(shape.columns)});
  }

  void gather(std::string const& output, Extents sources) {
    std::string const indices = add_constant(output + ".indices", std::move(sources));
    add_node("Gather", output, {indices}, {{"axis", std::int64_t{1}}});
  }

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
    if (Operation const* const operation = step.operation()) {
      add_layer(step, *operation);
      return;
    }
    if (step.is_coinduction()) {
      throw algebra::InternalError{"a construction in an ONNX file"};
    }
    gather_copies(step.name, step.gathered * step.input.size());
    if (on_images) {
      reshape(step.name + "/value", step.output, order_);
    }
  }

  void add_layer(Step const& step, Operation const& operation) {
    switch (structure_of(operation)) {
    case StructuralClass::linear_in_windows:
      add_conv(step, operation);
      return;
    case StructuralClass::linear:
      add_dense(step, operation);
      return;
    case StructuralClass::reduction_over_entries:
      reshape(step.name + "/rows", {number(step.gathered * step.input.size())});
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
    case StructuralClass::affine_in_channels:
      throw algebra::InternalError{"a layer that plans do not have"};
    }
    throw algebra::InternalError{"a layer of no known class"};
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
      reshape(step.name + "/images", step.input, 1);
    }
    std::size_t const filters = step.output.channels;
    std::size_t const blocks = mixing ? order_ : 1;
    Extent const kernel = operation.type().window(operation, step.input)->size;
    Extents const shape{number(blocks * filters),
                        number(blocks * step.input.channels),
                        number(kernel.rows),
                        number(kernel.columns)};
    std::vector<float> weight = weight_of(step);
    std::vector<float> bias = bias_of(step);
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
    std::size_t const size = step.gathered * step.input.size();
    bool const mixing = step.mixing == CopyMixing::group_product;
    if (mixing) {
      gather_copies(step.name, size);
    }
    std::size_t const inputs = mixing ? order_ * size : size;
    reshape(step.name + "/rows", {number(inputs)});
    std::vector<float> bias = bias_of(step);
    Extents const shape{number(bias.size()), number(inputs)};
    add_weighted(step, operation, shape, weight_of(step), std::move(bias));
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

  [[nodiscard]] std::vector<float> const& weight_of(Step const& step) const {
    return values_of(weights_, step.name + ".weight");
  }

  [[nodiscard]] std::vector<float> const& bias_of(Step const& step) const {
    return values_of(weights_, step.name + ".bias");
  }

  Plan const& plan_;
  algebra::Group const& group_;
  std::size_t order_;
  ReferenceWeights<float> const& weights_;
  OnnxModel model_;
  std::string value_ = "images";
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
