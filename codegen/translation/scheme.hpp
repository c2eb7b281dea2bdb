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

/// A step of a program: `+` or `-` of two numbers, or `*` of one number and a factor.
struct StraightStep {
  char operation = '+';
  std::size_t first = 0;
  std::size_t second = 0;
  Fraction factor{};
};

/// A program without branches. Numbers are counted: the inputs come first, then each step makes
/// one.
struct StraightProgram {
  std::size_t inputs = 0;
  std::vector<StraightStep> steps{};
  std::vector<std::size_t> results{};
};

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
  StraightProgram input_program{};  ///< the sums of `input` in their order
  StraightProgram output_program{}; ///< the sums of `output`
};

} // namespace equivarify::codegen

#endif
