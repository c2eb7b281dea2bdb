/// \file
/// One layer on one copy, by the formula in layer.hpp.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_LAYER_EVALUATOR_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_LAYER_EVALUATOR_HPP

#include "equivarify/codegen/layer.hpp"

#include <vector>

namespace equivarify::codegen {

/// The output of \p layer at \p input. \p weight and \p bias are not read for a layer that has
/// none.
template <typename Real>
[[nodiscard]] std::vector<Real> evaluate_layer(Layer const& layer,
                                               std::vector<Real> const& weight,
                                               std::vector<Real> const& bias,
                                               std::vector<Real> const& input);

} // namespace equivarify::codegen

#endif
