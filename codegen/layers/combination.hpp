/// \file
/// What the layers share that read several values.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_COMBINATION_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_COMBINATION_HPP

#include "equivarify/codegen/layers/pointwise.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>

namespace equivarify::codegen {

/// A layer that reads at least two values.
inline constexpr ReadCount two_or_more{.least = 2,
                                       .greatest = std::numeric_limits<std::size_t>::max()};

/// \p shape as that of one value among those that a layer reads, \p index counting from 0:
/// `3x8x8 as value 2`.
[[nodiscard]] inline std::string numbered(Shape const& shape, std::size_t index) {
  return fmt::format("{} as value {}", to_string(shape), index + 1);
}

} // namespace equivarify::codegen

#endif
