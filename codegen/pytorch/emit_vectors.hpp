/// \file
/// A program of Python that checks a generated module.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_EMIT_VECTORS_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_EMIT_VECTORS_HPP

#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// NAME_check.py: inputs with the answers of the reference evaluator for \p weights. It prints the
/// largest difference and how many numbers of f(g x) and g f(x) differ in their bits, for every g
/// and batches of 1, 3 and all inputs, and ends with 0 if all is well, else with 1.
[[nodiscard]] std::string emit_pytorch_check(Network const& network,
                                             ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
