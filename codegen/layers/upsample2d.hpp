/// \file
/// The layer `upsample2d`.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_UPSAMPLE2D_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_UPSAMPLE2D_HPP

#include "equivarify/codegen/layers/field.hpp"

namespace equivarify::codegen {

/// y[c][i][j] = x[c][i / rows of the scale][j / its columns], rounded down.
struct Upsample2d {
  Extent scale{2, 2};
  friend bool operator==(Upsample2d const&, Upsample2d const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
