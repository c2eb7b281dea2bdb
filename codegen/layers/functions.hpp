/// \file
/// Functions of each number without fields: one table.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_FUNCTIONS_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_FUNCTIONS_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <vector>

namespace equivarify::codegen {

/// The types of layers of the table, in the order of the README.
[[nodiscard]] std::vector<LayerType const*> function_types();

} // namespace equivarify::codegen

#endif
