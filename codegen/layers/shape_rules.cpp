#include "equivarify/codegen/layers/shape_rules.hpp"

#include "equivarify/codegen/layers/layer.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

void expect_flat(Shape const& input, std::string const& layer) {
  if (!input.is_flat()) {
    throw ShapeError{
        fmt::format("an image of {}", to_string(input)),
        fmt::format("a flat input for {}; put a layer of type \"flatten\" before it", layer)};
  }
}

void expect_fits(Shape const& input, Extent const& window, std::string const& what) {
  if (window.rows > input.rows || window.columns > input.columns) {
    throw ShapeError{fmt::format("a {}x{} {}", window.rows, window.columns, what),
                     fmt::format("at most {}x{}, the size of its input {}",
                                 input.rows,
                                 input.columns,
                                 to_string(input))};
  }
}

Extent windows_inside(Shape const& input, Extent const& size, Extent const& stride) {
  return {(input.rows - size.rows) / stride.rows + 1,
          (input.columns - size.columns) / stride.columns + 1};
}

} // namespace equivarify::codegen
