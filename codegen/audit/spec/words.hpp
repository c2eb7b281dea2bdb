/// \file
/// The words of a spec, such as `r^2 s r^-1`, read by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_WORDS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_WORDS_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A generator, by its number, or its inverse.
struct Letter {
  std::size_t generator = 0;
  bool inverted = false;
};

using Word = std::vector<Letter>;

/// The letters of \p text, in order, in the generators \p names: a word is one or more of `name`,
/// `e`, `1` and `(word)`, each perhaps with `^integer`, separated by blanks or `*`. \p left is how
/// many letters there may still be, and becomes less by those read. \throws Refusal if \p text is
/// no word or too long.
[[nodiscard]] Word
read_word(std::string const& text, std::vector<std::string> const& names, std::size_t& left);

/// The letters of the inverse of \p word.
[[nodiscard]] Word inverse(Word word);

} // namespace equivarify::audit

#endif
