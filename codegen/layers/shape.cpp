#include "equivarify/codegen/layers/shape.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

std::string to_string(Shape const& shape) {
  return shape.is_flat() ? fmt::to_string(shape.channels)
                         : fmt::format("{}x{}x{}", shape.channels, shape.rows, shape.columns);
}

} // namespace equivarify::codegen
