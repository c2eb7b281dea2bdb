/// \file
/// All types of layers.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_REGISTRY_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_REGISTRY_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// Every type of layer, in the order of the schema and the README.
[[nodiscard]] std::vector<LayerType const*> const& layer_types();

/// The type that a spec calls \p name; null if there is none.
[[nodiscard]] LayerType const* find_layer_type(std::string const& name);

} // namespace equivarify::codegen

#endif
