/// \file
/// What layers ask of their input.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_SHAPE_RULES_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_SHAPE_RULES_HPP

#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/layers/window.hpp"

#include <string>

namespace equivarify::codegen {

/// \throws ShapeError unless \p input is flat; \p layer is the type that needs it.
void expect_flat(Shape const& input, std::string const& layer);

/// \throws ShapeError if \p window, called \p what, is larger than the planes of \p input.
void expect_fits(Shape const& input, Extent const& window, std::string const& what);

/// How many windows lie wholly inside a plane of \p input. \pre the window fits
[[nodiscard]] Extent windows_inside(Shape const& input, Extent const& size, Extent const& stride);

} // namespace equivarify::codegen

#endif
