/// \file
/// Planes made of the rows and columns of others: those that go on at their other side, which no
/// operator of the operator set has, and larger ones.
#ifndef EQUIVARIFY_CODEGEN_ONNX_GATHERED_AXES_HPP
#define EQUIVARIFY_CODEGEN_ONNX_GATHERED_AXES_HPP

#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/layers/shape.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// For each axis of an array [batch, channel, row, column] the places to gather: so that a plane of
/// \p input has circular margins where the windows of \p operation see them, or becomes a larger
/// one, or a vector is left with the entries of a part. None where nothing is to be gathered.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>>
gathered_axes(Operation const& operation, Shape const& input);

} // namespace equivarify::codegen

#endif
