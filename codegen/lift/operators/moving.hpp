/// \file
/// What operators share that only move entries.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_MOVING_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_MOVING_HPP

#include "equivarify/codegen/lift/node_context.hpp"

namespace equivarify::codegen {

/// What \p move makes of input 0: of a constant, or of the places of a value.
template <typename Move>
[[nodiscard]] FileValue moved(NodeContext const& context, Move const& move) {
  if (context.is_constant(0)) {
    OnnxTensor tensor = move(context.constant(0));
    tensor.name = context.constant(0).name;
    return tensor;
  }
  View const& view = context.view(0);
  return View{view.value, move(view.entries)};
}

/// The shape of input \p input.
[[nodiscard]] inline Extents const& shape_of(NodeContext const& context, std::size_t input = 0) {
  return context.is_constant(input) ? context.constant(input).shape : context.view(input).shape();
}

} // namespace equivarify::codegen

#endif
