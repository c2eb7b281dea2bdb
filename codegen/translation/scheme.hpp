/// \file
/// Bilinear schemes as exact matrices: what kernels that transform, multiply and transform back
/// compute, forward and backward.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_SCHEME_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_SCHEME_HPP

#include "equivarify/codegen/translation/fraction.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// Row by row; row i makes output i of the numbers that columns stand for.
using FractionMatrix = std::vector<std::vector<Fraction>>;

/// A product of a scheme: the number of the transformed input, that of the transformed weight, and
/// that of the product to which theirs is added.
using SchemeTerm = std::array<std::size_t, 3>;

/// y = output(P(weights(w), input(s))) where P adds up the products `forward`; backward
/// ds = input_adjoint(P'(weights(w), output_adjoint(dy))) by the products `to_inputs`, and
/// dw = weights_adjoint(P''(input(s), output_adjoint(dy))) by the products `to_weights`. Each
/// matrix is that of a function of the runtime, none derived from another.
struct Scheme {
  FractionMatrix input{};
  FractionMatrix input_adjoint{};
  FractionMatrix weights{};
  FractionMatrix weights_adjoint{};
  FractionMatrix output{};
  FractionMatrix output_adjoint{};
  std::vector<SchemeTerm> forward{};
  std::vector<SchemeTerm> to_inputs{};
  std::vector<SchemeTerm> to_weights{};
};

} // namespace equivarify::codegen

#endif
