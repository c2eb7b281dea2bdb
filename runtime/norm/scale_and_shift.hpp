/// \file
/// What all normalisations learn: what each channel is multiplied by, and what is added then.
#ifndef EQUIVARIFY_RUNTIME_NORM_SCALE_AND_SHIFT_HPP
#define EQUIVARIFY_RUNTIME_NORM_SCALE_AND_SHIFT_HPP

#include "equivarify/runtime/base/parameters.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The parameters.
template <std::size_t Channels>
struct ScaleAndShift {
  using Numbers = std::array<float, Channels>;

  static constexpr Numbers ones() {
    Numbers numbers{};
    numbers.fill(1.0F);
    return numbers;
  }

  Numbers weight = ones();
  Numbers bias{};

  /// Both as weight files have them; \p layer is the layer's name.
  [[nodiscard]] std::vector<ParameterView> parameters(std::string const& layer) {
    return {{.name = layer + ".weight", .shape = {Channels}, .values = weight},
            {.name = layer + ".bias", .shape = {Channels}, .values = bias}};
  }
};

/// Their gradients, summed over images.
template <std::size_t Channels>
struct ScaleAndShiftSums {
  std::array<double, Channels> weight{};
  std::array<double, Channels> bias{};

  void clear() {
    weight.fill(0.0);
    bias.fill(0.0);
  }

  /// Sets \p gradient to the sums times \p scale.
  void collect(float scale, ScaleAndShift<Channels>& gradient) const {
    for (std::size_t c = 0; c < Channels; ++c) {
      gradient.weight[c] = static_cast<float>(weight[c] * static_cast<double>(scale));
      gradient.bias[c] = static_cast<float>(bias[c] * static_cast<double>(scale));
    }
  }
};

} // namespace equivarify::runtime

#endif
