/// \file
/// The layer that takes a named part out of an input of several. No spec has it: a spec names the
/// part, and its first block begins with this layer.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_PART_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_PART_HPP

#include "equivarify/codegen/layers/shape.hpp"

#include <cstddef>

namespace equivarify::codegen {

class LayerType;

/// y[i] = x[offset + i], as an array of `shape`.
struct Part {
  std::size_t offset = 0;
  Shape shape;
  friend bool operator==(Part const&, Part const&) = default;

  [[nodiscard]] static LayerType const& type();
};

} // namespace equivarify::codegen

#endif
