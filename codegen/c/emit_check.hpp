/// \file
/// A program of C99 by which a compiler shows that it keeps what the network promises.
#ifndef EQUIVARIFY_CODEGEN_C_EMIT_CHECK_HPP
#define EQUIVARIFY_CODEGEN_C_EMIT_CHECK_HPP

#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// NAME_check.c: random inputs with the answers of the reference evaluator for \p weights. The
/// program prints the largest difference and how many numbers differ in their bits between F(g x)
/// and g F(x), for every g, and ends with 0 if all is well, else with 1.
[[nodiscard]] std::string emit_c_check(Network const& network,
                                       ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
