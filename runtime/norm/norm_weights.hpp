/// \file
/// What a batch normalisation keeps, and the map that it is for given statistics.
#ifndef EQUIVARIFY_RUNTIME_NORM_NORM_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_NORM_NORM_WEIGHTS_HPP

#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/layers/activations.hpp"
#include "equivarify/runtime/norm/scale_and_shift.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The fields of the layer: bits of floats, for clang before 18 takes no floating point as a
/// template argument.
struct NormSettings {
  std::uint32_t epsilon = bits_of(1e-5F);
  std::uint32_t momentum = bits_of(0.1F);
};

/// Parameters and state.
template <std::size_t Channels>
struct NormWeights : ScaleAndShift<Channels> {
  using Base = ScaleAndShift<Channels>;

  typename Base::Numbers running_mean{};
  typename Base::Numbers running_variance = Base::ones();

  /// All as weight files have them; \p layer is the layer's name.
  [[nodiscard]] std::vector<ParameterView> parameters(std::string const& layer) {
    std::vector<ParameterView> views = Base::parameters(layer);
    views.push_back({.name = layer + ".running_mean",
                     .shape = {Channels},
                     .values = running_mean,
                     .is_trained = false});
    views.push_back({.name = layer + ".running_variance",
                     .shape = {Channels},
                     .values = running_variance,
                     .is_trained = false});
    return views;
  }
};

/// y = scale x + shift for each channel.
template <std::size_t Channels>
struct ChannelMap {
  std::array<float, Channels> scale{};
  std::array<float, Channels> shift{};
};

/// The map of the layer where mean and variance are \p mean and \p variance, any arrays.
template <std::size_t Channels, NormSettings S, typename Means, typename Variances>
ChannelMap<Channels> normalising_map(NormWeights<Channels> const& weights,
                                     Means const& mean,
                                     Variances const& variance) {
  ChannelMap<Channels> map;
  for (std::size_t c = 0; c < Channels; ++c) {
    double const deviation =
        std::sqrt(static_cast<double>(variance[c]) + static_cast<double>(number_of(S.epsilon)));
    map.scale[c] = static_cast<float>(static_cast<double>(weights.weight[c]) / deviation);
    map.shift[c] =
        static_cast<float>(static_cast<double>(weights.bias[c]) -
                           static_cast<double>(mean[c]) * static_cast<double>(map.scale[c]));
  }
  return map;
}

} // namespace equivarify::runtime

#endif
