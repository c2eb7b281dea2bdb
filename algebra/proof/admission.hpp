/// \file
/// What must be true of a claim before a proof of it is looked for.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_ADMISSION_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_ADMISSION_HPP

#include "equivarify/algebra/proof/theory.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// The first claim that is not in \p earlier, though by \p theory it must come before \p equation;
/// nothing if the equation may be used.
[[nodiscard]] std::string
missing_before(Equation const& equation, std::vector<Claim> const& earlier, Theory const& theory);

/// Whether \p claim of \p theory may be proved after \p earlier: two functions are compared at a
/// variable of their index set of which nothing else is known, and no symbol is used before it is
/// defined. \throws AlgebraError if not.
void admit(Claim const& claim, std::vector<Claim> const& earlier, Theory const& theory);

} // namespace equivarify::algebra::proof

#endif
