/// \file
/// The layers of a spec as one plain map, put into other specs.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_PLAIN_SPEC_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_PLAIN_SPEC_HPP

#include "equivarify/codegen/spec/spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// All layers of \p spec, no weights tied.
[[nodiscard]] std::vector<LayerSpec> plain_layers(Spec const& spec);

/// Whether some layer of \p spec reads another value than that of the layer before.
[[nodiscard]] bool branches(Spec const& spec);

/// \p spec with \p blocks for its own, called NAME_METHOD, without a construction.
[[nodiscard]] Spec
with_blocks(Spec const& spec, std::string const& method, std::vector<BlockSpec> blocks);

/// \p spec with \p layers as one lifted block.
[[nodiscard]] Spec
with_one_block(Spec const& spec, std::string const& method, std::vector<LayerSpec> layers);

/// \p layers with \p sheets times as many units in the last dense layer.
[[nodiscard]] std::vector<LayerSpec> with_sheets(std::vector<LayerSpec> layers, std::size_t sheets);

/// Whether the layer has weights.
[[nodiscard]] bool is_linear(LayerSpec const& layer);

} // namespace equivarify::codegen

#endif
