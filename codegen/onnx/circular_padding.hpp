/// \file
/// Planes that go on at their other side, which no operator of the operator set has.
#ifndef EQUIVARIFY_CODEGEN_ONNX_CIRCULAR_PADDING_HPP
#define EQUIVARIFY_CODEGEN_ONNX_CIRCULAR_PADDING_HPP

#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/layers/shape.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// For each axis of an array [batch, channel, row, column] the places to gather so that a plane of
/// \p input has circular margins; none where \p operation has no such margins.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>>
circles_of(Operation const& operation, Shape const& input);

} // namespace equivarify::codegen

#endif
