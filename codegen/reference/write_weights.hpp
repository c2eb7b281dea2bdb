/// \file
/// Writing the weight files that generated programs read.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_WRITE_WEIGHTS_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_WRITE_WEIGHTS_HPP

#include "equivarify/codegen/reference/weights.hpp"

#include <string>

namespace equivarify::codegen {

/// \p weights of \p network as a safetensors file, whose metadata name its spec, its network and
/// its classes as generated programs do.
[[nodiscard]] std::string encode_weights(Network const& network,
                                         ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
