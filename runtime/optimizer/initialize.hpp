/// \file
/// Random first values of weights.
#ifndef EQUIVARIFY_RUNTIME_OPTIMIZER_INITIALIZE_HPP
#define EQUIVARIFY_RUNTIME_OPTIMIZER_INITIALIZE_HPP

#include "equivarify/runtime/base/parameters.hpp"
#include "equivarify/runtime/base/random.hpp"

#include <cmath>
#include <cstddef>
#include <span>

namespace equivarify::runtime {

/// Uniform values that keep the size of a signal through a layer of \p fan_in inputs and a relu
/// (He, Zhang, Ren and Sun, "Delving deep into rectifiers", section 2.2).
inline void initialize_weights(std::span<float> weights, std::size_t fan_in, Random& random) {
  double const bound = std::sqrt(6.0 / static_cast<double>(fan_in));
  for (float& weight : weights) {
    weight = static_cast<float>(random.uniform(-bound, bound));
  }
}

/// The same for a weight; other parameters stay 0.
inline void initialize_parameter(ParameterView const& parameter, Random& random) {
  if (parameter.layout != Layout::same) {
    initialize_weights(parameter.values, parameter.values.size() / parameter.outputs, random);
  }
}

} // namespace equivarify::runtime

#endif
