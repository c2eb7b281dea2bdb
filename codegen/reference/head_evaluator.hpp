/// \file
/// The outputs of a network, from the copies of its last value.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_HEAD_EVALUATOR_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_HEAD_EVALUATOR_HPP

#include "equivarify/codegen/spec/output.hpp"

#include <vector>

namespace equivarify::codegen {

/// R(s) of the head of \p output for the copies s = \p copies of the last value, of which its part
/// is taken. \pre one copy for each element, of one size that holds the part
template <typename Real>
[[nodiscard]] std::vector<Real> evaluate_head(Output const& output,
                                              std::vector<std::vector<Real>> const& copies);

} // namespace equivarify::codegen

#endif
