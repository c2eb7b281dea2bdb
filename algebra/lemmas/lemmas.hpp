/// \file
/// Entry to the lemma library: every lemma identity of the paper, checked for a group and an
/// action.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_LEMMAS_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_LEMMAS_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/lemmas/construction.hpp"
#include "equivarify/algebra/lemmas/exhaustive.hpp"
#include "equivarify/algebra/lemmas/lemma.hpp"
#include "equivarify/algebra/lemmas/property.hpp"
#include "equivarify/algebra/watch.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// How much to check, and of which definitions.
struct LemmaOptions {
  std::uint64_t seed = 1;
  int tests = 200;                            ///< random instances for each lemma
  std::uint64_t max_exhaustive_cases = 5'000; ///< for each set and number of labels
  std::uint64_t max_work = 0;                 ///< of each lemma: see ExhaustiveOptions; 0: no bound
  Construction construction = formula();
  std::string spec = "SPEC"; ///< how the replay line names the spec
  /// What the exhaustive checks saw, one for each of all_lemmas(), where they were done before.
  std::vector<ExhaustiveReport> exhaustive{};
  Watch watch{}; ///< asked before each case and before random instances, told of each lemma
};

/// An instance that breaks a lemma.
struct Counterexample {
  std::string found_by;          ///< `exhaustive` or `property`
  Facts facts;                   ///< the group, X, F, g, h, x, then both sides
  std::vector<std::string> text; ///< the facts, one a line, aligned
  std::string replay;            ///< the command that finds it again

  /// Calls \p fields for each member that files have, with its name there; so do all describe().
  static void describe(auto& fields) {
    fields.field("found_by", &Counterexample::found_by);
    fields.field("facts", &Counterexample::facts);
    fields.field("text", &Counterexample::text);
    fields.field("replay", &Counterexample::replay);
  }
};

/// What the checks of a lemma came to.
enum class LemmaVerdict {
  refuted,
  partly, ///< it held wherever it was checked, and for some checks there was no time
  holds
};

/// The verdict on one lemma, on what was checked of it.
struct LemmaReport {
  std::string id;
  std::string statement;
  std::string source;
  std::string scope;
  LemmaVerdict verdict = LemmaVerdict::holds;
  ExhaustiveReport exhaustive; ///< on the sets of the given action
  PropertyReport property;     ///< over random groups, sets and maps
  std::optional<Counterexample> counterexample{};
  std::vector<std::string> left_out{}; ///< checks for which there was no time

  [[nodiscard]] bool holds() const noexcept { return verdict != LemmaVerdict::refuted; }
};

/// Checks every lemma on \p sets, G-sets of one group, exhaustively where that is bounded, and as a
/// property.
[[nodiscard]] std::vector<LemmaReport> check_lemmas(std::vector<NamedSet> const& sets,
                                                    LemmaOptions const& options);

/// Checks every lemma on the transitive G-sets of \p group.
[[nodiscard]] std::vector<LemmaReport> check_lemmas(Group const& group,
                                                    LemmaOptions const& options);

/// Checks every lemma on \p set and its orbits.
[[nodiscard]] std::vector<LemmaReport> check_lemmas(GSet const& set, LemmaOptions const& options);

/// Checks every lemma for the action (g x)[i] = x[permutations[g][i]] on arrays: the laws of an
/// action on every entry, and each lemma on orbits of arrays of every stabilizer type.
[[nodiscard]] std::vector<LemmaReport>
check_lemmas(Group const& group,
             std::vector<EntryPermutation> const& permutations,
             LemmaOptions const& options);

/// Part \p part of the exhaustive checks that check_lemmas() makes on \p sets, for an action on
/// arrays those of array_sets(): a report for each of all_lemmas(), to be merged with those of the
/// other parts.
[[nodiscard]] std::vector<ExhaustiveReport> check_part_of_lemmas(std::vector<NamedSet> const& sets,
                                                                 LemmaOptions const& options,
                                                                 CasePart const& part);

/// The same reports with the cases that part \p part has, of which none is tried: what a part that
/// was done elsewhere must say, unless it found a refutation.
[[nodiscard]] std::vector<ExhaustiveReport> count_part_of_lemmas(std::vector<NamedSet> const& sets,
                                                                 LemmaOptions const& options,
                                                                 CasePart const& part);

/// The lemma's equation, witness and both sides as aligned lines.
[[nodiscard]] std::vector<std::string> to_lines(Facts const& facts);

} // namespace equivarify::algebra::lemmas

#endif
