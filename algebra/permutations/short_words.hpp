/// \file
/// Short words in the generators of large permutation groups.
#ifndef EQUIVARIFY_ALGEBRA_SHORT_WORDS_HPP
#define EQUIVARIFY_ALGEBRA_SHORT_WORDS_HPP

#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/word.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// How long ShortWords searches.
struct ShortWordsOptions {
  std::size_t words = 20'000;        ///< words in the generators that are tried, shortest first
  std::size_t improve_every = 1'000; ///< words after which the table is improved by its products
};

/// A table of short words that take each base point through its orbit, and by it a word for every
/// element: for Rubik's cube 150 letters on average, where the words of a stabilizer chain would
/// have millions. An immutable value.
///
/// T. Minkwitz, An algorithm for solving the factorization problem in permutation groups, J.
/// Symbolic Computation 26 (1998).
class ShortWords {
public:
  /// Cost: that of the words tried, each divided by the table, O(levels x degree); and of the
  /// improvements, O(levels x longest orbit^2 x degree) each at most.
  ///
  /// \throws LimitError if the words tried do not reach all of some orbit, or the table would take
  /// more than 2^24 numbers.
  explicit ShortWords(PermutationGroup const& group, ShortWordsOptions const& options = {});

  /// A word whose value is \p p; nothing if \p p is not in the group. Cost: O(levels x degree) and
  /// the length of the word.
  [[nodiscard]] std::optional<SignedWord> word_for(Permutation const& p) const;

  /// No word has more letters.
  [[nodiscard]] std::size_t longest() const;

  /// A group element and a word for it.
  struct Entry {
    Permutation element;
    SignedWord word;
  };

private:
  /// For each place of the base point the shortest known element that takes the point there.
  struct Level {
    std::uint32_t point = 0;
    std::vector<std::optional<Entry>> to{};
  };

  friend class ShortWordsSearch;

  std::uint32_t degree_;
  std::vector<Level> levels_;
};

} // namespace equivarify::algebra

#endif
