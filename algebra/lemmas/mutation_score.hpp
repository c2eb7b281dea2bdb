/// \file
/// Which check kills which mutant: how much the checks of the lemmas can see.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_MUTATION_SCORE_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_MUTATION_SCORE_HPP

#include "equivarify/algebra/lemmas/lemma.hpp"
#include "equivarify/algebra/lemmas/mutants.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// How hard each mutant is tried.
struct MutationOptions {
  std::uint64_t seed = 1;
  int tests = 200; ///< random instances of each lemma
};

/// The lemma that fails for a mutant, on a shrunk instance.
struct Kill {
  std::string lemma;
  std::string found_by; ///< `property` or `exhaustive`
  Facts facts;
};

/// One mutant and the first lemma, in the order of the paper, that kills it.
struct MutantVerdict {
  std::string part;
  std::string name;
  std::string description;
  std::optional<Kill> kill{};
};

/// The verdicts on mutants, and the lemmas that refute the paper's own definitions: none, or the
/// kills would show nothing.
struct MutationScore {
  std::vector<MutantVerdict> mutants;
  std::vector<std::string> refuting_the_formula{};

  [[nodiscard]] std::size_t killed() const;

  /// Whether every mutant is killed and the paper's definitions survive.
  [[nodiscard]] bool complete() const;
};

/// The kill of \p construction by the first lemma that refutes it, those of all_lemmas() before
/// the two of the decision: by its property over random groups, else exhaustively on the transitive
/// sets of S3.
[[nodiscard]] std::optional<Kill> kill(Construction const& construction,
                                       MutationOptions const& options);

/// Tries \p candidates, and the paper's definitions. Equal options give equal scores.
[[nodiscard]] MutationScore score_mutants(std::vector<Mutant> const& candidates,
                                          MutationOptions const& options);

/// \p facts in one line: `group C2 = {e, r}; X = ...; g = r; ...`.
[[nodiscard]] std::string to_line(Facts const& facts);

} // namespace equivarify::algebra::lemmas

#endif
