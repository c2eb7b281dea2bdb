/// \file
/// Signed permutations under which a distribution is close to invariant.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_DATA_SYMMETRIES_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_DATA_SYMMETRIES_HPP

#include "equivarify/algebra/symmetries/invariance_test.hpp"
#include "equivarify/algebra/symmetries/signed_search.hpp"
#include "equivarify/algebra/symmetries/statistic_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::algebra::symmetries {

/// What is asked of data.
struct DataQuestion {
  std::vector<Coordinate> coordinates;        ///< one for each column
  std::size_t labels = 0;                     ///< so many columns at the end are labels
  std::vector<SignedPermutation> proposals{}; ///< of the inputs, tested besides those found
  bool search = true;                         ///< whether others are looked for
};

/// How symmetries are looked for and tested.
struct DataOptions {
  std::uint64_t seed = 1;
  double level = 0.05;      ///< the chance of rejecting any that is one
  double near = 0;          ///< effects up to this are taken although rejected
  std::size_t rows = 600;   ///< of the tested half
  std::size_t rounds = 999; ///< of each test, and more where there are many candidates
  SearchOptions search{.candidates = 400, .candidates_for_each = 4};
  Watch watch{}; ///< of the tests: asked before each but the first, told of it
};

/// What became of a candidate.
enum class DataVerdict {
  kept,    ///< not rejected, which is no proof
  near,    ///< rejected, but its effect is small enough
  rejected ///< the distribution is not invariant
};

/// A candidate and its test.
struct DataCandidate {
  SignedPermutation motion; ///< of all columns
  bool proposed = false;    ///< not found, but given
  InvarianceResult test{};
  double corrected = 1; ///< the p-value, corrected for the number of candidates
  DataVerdict verdict = DataVerdict::kept;
};

/// What was found.
struct DataSymmetries {
  std::size_t searched_rows = 0;
  std::size_t tested_rows = 0;
  std::size_t fixed_columns = 0; ///< of which too little is seen
  bool matches_labels = false;   ///< some are too rare to be searched, so that all are matched
  std::size_t left_out = 0;      ///< proposals that move nothing, or as an earlier one does
  std::size_t untested = 0;      ///< candidates that the watch left no time for
  SearchResult search{};
  std::vector<DataCandidate> candidates{}; ///< proposals first
};

/// Halves \p samples, looks for candidates in one half, and tests all of them on the other, which
/// the search does not see. What a proposal does to labels is guessed in the searched half, and so
/// for what is found where a column of labels is too rare to judge. The p-values are corrected by
/// holm(), for those that were tested. Equal arguments give equal results, unless the watch ends
/// it.
///
/// \throws AlgebraError for fewer than 80 rows, or sizes that do not fit; LimitError as
/// find_automorphisms() and test_invariance().
[[nodiscard]] DataSymmetries data_symmetries(Samples const& samples,
                                             DataQuestion const& question,
                                             DataOptions const& options = {});

} // namespace equivarify::algebra::symmetries

#endif
