/// \file
/// All instances of a lemma over given sets and few labels.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_EXHAUSTIVE_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_EXHAUSTIVE_HPP

#include "equivarify/algebra/lemmas/lemma.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::algebra::lemmas {

/// How far the exhaustive check goes.
struct ExhaustiveOptions {
  std::uint32_t max_labels = 3;    ///< label sets of 1 to this many
  std::uint64_t max_cases = 5'000; ///< a set and a number of labels with more cases is only sampled
  std::uint64_t samples = 16;      ///< from each such, and at least one for each layer
  std::uint64_t seed = 1;          ///< of the samples
};

/// What the exhaustive check has seen.
struct ExhaustiveReport {
  std::uint64_t cases = 0;     ///< maps, tuples and layers, each on its set
  std::uint64_t equations = 0; ///< for every g, h and x in these
  std::uint64_t complete =
      0;                     ///< pairs of a set and a number of labels of which every case was seen
  std::uint64_t sampled = 0; ///< such pairs with too many cases, of which some were seen
  std::optional<Facts> refutation{};
};

/// Checks \p lemma on every map F : X -> Z and every tuple s in Z^{xG}, for X in \p sets and few
/// labels; stops at the first refutation, which is one of the smallest sets and label sets if \p
/// sets is sorted so.
[[nodiscard]] ExhaustiveReport check_exhaustively(Lemma const& lemma,
                                                  std::vector<NamedSet> const& sets,
                                                  Construction const& construction,
                                                  ExhaustiveOptions const& options);

} // namespace equivarify::algebra::lemmas

#endif
