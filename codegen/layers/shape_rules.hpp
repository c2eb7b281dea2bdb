/// \file
/// What layers ask of their input.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_SHAPE_RULES_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_SHAPE_RULES_HPP

#include "equivarify/codegen/layers/field.hpp"
#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/layers/window.hpp"

#include <cstddef>
#include <string>

namespace equivarify::codegen {

/// \throws ShapeError unless \p input is flat; \p layer is the type that needs it.
void expect_flat(Shape const& input, std::string const& layer);

/// \throws ShapeError if \p input has more axes than \p axes, those of the windows of the type
/// \p layer: planes have two, volumes three, and a plane of one row is a line.
void expect_axes(Shape const& input, std::size_t axes, std::string const& layer);

/// How many windows \p window, called \p what, there are on a plane of \p input that is padded by
/// \p padding; the margins of \p window are those of \p padding.
///
/// \throws ShapeError if a window is larger than the padded plane, if `same` cannot keep the size,
/// or if a circular margin is larger than the plane.
[[nodiscard]] Extent count_windows(Shape const& input,
                                   Window const& window,
                                   Padding const& padding,
                                   std::string const& what);

/// \throws ShapeError unless windows \p window, called \p what, with padding `same` keep the size.
void expect_same_padding_works(Window const& window, std::string const& what);

/// The shape with \p channels that transposed windows \p window make of \p input: their margins are
/// cut off.
///
/// \throws ShapeError if nothing is left, or a plane of more than 2^28 entries.
[[nodiscard]] Shape spread_shape(Shape const& input, std::size_t channels, Window const& window);

/// \throws ShapeError unless \p groups divides the channels of \p input and \p filters.
void expect_groups(Shape const& input, std::size_t filters, std::size_t groups);

} // namespace equivarify::codegen

#endif
