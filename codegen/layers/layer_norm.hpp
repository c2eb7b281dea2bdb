/// \file
/// The layer `layer_norm`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_LAYER_NORM_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_LAYER_NORM_HPP

#include "equivarify/codegen/layers/operation.hpp"

namespace equivarify::codegen {

/// y[c][p] = weight[c] (x[c][p] - mean) / sqrt(variance + epsilon) + bias[c], with the mean and the
/// variance of all entries of the value, or of those at place p [Ba, Kiros and Hinton 2016].
struct LayerNorm {
  double epsilon = 1e-5;
  bool each_place = false; ///< over the channels at each place, not over all entries
  bool tied =
      false; ///< weights and biases that the network's subgroup moves to each other are equal
  friend bool operator==(LayerNorm const&, LayerNorm const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
