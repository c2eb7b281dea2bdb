/// \file
/// The parts of a generated header that compute: types, one function a layer, and the order in
/// which they are called.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_LAYERS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_LAYERS_HPP

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// The type of the input and of each layer.
[[nodiscard]] std::string emit_layer_types(Plan const& plan);

/// One function for each layer and direction, the formula above it.
[[nodiscard]] std::string emit_layer_functions(Plan const& plan, Purpose purpose);

/// The structures of weights, scratch space and values between the layers.
[[nodiscard]] std::string emit_storage(Plan const& plan, Purpose purpose);

/// The structure `Layers`: what the engines of runtime/kernels call.
[[nodiscard]] std::string emit_call_order(Plan const& plan, Purpose purpose);

} // namespace equivarify::codegen

#endif
