/// \file
/// The layer `conv2d`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_CONV2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_CONV2D_HPP

#include "equivarify/codegen/layers/field.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// Cross-correlation with a bias:
/// y[o][i][j] = b[o] + sum w[o][c][a][b] x[c][i*s + a - p][j*s + b - p].
/// `same` needs odd kernels and stride 1, and pads by (kernel - 1) / 2 zeros on each side.
struct Conv2d {
  std::size_t filters = 1;
  Extent kernel{3, 3};
  Extent stride{1, 1};
  Padding padding = Padding::same;
  bool tied = false; ///< weights that the network's subgroup moves to each other are equal
  friend bool operator==(Conv2d const&, Conv2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
