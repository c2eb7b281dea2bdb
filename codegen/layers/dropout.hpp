/// \file
/// The layer `dropout`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_DROPOUT_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_DROPOUT_HPP

#include "equivarify/codegen/layers/operation.hpp"

namespace equivarify::codegen {

/// y[i] = x[i]. In training y[i] = 0 with probability `rate`, otherwise x[i] / (1 - rate)
/// [Srivastava et al. 2014]. Which entries: README.md.
struct Dropout {
  double rate = 0.5;
  friend bool operator==(Dropout const&, Dropout const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
