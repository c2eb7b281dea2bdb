/// \file
/// The arrays of networks of volumes, which have one axis more.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_VOLUMES_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_VOLUMES_HPP

#include "equivarify/codegen/generate/plan.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// [channels, rows, columns], or if \p is_volume [channels, slices, rows, columns].
[[nodiscard]] std::vector<std::int64_t> array_extents(Shape const& shape, bool is_volume);

/// Whether any value of \p plan is a volume.
///
/// \throws InputError if layers for planes and layers for volumes meet, whose arrays have different
/// axes in ONNX.
[[nodiscard]] bool has_volumes(Plan const& plan);

} // namespace equivarify::codegen

#endif
