/// \file
/// The layers of a generated header, and the network that they make.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_EMIT_LAYERS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_EMIT_LAYERS_HPP

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/plan.hpp"

#include <string>

namespace equivarify::codegen {

/// A struct for each layer, its formula above it.
[[nodiscard]] std::string emit_layers(Plan const& plan, Purpose purpose);

/// The type `Layers`: each layer with those whose values it reads.
[[nodiscard]] std::string emit_network(Plan const& plan, Purpose purpose);

} // namespace equivarify::codegen

#endif
