/// \file
/// What a word that nobody knows may have been meant for.
#ifndef EQUIVARIFY_RUNTIME_FILES_NEAREST_WORD_HPP
#define EQUIVARIFY_RUNTIME_FILES_NEAREST_WORD_HPP

#include <string>
#include <vector>

namespace equivarify::runtime {

/// The one of \p words that becomes \p found by the fewest letters put in, left out or exchanged
/// for others; the first of several. Empty where more than half of its letters, and more than one,
/// would have to go, or \p found is too long for any. Cost: the product of the lengths for each
/// word (Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals).
[[nodiscard]] std::string nearest_word(std::string const& found,
                                       std::vector<std::string> const& words);

} // namespace equivarify::runtime

#endif
