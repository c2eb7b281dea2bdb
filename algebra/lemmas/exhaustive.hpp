/// \file
/// All instances of a lemma over given sets and few labels.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_EXHAUSTIVE_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_EXHAUSTIVE_HPP

#include "equivarify/algebra/lemmas/lemma.hpp"
#include "equivarify/algebra/watch.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// One of several equal parts of the cases.
struct CasePart {
  std::uint64_t index = 0; ///< counted from 0
  std::uint64_t count = 1;
};

/// Where a case stands in the order in which they are tried.
struct CasePlace {
  std::uint64_t sweep = 0; ///< which set, number of labels and tables
  std::uint64_t index = 0; ///< in it

  friend auto operator<=>(CasePlace const&, CasePlace const&) = default;
};

/// How far the exhaustive check goes.
struct ExhaustiveOptions {
  std::uint32_t max_labels = 3;    ///< label sets of 1 to this many
  std::uint64_t max_cases = 5'000; ///< a set and a number of labels with more cases is only sampled
  std::uint64_t samples = 16;      ///< from each such
  std::uint64_t seed = 1;          ///< of the samples
  CasePart part{};                 ///< of all cases; samples go to all parts in turn
  bool counts_alone = false;       ///< no equation is tried: how many cases there are
  /// An equation is work of 1, what is computed before those of a case about four squares of the
  /// order of the group. Divided evenly among the sets and numbers of labels, each of which gets a
  /// case at least as long as there is some left; 0: no bound.
  std::uint64_t max_work = 0;
  Watch watch{}; ///< asked before each case
};

/// What the exhaustive check has seen.
struct ExhaustiveReport {
  std::uint64_t cases = 0;     ///< maps, tuples and layers, each on its set
  std::uint64_t equations = 0; ///< for every g, h and x in these
  std::uint64_t complete =
      0;                     ///< pairs of a set and a number of labels of which every case was seen
  std::uint64_t sampled = 0; ///< such pairs with too many cases, of which some were seen
  std::optional<Facts> refutation{};
  CasePlace refuted_at{}; ///< the place of the refutation
  bool cut_short = false; ///< whether time was over before the last case
  bool bounded = false;   ///< whether max_work left out cases
  bool too_large = false; ///< whether the group has more elements than cases are tried of

  static void describe(auto& fields) {
    fields.field("cases", &ExhaustiveReport::cases);
    fields.field("equations", &ExhaustiveReport::equations);
    fields.file("complete", &ExhaustiveReport::complete);
    fields.file("sampled", &ExhaustiveReport::sampled);
    fields.file("bounded", &ExhaustiveReport::bounded);
    fields.file("too_large", &ExhaustiveReport::too_large);
  }
};

/// Checks \p lemma on every map F : X -> Z and every tuple s in Z^{xG}, for X in \p sets and few
/// labels; stops when time is over, and at the first refutation, which is one of the smallest sets
/// and label sets if \p sets is sorted so.
[[nodiscard]] ExhaustiveReport check_exhaustively(Lemma const& lemma,
                                                  std::vector<NamedSet> const& sets,
                                                  Construction const& construction,
                                                  ExhaustiveOptions const& options);

/// What all parts have seen, from what each of \p parts has; the first refutation is kept. Equal
/// for any number of parts where nothing is refuted.
[[nodiscard]] ExhaustiveReport merge_parts(std::vector<ExhaustiveReport> const& parts);

} // namespace equivarify::algebra::lemmas

#endif
