/// \file
/// The layer `conv_transpose2d`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_CONV_TRANSPOSE2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_CONV_TRANSPOSE2D_HPP

#include "equivarify/codegen/layers/field.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// The transpose of a convolution, and a bias:
/// y[o][i'][j'] = b[o] + sum w[c][o][a][b] x[c][i][j] over i*s + a - top = i', j*s + b - left = j'.
struct ConvTranspose2d {
  std::size_t filters = 1;
  Extent kernel{2, 2};
  Extent stride{1, 1};
  Padding padding = Padding::valid; ///< cut off; `same` needs an odd kernel and stride 1
  bool bias = true;
  bool tied = false;    ///< weights that the network's subgroup moves to each other are equal
  bool regular = false; ///< the subgroup permutes groups of outputs as its elements
  friend bool operator==(ConvTranspose2d const&, ConvTranspose2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
