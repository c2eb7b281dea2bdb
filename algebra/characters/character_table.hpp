/// \file
/// Complex characters of finite groups, exact.
#ifndef EQUIVARIFY_ALGEBRA_CHARACTER_TABLE_HPP
#define EQUIVARIFY_ALGEBRA_CHARACTER_TABLE_HPP

#include "equivarify/algebra/cyclotomic.hpp"
#include "equivarify/algebra/structure.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// One irreducible character.
struct Character {
  std::uint32_t degree = 1;
  std::vector<Cyclotomic>
      values; ///< on each class, in the root of unity of the order of its elements
  /// Frobenius and Schur's: 1 for a real representation, 0 for a character that is not real, -1 for
  /// a quaternionic one.
  int indicator = 1;
};

/// The irreducible characters of a group on its conjugacy classes.
struct CharacterTable {
  std::vector<ConjugacyClass> classes;
  std::vector<std::uint32_t> element_orders; ///< for each class
  std::vector<Character> characters;         ///< the trivial one first, then by degree
};

/// The most classes for which a table is computed.
inline constexpr std::size_t max_character_classes = 256;

/// The character table by the method of Burnside and Dixon: common eigenvectors of the class
/// matrices modulo a prime, then lifted. Cost: O(c |G|) products and O(c^4) operations modulo the
/// prime for c classes. Those of abelian groups come from linear_characters(), in the same order.
///
/// \throws LimitError beyond max_character_classes classes.
[[nodiscard]] CharacterTable character_table(Group const& group);

} // namespace equivarify::algebra

#endif
