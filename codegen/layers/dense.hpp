/// \file
/// The layer `dense`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_DENSE_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_DENSE_HPP

#include "equivarify/codegen/layers/operation.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// y[o] = b[o] + sum w[o][i] x[i]; its input is flat.
struct Dense {
  std::size_t units = 1;
  bool bias = true;
  bool tied = false;    ///< weights that the network's subgroup moves to each other are equal
  bool regular = false; ///< the subgroup permutes groups of outputs as its elements
  friend bool operator==(Dense const&, Dense const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
