/// \file
/// The layers `conv1d`, `conv2d` and `conv3d`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_CONVOLUTION_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_CONVOLUTION_HPP

#include "equivarify/codegen/layers/field.hpp"

#include <cstddef>

namespace equivarify::codegen {

/// Cross-correlation along \p Axes axes; of planes
/// y[o][i][j] = b[o] + sum w[o][c][a][b] x[c'][i*s + a*d - top][j*s + b*d - left].
/// The channels c' = c + (channels of a group) * (group of o) are those of the filter's group.
template <std::size_t Axes>
struct Convolution {
  std::size_t filters = 1;
  Extent kernel = equal_extent(Axes, 3);
  Extent stride{1, 1};
  Padding padding = Padding::same; ///< `same` needs an odd span and stride 1
  Extent dilation{1, 1};
  std::size_t groups = 1;
  bool circular = false; ///< outside the plane is its other side, not 0
  bool bias = true;
  bool tied = false;    ///< weights that the network's subgroup moves to each other are equal
  bool regular = false; ///< the subgroup permutes groups of outputs as its elements
  friend bool operator==(Convolution const&, Convolution const&) = default;

  [[nodiscard]] static LayerType const& type();
};

using Conv1d = Convolution<1>;
using Conv2d = Convolution<2>;
using Conv3d = Convolution<3>;

} // namespace equivarify::codegen

#endif
