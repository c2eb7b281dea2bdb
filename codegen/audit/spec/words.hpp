/// \file
/// The words of a spec, such as `r^2 s r^-1`, read by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_WORDS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_WORDS_HPP

#include "equivarify/codegen/audit/spec/permutations.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A generator, by its number, or its inverse.
struct Letter {
  std::size_t generator = 0;
  bool inverted = false;
};

/// The letters of \p text, in order, in the generators \p names. \throws Refusal if it is no word,
/// or has more than a million letters.
[[nodiscard]] std::vector<Letter> read_word(std::string const& text,
                                            std::vector<std::string> const& names);

/// The letters of the inverse of \p word.
[[nodiscard]] std::vector<Letter> inverse(std::vector<Letter> word);

/// The element that \p text writes, where \p steps says of each generator which element its product
/// with each element is, and the identity is 0. \throws Refusal if it is no word.
[[nodiscard]] std::uint32_t element_of(std::string const& text, NamedImages const& steps);

} // namespace equivarify::audit

#endif
