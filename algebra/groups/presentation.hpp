/// \file
/// Groups given by generators and relations.
#ifndef EQUIVARIFY_ALGEBRA_PRESENTATION_HPP
#define EQUIVARIFY_ALGEBRA_PRESENTATION_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/smith_form.hpp"
#include "equivarify/algebra/word.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::algebra {

/// Generators with names, and words that equal e.
struct Presentation {
  std::vector<std::string> generators;
  std::vector<SignedWord> relators;
};

/// The most letters that the relations of make_presentation() have in all, powers spelled out.
inline constexpr std::size_t max_presentation_length = 4'000'000;

/// The presentation with these relations: words, which then equal e, or chains of equal words `s r
/// s = r^-1`.
///
/// \throws AlgebraError naming a bad generator name or the place in a relation; LimitError for
/// relations of more than max_presentation_length letters in all.
[[nodiscard]] Presentation make_presentation(std::vector<std::string> const& generators,
                                             std::vector<std::string> const& relations);

/// The action of the generators on the cosets of a subgroup.
struct CosetTable {
  /// `right[k][c]` is the coset c times generator k; coset 0 is the subgroup.
  std::vector<std::vector<std::uint32_t>> right;
  std::uint32_t index = 1; ///< the number of cosets
};

/// The cosets that an enumeration may hold at one time unless told otherwise.
inline constexpr std::uint32_t default_max_cosets = 4'000'000;

/// The cosets of the subgroup that \p subgroup generates, by the method of Todd and Coxeter.
///
/// \throws LimitError when more than \p max_cosets are alive at one time, the table would take more
/// than half a gigabyte, or relators are traced over more than 2^31 letters: the index may be
/// larger or infinite.
[[nodiscard]] CosetTable enumerate_cosets(Presentation const& presentation,
                                          std::vector<SignedWord> const& subgroup = {},
                                          std::uint32_t max_cosets = default_max_cosets);

/// The group with this presentation made abelian: Z^generators modulo the exponents of the
/// relators. The group is infinite if this one is.
[[nodiscard]] AbelianInvariants abelianization(Presentation const& presentation);

/// The group with this presentation, its elements named by words.
///
/// \throws AlgebraError at once, naming its abelianization and a generator of which no power
/// follows from others, if that is infinite; LimitError as enumerate_cosets(), and beyond
/// Group::max_order elements.
[[nodiscard]] Group presented_group(Presentation const& presentation,
                                    std::uint32_t max_cosets = default_max_cosets);

} // namespace equivarify::algebra

#endif
