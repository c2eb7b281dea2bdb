#include "equivarify/codegen/onnx/onnx_layer_norm.hpp"

#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

using Axes = std::vector<std::int64_t>;

/// Adds the nodes of one copy.
class NormNodes {
public:
  NormNodes(OnnxModel& model, std::string prefix, Axes axes)
      : model_{model}, prefix_{std::move(prefix)}, axes_{std::move(axes)} {}

  std::string
  add(std::string const& type, std::string const& part, std::vector<std::string> inputs) {
    std::string name = fmt::format("{}/{}", prefix_, part);
    model_.nodes.push_back({type, std::move(inputs), {name}, {}});
    return name;
  }

  std::string mean(std::string const& part, std::string const& input) {
    std::string name = fmt::format("{}/{}", prefix_, part);
    model_.nodes.push_back(
        {"ReduceMean", {input}, {name}, {{"axes", axes_}, {"keepdims", std::int64_t{1}}}});
    return name;
  }

private:
  OnnxModel& model_;
  std::string prefix_;
  Axes axes_;
};

/// The axes that are summed, of arrays [batch, channels, ...].
Axes axes_of(LayerNorm const& norm, std::size_t rank) {
  Axes axes{1};
  for (std::size_t axis = 2; axis < rank && !norm.each_place; ++axis) {
    axes.push_back(static_cast<std::int64_t>(axis));
  }
  return axes;
}

} // namespace

void add_layer_norm(Step const& step,
                    std::size_t rank,
                    ReferenceWeights<float> const& weights,
                    std::vector<std::string>& copies,
                    OnnxModel& model) {
  LayerNorm const& norm = *step.operation()->as<LayerNorm>();
  Axes per_channel(rank - 1, 1);
  per_channel.front() = static_cast<std::int64_t>(step.gathered * step.input().channels);
  std::string const weight = step.name + ".weight";
  std::string const bias = step.name + ".bias";
  std::string const epsilon = step.name + ".epsilon";
  model.constants.push_back({weight, per_channel, values_of(weights, weight)});
  model.constants.push_back({bias, per_channel, values_of(weights, bias)});
  model.constants.push_back({epsilon, {}, std::vector<float>{as_float<float>(norm.epsilon)}});
  for (std::size_t h = 0; h < copies.size(); ++h) {
    NormNodes nodes{model, fmt::format("{}/copy{}", step.name, h), axes_of(norm, rank)};
    std::string const mean = nodes.mean("mean", copies[h]);
    std::string const centred = nodes.add("Sub", "centred", {copies[h], mean});
    std::string const squares = nodes.add("Mul", "squares", {centred, centred});
    std::string const variance = nodes.mean("variance", squares);
    std::string const positive = nodes.add("Add", "positive", {variance, epsilon});
    std::string const deviation = nodes.add("Sqrt", "deviation", {positive});
    std::string const normal = nodes.add("Div", "normal", {centred, deviation});
    std::string const scaled = nodes.add("Mul", "scaled", {normal, weight});
    copies[h] = nodes.add("Add", "value", {scaled, bias});
  }
}

} // namespace equivarify::codegen
