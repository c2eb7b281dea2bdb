#include "equivarify/codegen/onnx/onnx_network.hpp"

#include "equivarify/codegen/generate/plan.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

using Extents = std::vector<std::int64_t>;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

Extents extents(Extent extent) {
  return {number(extent.rows), number(extent.columns)};
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
      add_image_step(step);
    }
    for (Step const& step : plan_.vector_steps) {
      add_vector_step(step);
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

  void add_relu(Step const& step) {
    if (step.relu) {
      add_node("Relu", step.name + "/relu", {});
    }
  }

  void add_image_step(Step const& step) {
    switch (step.kind) {
    case StepKind::conv:
      add_conv(step, std::get<Conv2d>(step.operation));
      break;
    case StepKind::max_pool:
      add_pool("MaxPool", step, std::get<MaxPool2d>(step.operation));
      break;
    case StepKind::average_pool:
      add_pool("AveragePool", step, std::get<AveragePool2d>(step.operation));
      break;
    case StepKind::concatenate:
      gather_copies(step.name, step.input.size());
      reshape(step.name + "/value", step.output, order_);
      break;
    default:
      add_node("Relu", step.name + "/value", {});
    }
  }

  void add_vector_step(Step const& step) {
    std::size_t const size = step.gathered * step.input.size();
    switch (step.kind) {
    case StepKind::dense:
      add_dense(step, size);
      break;
    case StepKind::softmax:
      reshape(step.name + "/rows", {number(size)});
      add_node("Softmax", step.name + "/value", {}, {{"axis", std::int64_t{1}}});
      break;
    case StepKind::concatenate:
      gather_copies(step.name, size);
      break;
    default:
      add_node("Relu", step.name + "/value", {});
    }
  }

  template <typename Pool>
  void add_pool(char const* type, Step const& step, Pool const& pool) {
    add_node(type,
             step.name + "/value",
             {},
             {{"kernel_shape", extents(pool.size)}, {"strides", extents(pool.stride)}});
  }

  void add_conv(Step const& step, Conv2d const& conv) {
    bool const mixing = step.mixing == CopyMixing::group_product;
    if (!mixing) {
      reshape(step.name + "/images", step.input, 1);
    }
    std::vector<float> weight = weight_of(step);
    std::vector<float> bias = bias_of(step);
    if (mixing) {
      weight = block_circulant(weight, conv.filters);
      bias = repeated(bias);
    }
    std::size_t const blocks = mixing ? order_ : 1;
    Extents shape{number(blocks * conv.filters), number(blocks * step.input.channels)};
    Extents const kernel = extents(conv.kernel);
    shape.insert(shape.end(), kernel.begin(), kernel.end());
    Extent const pad = conv.padding == Padding::same
                           ? Extent{(conv.kernel.rows - 1) / 2, (conv.kernel.columns - 1) / 2}
                           : Extent{0, 0};
    Extents pads = extents(pad);
    pads.insert(pads.end(), {pads[0], pads[1]});
    std::string const filters = add_constant(step.name + ".weight", shape, std::move(weight));
    Extents const bias_shape{number(bias.size())};
    std::string const offsets = add_constant(step.name + ".bias", bias_shape, std::move(bias));
    add_node("Conv",
             step.name + "/sum",
             {filters, offsets},
             {{"kernel_shape", kernel}, {"strides", extents(conv.stride)}, {"pads", pads}});
    add_relu(step);
    if (!mixing) {
      reshape(step.name + "/lifted", step.output, order_);
    }
  }

  void add_dense(Step const& step, std::size_t size) {
    bool const mixing = step.mixing == CopyMixing::group_product;
    if (mixing) {
      gather_copies(step.name, size);
    }
    std::size_t const inputs = mixing ? order_ * size : size;
    reshape(step.name + "/rows", {number(inputs)});
    std::vector<float> bias = bias_of(step);
    Extents const bias_shape{number(bias.size())};
    Extents const shape{bias_shape[0], number(inputs)};
    std::string const matrix = add_constant(step.name + ".weight", shape, weight_of(step));
    std::string const offsets = add_constant(step.name + ".bias", bias_shape, std::move(bias));
    add_node("Gemm", step.name + "/sum", {matrix, offsets}, {{"transB", std::int64_t{1}}});
    add_relu(step);
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
  return OnnxBuilder{lower(network), weights}.run();
}

} // namespace equivarify::codegen
