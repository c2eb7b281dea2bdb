#include "engines/other_arrangements.hpp"

#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/upsample2d.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;
using Extents = std::vector<std::int64_t>;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// Adds node after node; `value_` names the last one's output. The copies of an image stand one
/// after another along the batch or the channels, which is the same array in another shape.
class Builder {
public:
  Builder(Plan const& plan, ReferenceWeights<float> const& weights, Arrangement arrangement)
      : plan_{plan}, group_{plan.network.group}, order_{group_.order()}, weights_{weights},
        arrangement_{arrangement} {}

  OnnxModel run() {
    Network const& network = plan_.network;
    Shape const& input = network.input;
    model_.name = network.name;
    model_.inputs = {
        batched(value_, {number(input.channels), number(input.rows), number(input.columns)})};
    lift_input();
    values_[0] = value_;
    for (Step const& step : plan_.image_steps) {
      add_step(step, true);
    }
    for (Flattening const& flattening : plan_.flattenings) {
      values_[flattening.value] = values_.at(flattening.read); // the same array
    }
    for (Step const& step : plan_.vector_steps) {
      if (step.reads_heads()) {
        value_ = values_.at(step.reads.front());
        add_heads();
      } else {
        add_step(step, false);
      }
    }
    std::size_t const answer = answer_size(network);
    if (network.outputs.empty()) {
      reshape("logits", {number(answer)});
    }
    model_.outputs = {batched(value_, {number(answer)})};
    return std::move(model_);
  }

private:
  void add_node(std::string const& type,
                std::string output,
                std::vector<std::string> const& constants,
                std::vector<std::pair<std::string, OnnxAttribute>> attributes = {}) {
    std::vector<std::string> inputs{value_};
    inputs.insert(inputs.end(), constants.begin(), constants.end());
    model_.nodes.push_back({type, std::move(inputs), {output}, std::move(attributes)});
    value_ = std::move(output);
  }

  template <typename Values>
  std::string add_constant(std::string name, Extents shape, Values values) {
    model_.constants.push_back({name, std::move(shape), std::move(values)});
    return name;
  }

  void reshape(std::string const& output, Extents shape) {
    shape.insert(shape.begin(), -1);
    Extents const extents{number(shape.size())};
    add_node("Reshape", output, {add_constant(output + ".shape", extents, std::move(shape))});
  }

  void reshape(std::string const& output, Shape const& shape, std::size_t copies) {
    reshape(output, {number(copies * shape.channels), number(shape.rows), number(shape.columns)});
  }

  void gather(std::string const& output, Extents sources) {
    Extents const extents{number(sources.size())};
    std::string const indices = add_constant(output + ".indices", extents, std::move(sources));
    add_node("Gather", output, {indices}, {{"axis", std::int64_t{1}}});
  }

  void lift_input() {
    Network const& network = plan_.network;
    Extents sources;
    for (algebra::Element const h : group_.elements()) {
      auto const& permutation = network.input_permutations[group_.inverse(h).index()];
      sources.insert(sources.end(), permutation.begin(), permutation.end());
    }
    reshape("pixels", {number(network.input.size())});
    gather("lifted", std::move(sources));
  }

  /// For every h the copies s(h g_0), s(h g_1), ..., of \p size numbers each.
  void gather_copies(std::string const& name, std::size_t size) {
    reshape(name + "/copies", {number(order_), number(size)});
    gather(name + "/gathered", {group_.table().begin(), group_.table().end()});
  }

  void add_step(Step const& step, bool on_images) {
    Operation const* const operation = step.operation();
    value_ = values_.at(step.reads.front());
    bool const mixes = operation == nullptr || step.mixing == CopyMixing::group_product;
    bool const circulant =
        mixes && on_images && operation != nullptr && arrangement_ == Arrangement::block_circulant;
    if (mixes && !circulant) {
      gather_copies(step.name, step.gathered * step.input().size());
    }
    Shape input = step.input();
    input.channels *= mixes ? order_ : 1;
    if (on_images) {
      reshape(step.name + "/images", input, 1);
    } else {
      reshape(step.name + "/rows", {number(step.gathered * input.size())});
    }
    if (operation != nullptr) {
      add_layer(step, *operation, circulant);
    }
    values_[step.value] = value_;
  }

  void add_layer(Step const& step, Operation const& operation, bool circulant) {
    if (step.is_linear()) {
      add_weighted(step, operation, circulant);
      return;
    }
    if (step.is_norm()) {
      add_weighted(step, operation, false);
      return;
    }
    if (step.reads.size() > 1) {
      add_joint(step, operation);
      return;
    }
    if (auto const* const upsample = operation.as<Upsample2d>()) {
      auto const scale = [](std::size_t value) { return static_cast<float>(value); };
      add_node("Resize",
               step.name + "/Resize",
               {"",
                add_constant(
                    step.name + ".scales",
                    {4},
                    std::vector<float>{
                        1.0F, 1.0F, scale(upsample->scale.rows), scale(upsample->scale.columns)})},
               {{"mode", std::string{"nearest"}},
                {"nearest_mode", std::string{"floor"}},
                {"coordinate_transformation_mode", std::string{"asymmetric"}}});
      return;
    }
    for (OnnxOperator const& op : operation.type().onnx(operation)) {
      add_node(op.type, fmt::format("{}/{}", step.name, op.type), {}, op.attributes);
    }
  }

