/// \file
/// The layer `batch_norm`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_BATCH_NORM_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_BATCH_NORM_HPP

#include "equivarify/codegen/layers/operation.hpp"

#include <string>

namespace equivarify::codegen {

/// y[c][p] = weight[c] (x[c][p] - mean[c]) / sqrt(variance[c] + epsilon) + bias[c], with the mean
/// and the variance of a batch in training, and running ones, which are state, afterwards [Ioffe
/// and Szegedy 2015]. Equivariance: README.md.
struct BatchNorm {
  double epsilon = 1e-5;
  double momentum = 0.1; ///< the share of a batch in the running mean and variance
  bool tied = false; ///< channels that the network's subgroup moves to each other share all four
  friend bool operator==(BatchNorm const&, BatchNorm const&) = default;

  [[nodiscard]] static LayerType const& type();
};

/// Its fields in generated code, such as `rt::NormSettings{.epsilon = rt::bits_of(0.01F)}`.
[[nodiscard]] std::string settings_of(BatchNorm const& norm);

} // namespace equivarify::codegen

#endif
