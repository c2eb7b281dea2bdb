/// \file
/// From a network and its weights to a module of PyTorch.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_GENERATE_PYTORCH_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_GENERATE_PYTORCH_HPP

#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/reference/weights.hpp"

namespace equivarify::codegen {

/// NAME_network.py, NAME.safetensors with the \p weights, and NAME_check.py with test vectors.
///
/// \throws InputError as `lower` does, and for a layer without a form in PyTorch.
[[nodiscard]] Generation generate_pytorch(Network const& network,
                                          ReferenceWeights<float> const& weights);

/// Runs the check of \p generation with $PYTHON, or Debian's python3; what it prints.
///
/// \throws GenerateError when there is no PyTorch, or the check finds a difference.
[[nodiscard]] std::string run_pytorch_check(Network const& network, Generation const& generation);

} // namespace equivarify::codegen

#endif
