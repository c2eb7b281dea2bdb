/// \file
/// The characters of the real irreducible representations.
#ifndef EQUIVARIFY_ALGEBRA_REPRESENTATIONS_REAL_CHARACTER_HPP
#define EQUIVARIFY_ALGEBRA_REPRESENTATIONS_REAL_CHARACTER_HPP

#include "equivarify/algebra/character_table.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/wedderburn.hpp"

#include <complex>
#include <cstddef>
#include <vector>

namespace equivarify::algebra {

/// The character of a real irreducible representation: chi if its indicator is 1, chi and its
/// conjugate if it is 0, twice chi if it is -1.
struct RealCharacter {
  std::vector<std::size_t> characters; ///< chi, and its conjugate where they differ, in the table
  RealBlock block;                     ///< the simple factor of the real group algebra
};

/// The real characters behind \p table, in the order of their first characters. Cost: O(c^2) for c
/// classes.
[[nodiscard]] std::vector<RealCharacter> real_characters(Group const& group,
                                                         CharacterTable const& table);

/// The values of character \p index of \p table on each element of \p group, rounded.
[[nodiscard]] std::vector<std::complex<double>>
values_on_elements(Group const& group, CharacterTable const& table, std::size_t index);

} // namespace equivarify::algebra

#endif
