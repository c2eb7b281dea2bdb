/// \file
/// Planes with their other side around them.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_WRAPPED_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_WRAPPED_HPP

#include "equivarify/codegen/layers/window.hpp"
#include "equivarify/codegen/lift/network_builder.hpp"
#include "equivarify/codegen/lift/node_context.hpp"

#include <optional>

namespace equivarify::codegen {

/// How far \p view goes beyond the planes of its value, if it is [1, channels, rows, columns] of
/// these planes repeated without end, from some place on: what circular padding leaves, however a
/// file says it. Nothing for planes as they are, and for more than one plane beyond a side.
[[nodiscard]] std::optional<Margins> wrapped_around(NetworkBuilder const& network,
                                                    View const& view);

} // namespace equivarify::codegen

#endif
