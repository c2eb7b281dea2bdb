/// \file
/// A batch normalisation that is part of the linear layer before it, for programs that only
/// evaluate.
#ifndef EQUIVARIFY_RUNTIME_NORM_NORMALISED_HPP
#define EQUIVARIFY_RUNTIME_NORM_NORMALISED_HPP

#include "equivarify/runtime/base/parallel.hpp"
#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/norm/norm_weights.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::runtime {

/// A normalisation of \p Channels channels by its running statistics. A type that derives from it
/// gives it the `name` that its tensors have in weight files.
template <std::size_t Channels, NormSettings S>
struct RunningNorm {
  using Weights = NormWeights<Channels>;

  /// The map from the layer's input to its output.
  static ChannelMap<Channels> map_of(Weights const& weights) {
    return normalising_map<Channels, S>(weights, weights.running_mean, weights.running_variance);
  }
};

/// The linear layer \p L and then \p Norm, a RunningNorm of its outputs: as one layer, whose
/// weights are scaled and whose biases are moved when they are prepared.
template <typename L, typename Norm>
struct Normalised : L {
  static_assert(
      !requires { requires L::rounds_weights; },
      "weights that are scaled here must be rounded before");

  struct Weights {
    typename L::Weights layer;
    typename Norm::Weights norm;

    /// Those of the layer, which is called \p name, then those of the normalisation.
    [[nodiscard]] std::vector<ParameterView> parameters(std::string const& name) {
      std::vector<ParameterView> views = layer.parameters(name);
      for (ParameterView& view : norm.parameters(std::string(Norm::name))) {
        views.push_back(std::move(view));
      }
      return views;
    }
  };

  /// Transforms \p weights as one layer has them.
  static void prepare(Weights const& weights, typename L::Prepared& prepared, ThreadPool& pool) {
    auto const map = Norm::map_of(weights.norm);
    auto folded = std::make_unique<typename L::Weights>(weights.layer);
    std::vector<ParameterView> const views = folded->parameters({});
    // In memory the numbers of all outputs lie side by side.
    for (std::size_t i = 0; i < views[0].values.size(); ++i) {
      views[0].values[i] *= map.scale[i % map.scale.size()];
    }
    for (std::size_t c = 0; c < folded->bias.size(); ++c) {
      folded->bias[c] = folded->bias[c] * map.scale[c] + map.shift[c];
    }
    L::prepare(*folded, prepared, pool);
  }
};

} // namespace equivarify::runtime

#endif
