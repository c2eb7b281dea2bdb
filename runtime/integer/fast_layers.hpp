/// \file
/// Which layers of an integer network are computed in fewer products.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_LAYERS_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_LAYERS_HPP

#include "equivarify/runtime/integer/fast_layer.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/integer/packed_layer.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::runtime {

/// Of each layer of \p weights, which \p packed holds too, the form that FastLayer::of finds; none
/// where the group, product[h][k] = h k, has more than 32 elements.
[[nodiscard]] std::vector<std::optional<FastLayer>>
fast_layers(IntegerWeights const& weights,
            std::vector<PackedLayer> const& packed,
            std::vector<std::vector<std::uint32_t>> const& product);

/// Where the activations of each layer of \p weights could be cut off, so that convolutions which
/// read them take larger tiles; 255 where that lets none. \p packed and \p product as above.
[[nodiscard]] std::vector<std::uint8_t>
caps_for_tiles(IntegerWeights const& weights,
               std::vector<PackedLayer> const& packed,
               std::vector<std::vector<std::uint32_t>> const& product);

} // namespace equivarify::runtime

#endif
