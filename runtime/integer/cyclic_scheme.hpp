/// \file
/// Convolutions on cyclic groups with few products of integers.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_CYCLIC_SCHEME_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_CYCLIC_SCHEME_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// D (f * g) = answers ((entries f) (entries g)), entry by entry, on a group of `order` elements.
struct Convolver {
  std::size_t order = 1;
  std::size_t products = 1;
  std::int32_t denominator = 1;         ///< D
  std::vector<std::int32_t> entries{1}; ///< [product][element]
  std::vector<std::int32_t> answers{1}; ///< [element][product]
};

/// On Z/n. Blocks Q[x] / Phi_d for the divisors d of n, each by Karatsuba's method; back by the
/// idempotents of the blocks, whose coefficients are Ramanujan's sums over n. So D = n.
[[nodiscard]] Convolver cyclic_convolver(std::size_t n);

/// On the product of both groups, element (i, j) at i * second.order + j.
[[nodiscard]] Convolver product_of(Convolver const& first, Convolver const& second);

} // namespace equivarify::runtime

#endif
