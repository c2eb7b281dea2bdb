/// \file
/// What a layer normalisation learns.
#ifndef EQUIVARIFY_RUNTIME_NORM_LAYER_NORM_WEIGHTS_HPP
#define EQUIVARIFY_RUNTIME_NORM_LAYER_NORM_WEIGHTS_HPP

#include "equivarify/runtime/base/parameters.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The parameters.
template <std::size_t Channels>
struct LayerNormWeights {
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

} // namespace equivarify::runtime

#endif
