#include "equivarify/codegen/onnx/folded_weights.hpp"

#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"

#include <cmath>

namespace equivarify::codegen {
namespace {

/// y = scale x + shift.
struct ChannelMap {
  double scale;
  double shift;
};

/// What \p norm does to each channel.
std::vector<ChannelMap> channel_maps(FoldedNorm const& norm,
                                     ReferenceWeights<float> const& weights) {
  auto const tensor = [&](char const* name) -> std::vector<float> const& {
    return values_of(weights, norm.name + name);
  };
  auto const epsilon = as_float<double>(norm.operation.as<BatchNorm>()->epsilon);
  std::vector<ChannelMap> maps;
  for (std::size_t c = 0; c < tensor(".weight").size(); ++c) {
    auto const number_at = [c](std::vector<float> const& values) {
      return static_cast<double>(values[c]);
    };
    double const deviation = std::sqrt(number_at(tensor(".running_variance")) + epsilon);
    double const scale = number_at(tensor(".weight")) / deviation;
    maps.push_back(
        {scale, number_at(tensor(".bias")) - scale * number_at(tensor(".running_mean"))});
  }
  return maps;
}

} // namespace

std::vector<float> folded_weight(Step const& step, ReferenceWeights<float> const& weights) {
  std::vector<float> weight = values_of(weights, step.name + ".weight");
  if (step.norm) {
    auto const maps = channel_maps(*step.norm, weights);
    std::size_t const inputs = weight.size() / maps.size();
    for (std::size_t i = 0; i < weight.size(); ++i) {
      weight[i] = static_cast<float>(static_cast<double>(weight[i]) * maps[i / inputs].scale);
    }
  }
  return weight;
}

std::vector<float> folded_bias(Step const& step, ReferenceWeights<float> const& weights) {
  bool const has_own = !lacks_bias(*step.operation());
  std::vector<float> bias = has_own ? values_of(weights, step.name + ".bias")
                                    : std::vector<float>(step.norm ? step.output.channels : 0);
  if (step.norm) {
    auto const maps = channel_maps(*step.norm, weights);
    for (std::size_t c = 0; c < bias.size(); ++c) {
      bias[c] = static_cast<float>(static_cast<double>(bias[c]) * maps[c].scale + maps[c].shift);
    }
  }
  return bias;
}

} // namespace equivarify::codegen
