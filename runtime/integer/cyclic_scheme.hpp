/// \file
/// Convolutions on cyclic groups with few products of integers.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_CYCLIC_SCHEME_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_CYCLIC_SCHEME_HPP

#include "equivarify/runtime/integer/rational_algebra.hpp"

#include <cstddef>

namespace equivarify::runtime {

/// The group algebra of Z/n. Blocks Q[x] / Phi_d for the divisors d of n, each by Karatsuba's
/// method, with sums or with differences, whichever grow less; back by the idempotents of the
/// blocks, whose coefficients are Ramanujan's sums over n. So D = n.
[[nodiscard]] RationalAlgebra cyclic_algebra(std::size_t n);

} // namespace equivarify::runtime

#endif
