/// \file
/// A function of which nothing is known, made equivariant while it runs: by its G-product, whatever
/// it computes and however it is called.
#ifndef EQUIVARIFY_ALGEBRA_PROBE_LIFTED_BOX_HPP
#define EQUIVARIFY_ALGEBRA_PROBE_LIFTED_BOX_HPP

#include "equivarify/algebra/probe/black_box.hpp"

#include <cstdint>

namespace equivarify::algebra::probe {

/// F^(x)(h) = F(h^-1 x), one copy after another in the order of the group [3.0.1]. F is \p box, on
/// arrays that move by \p input, and gives \p outputs numbers. f(g x) = g f(x) to the bit for the
/// action copies_action(), and the first copy is F(x). All copies of all inputs are asked of \p box
/// at once, so that a program is started once.
///
/// The result throws AlgebraError for an input of another size, and unless \p box gives one array
/// of \p outputs numbers for each.
[[nodiscard]] BlackBox lifted(BlackBox box, ArrayAction const& input, std::uint32_t outputs);

/// How the group moves the copies of lifted(): (g s)(h) = s(g^-1 h). \throws LimitError if these
/// are too many.
[[nodiscard]] ArrayAction copies_action(ArrayAction const& input, std::uint32_t outputs);

/// p(s), the copy of e, of \p copies, one of \p outputs numbers.
[[nodiscard]] Array projected(Array const& copies, std::uint32_t outputs);

/// The mean over h of h F(h^-1 x), an array that moves by \p output: where F was equivariant, F
/// itself up to the rounding of a mean; where it was not, the nearest to it that is. f(g x) =
/// g f(x) to the bit but for the signs of zeros, since the terms of each number are added in the
/// order of their sizes.
///
/// \throws AlgebraError if the groups differ; the result throws as that of lifted().
[[nodiscard]] BlackBox averaged(BlackBox box, ArrayAction const& input, ArrayAction const& output);

/// The sum of \p terms, which are reordered: the same bits in any order, and those of minus the sum
/// for minus the terms. Terms of one size are counted with their signs and added together.
[[nodiscard]] double sum_by_size(Array& terms);

} // namespace equivarify::algebra::probe

#endif
