/// \file
/// The layer `conv2d`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_CONV2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_CONV2D_HPP

#include "equivarify/codegen/layers/field.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// Cross-correlation:
/// y[o][i][j] = b[o] + sum w[o][c][a][b] x[c'][i*s + a*d - top][j*s + b*d - left].
/// The channels c' = c + (channels of a group) * (group of o) are those of the filter's group.
struct Conv2d {
  std::size_t filters = 1;
  Extent kernel{3, 3};
  Extent stride{1, 1};
  Padding padding = Padding::same; ///< `same` needs an odd span and stride 1
  Extent dilation{1, 1};
  std::size_t groups = 1;
  bool circular = false; ///< outside the plane is its other side, not 0
  bool bias = true;
  bool tied = false; ///< weights that the network's subgroup moves to each other are equal
  friend bool operator==(Conv2d const&, Conv2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
