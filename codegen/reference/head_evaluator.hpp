/// \file
/// The outputs of a network, from the copies of its last value.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_HEAD_EVALUATOR_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_HEAD_EVALUATOR_HPP

#include "equivarify/codegen/spec/output.hpp"

#include <vector>

namespace equivarify::codegen {

/// R(s) of the head of \p output for the copies s = \p copies of the last value, of which its part
/// is taken: for each coset t H one V, the mean of k s(t k) over k in H.
///
/// Every mean is (p - n) / abs(H), p the sum of the positive terms and n that of minus the negative
/// ones, each in the order of size, and a zero has no sign: algebra::Head in numbers of type Real.
/// No order of the copies changes a bit of it, and negating them all negates it.
///
/// \pre one copy for each element, of one size that holds the part
template <typename Real>
[[nodiscard]] std::vector<Real> evaluate_head(Output const& output,
                                              std::vector<std::vector<Real>> const& copies);

/// g r for the value \p r of \p output: what it is at g x. \pre \p r has the size of the head
template <typename Real>
[[nodiscard]] std::vector<Real>
act_on_output(Output const& output, algebra::Element g, std::vector<Real> const& r);

} // namespace equivarify::codegen

#endif
