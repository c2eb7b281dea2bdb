/// \file
/// The characters of degree 1 of a finite group.
#ifndef EQUIVARIFY_ALGEBRA_LINEAR_CHARACTERS_HPP
#define EQUIVARIFY_ALGEBRA_LINEAR_CHARACTERS_HPP

#include "equivarify/algebra/group.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The homomorphisms from a group to the roots of unity: `exponents[i][g]` stands for
/// exp(2 pi i exponents[i][g] / root).
struct LinearCharacters {
  std::uint32_t root = 1;
  std::vector<std::vector<std::uint32_t>> exponents;
};

/// The most values, characters times elements, that linear_characters() stores.
inline constexpr std::uint64_t max_linear_values = 1ULL << 26;

/// All linear characters, the trivial one first: as many as G / G' has elements. Cost: O(|G / G'|
/// |G|).
///
/// \throws LimitError beyond max_linear_values.
[[nodiscard]] LinearCharacters linear_characters(Group const& group);

} // namespace equivarify::algebra

#endif