  /// What stands in `value_`, and the other values that \p step reads, each in its shape.
  void add_joint(Step const& step, Operation const& operation) {
    std::string const first = value_;
    std::vector<std::string> others;
    for (std::size_t k = 1; k < step.reads.size(); ++k) {
      value_ = values_.at(step.reads[k]);
      reshape(fmt::format("{}/images{}", step.name, k), step.inputs[k], 1);
      others.push_back(value_);
    }
    value_ = first;
    OnnxOperator op = operation.type().onnx(operation).front();
    add_node(op.type, step.name + "/value", others, std::move(op.attributes));
    if (step.relu) {
      add_node("Relu", step.name + "/relu", {});
    }
  }

  /// The mean over h of h s(h): all terms are gathered at once.
  void add_heads() {
    std::size_t const numbers = plan_.network.blocks.back().layers.back().output.size();
    Extents sources;
    std::vector<float> signs;
    for (algebra::Element const h : group_.elements()) {
      for (Output const& output : plan_.network.outputs) {
        if (output.head.kind() == algebra::HeadKind::induced) {
          throw algebra::Error{output.name + ": the head \"induced\" has no such arrangement"};
        }
        algebra::SignedPermutation const& motion = output.head.outputs().of(h);
        for (std::size_t i = 0; i < motion.gather.size(); ++i) {
          sources.push_back(number(h.index() * numbers + output.offset + motion.gather[i]));
          signs.push_back(motion.negated[i] ? -1.0F : 1.0F);
        }
      }
    }
    reshape("heads/copies", {number(order_ * numbers)});
    gather("heads/moved", std::move(sources));
    if (std::find(signs.begin(), signs.end(), -1.0F) != signs.end()) {
      add_node("Mul",
               "heads/signed",
               {add_constant("heads/signs", {number(signs.size())}, std::move(signs))});
    }
    reshape("heads/terms", {number(order_), number(answer_size(plan_.network))});
    add_node("ReduceMean", "logits", {}, {{"axes", Extents{1}}, {"keepdims", std::int64_t{0}}});
  }

  void add_weighted(Step const& step, Operation const& operation, bool circulant) {
    OnnxOperator op = operation.type().onnx(operation).front();
    std::vector<std::string> constants;
    for (char const* const which : {".weight", ".bias", ".running_mean", ".running_variance"}) {
      for (auto const& parameter : weights_) {
        if (parameter.name == step.name + which) {
          constants.push_back(add_parameter(parameter, circulant));
        }
      }
    }
    add_node(op.type, step.name + "/sum", constants, std::move(op.attributes));
    if (step.relu) {
      add_node("Relu", step.name + "/relu", {});
    }
  }

  std::string add_parameter(ReferenceParameter<float> const& parameter, bool circulant) {
    Extents shape{parameter.shape.begin(), parameter.shape.end()};
    auto const filters = static_cast<std::size_t>(shape[0]);
    shape[0] *= circulant ? number(order_) : 1;
    std::vector<float> values;
    for (algebra::Element const h : group_.elements()) {
      if (circulant) {
        append_rows(parameter.values, shape.size() > 1 ? filters : 0, h, values);
      }
    }
    return add_constant(parameter.name, std::move(shape), circulant ? values : parameter.values);
  }

  /// The rows of the weight for h: block j is the block h^-1 j of \p weight. A bias has no \p
  /// filters.
  void append_rows(std::vector<float> const& weight,
                   std::size_t filters,
                   algebra::Element h,
                   std::vector<float>& result) const {
    std::size_t const block = filters == 0 ? weight.size() : weight.size() / filters / order_;
    if (filters == 0) {
      result.insert(result.end(), weight.begin(), weight.end());
    }
    for (std::size_t filter = 0; filter < filters; ++filter) {
      for (algebra::Element const j : group_.elements()) {
        std::size_t const source = group_.multiply(group_.inverse(h), j).index();
        float const* const from = weight.data() + (filter * order_ + source) * block;
        result.insert(result.end(), from, from + block);
      }
    }
  }

  Plan const& plan_;
  algebra::Group const& group_;
  std::size_t order_;
  ReferenceWeights<float> const& weights_;
  Arrangement arrangement_;
  OnnxModel model_;
  std::string value_ = "images";
  std::map<std::size_t, std::string> values_; ///< by the numbers of the plan
};

} // namespace

OnnxModel
to_onnx(Network const& network, ReferenceWeights<float> const& weights, Arrangement arrangement) {
  // ONNX Runtime folds normalisations itself; a step that has one folded in would lose it here.
  return Builder{lower(network, {.without = {"norm"}}), weights, arrangement}.run();
}

} // namespace equivarify::testing
