/// \file
/// Pictures for layers that want them in order.
#ifndef EQUIVARIFY_CODEGEN_LIFT_PICTURES_HPP
#define EQUIVARIFY_CODEGEN_LIFT_PICTURES_HPP

#include "equivarify/codegen/lift/node_context.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// \p view, on the value that its entries had before they were made a vector or put in a row.
[[nodiscard]] View before_joins(NetworkBuilder& network, View view);

/// The value whose planes are those of \p view, [1, channels, rows, columns], in order, as
/// image_of(); of lines, [1, channels, columns], planes of one row. Planes of several values are
/// put in a row, and entries that come several times, as the nearest one, are a layer `upsample2d`.
///
/// Where planes are turned, or other entries of the value, two layers put them in order, if the
/// network takes maps: a `conv2d` whose windows are whole planes has one output for each entry, and
/// a `conv_transpose2d` makes planes of these. All weights are 0 or 1, as many as the squared
/// number of entries for each layer, and the numbers stay as they are.
///
/// \throws LiftError as image_of() where that is not so, and as require_room().
[[nodiscard]] std::size_t
picture_of(NetworkBuilder& network, std::string const& wish, View const& view);

} // namespace equivarify::codegen

#endif
