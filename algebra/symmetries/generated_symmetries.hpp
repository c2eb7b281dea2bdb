/// \file
/// The group that accepted symmetries generate.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_GENERATED_SYMMETRIES_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_GENERATED_SYMMETRIES_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra::symmetries {

/// The group that signed permutations generate, as permutations.
struct GeneratedSymmetries {
  std::vector<std::size_t> kept; ///< the numbers of those that the earlier ones do not give
  std::uint32_t degree = 1;      ///< of the permutations
  /// Of each of those kept, on the signed places that any of them moves, renumbered in their order;
  /// called g1, g2, ...
  std::vector<NamedPermutation> permutations{};
};

/// The group of \p symmetries, all of one size. Kept are as few as suffice when they are taken in
/// their order.
///
/// \throws LimitError where they move more signed places than a PermutationGroup may have.
[[nodiscard]] GeneratedSymmetries
generated_symmetries(std::vector<SignedPermutation> const& symmetries);

/// The motion that moves the first entries as \p first and the following ones as \p second.
[[nodiscard]] SignedPermutation next_to(SignedPermutation const& first,
                                        SignedPermutation const& second);

/// The part of \p whole on \p count entries from \p start on. \throws AlgebraError unless it takes
/// these to one another.
[[nodiscard]] SignedPermutation
part_of(SignedPermutation const& whole, std::uint32_t start, std::uint32_t count);

} // namespace equivarify::algebra::symmetries

#endif
