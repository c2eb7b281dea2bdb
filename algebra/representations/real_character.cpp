#include "equivarify/algebra/representations/real_character.hpp"

#include "equivarify/algebra/error.hpp"

#include <algorithm>

namespace equivarify::algebra {

namespace {

/// The index of the character whose value on each class is that of \p character on the inverses.
std::size_t conjugate_of(CharacterTable const& table,
                         std::vector<std::uint32_t> const& inverse_class,
                         Character const& character) {
  std::vector<Cyclotomic> values;
  values.reserve(inverse_class.size());
  for (std::uint32_t const t : inverse_class) {
    values.push_back(character.values[t]);
  }
  auto const found = std::find_if(table.characters.begin(),
                                  table.characters.end(),
                                  [&](Character const& other) { return other.values == values; });
  EQUIVARIFY_ASSERT(found != table.characters.end(), "a character has no conjugate");
  return static_cast<std::size_t>(found - table.characters.begin());
}

std::vector<std::uint32_t> inverse_classes(Group const& group, CharacterTable const& table) {
  std::vector<std::uint32_t> const numbers = class_numbers(group);
  std::vector<std::uint32_t> result;
  for (ConjugacyClass const& members : table.classes) {
    result.push_back(numbers[group.inverse(members.front()).index()]);
  }
  return result;
}

} // namespace

// J.-P. Serre, Linear Representations of Finite Groups, 13.2.
std::vector<RealCharacter> real_characters(Group const& group, CharacterTable const& table) {
  std::vector<std::uint32_t> const inverses = inverse_classes(group, table);
  std::vector<RealCharacter> result;
  for (std::size_t i = 0; i < table.characters.size(); ++i) {
    Character const& character = table.characters[i];
    if (character.indicator > 0) {
      result.push_back({{i}, {DivisionRing::real, character.degree}});
    } else if (character.indicator < 0) {
      result.push_back({{i}, {DivisionRing::quaternion, character.degree / 2}});
    } else {
      std::size_t const conjugate = conjugate_of(table, inverses, character);
      if (conjugate > i) {
        result.push_back({{i, conjugate}, {DivisionRing::complex, character.degree}});
      }
    }
  }
  return result;
}

std::vector<std::complex<double>>
values_on_elements(Group const& group, CharacterTable const& table, std::size_t index) {
  std::vector<std::complex<double>> values(group.order());
  for (std::size_t t = 0; t < table.classes.size(); ++t) {
    std::complex<double> const value = table.characters[index].values[t].value();
    for (Element const g : table.classes[t]) {
      values[g.index()] = value;
    }
  }
  return values;
}

} // namespace equivarify::algebra
