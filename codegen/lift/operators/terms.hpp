/// \file
/// Sums and products of values of a file, of which each may be a constant.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_TERMS_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_TERMS_HPP

#include "equivarify/codegen/lift/node_context.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// \p constant and \p view, stretched to one shape: the numbers of the constant there.
[[nodiscard]] std::vector<float> stretched(OnnxTensor const& constant, View& view);

/// Input \p input as a term that may be used several times: so no sum goes into what makes it.
[[nodiscard]] FileValue term(NodeContext const& context, std::size_t input);

/// factor x + summand, each rounded once: the sign of a difference is that of the numbers, and
/// truth stays 0 or 1, which a normalisation does not promise. By a convolution of each channel by
/// itself, or by a linear map. \throws LiftError where the network takes no map and needs one
[[nodiscard]] FileValue
line_of(NodeContext const& context, FileValue const& x, float factor, float summand);

/// a - b, rounded once, so that its sign is exact: stretched to one shape.
///
/// \throws LiftError as line_of() and add_views()
[[nodiscard]] FileValue
difference(NodeContext const& context, FileValue const& a, FileValue const& b);

/// The sum of \p a and \p b, stretched to one shape.
///
/// \throws LiftError as add_views()
[[nodiscard]] FileValue added(NodeContext const& context, FileValue const& a, FileValue const& b);

/// The product of \p a and \p b, stretched to one shape.
///
/// \throws LiftError as multiply_views()
[[nodiscard]] FileValue
multiplied(NodeContext const& context, FileValue const& a, FileValue const& b);

/// 1 where x > 0, else 0; exact.
[[nodiscard]] FileValue is_positive(NodeContext const& context, FileValue const& x);

} // namespace equivarify::codegen

#endif
