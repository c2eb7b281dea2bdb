/// \file
/// Whether a distribution is invariant under a signed permutation, tested on samples.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_INVARIANCE_TEST_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_INVARIANCE_TEST_HPP

#include "equivarify/algebra/symmetries/samples.hpp"

#include <cstddef>
#include <cstdint>

namespace equivarify::algebra::symmetries {

/// How it is tested.
struct InvarianceOptions {
  std::size_t rows = 600;   ///< so many of the samples, the first ones, or fewer for large orders
  std::size_t rounds = 999; ///< random powers of g for each sample; the least p-value is 1/rounds
  std::uint64_t seed = 1;
  std::size_t labels = 0; ///< so many columns at the end weigh as much as all others together
};

/// What the test says.
struct InvarianceResult {
  double p_value = 1;
  /// The energy distance of x and g x over twice their mean distance: 0 if they have one
  /// distribution, at most 1.
  double effect = 0;
  std::size_t rows = 0;
  std::size_t rounds = 0;
};

/// Tests whether x and g x have one distribution, for \p samples x that are independent. Where they
/// have, each sample may be replaced by a random power of g times it; the p-value is the share of
/// such replacements, the samples themselves included, whose energy distance is as large [Szekely
/// and Rizzo, Energy statistics]. If the distribution is invariant, the chance of a p-value of at
/// most q is at most q, for any number of samples [Lehmann and Romano, Testing Statistical
/// Hypotheses, on randomization]. Each coordinate is measured by the deviation of its orbit under
/// g.
///
/// Cost: O(rows^2 order (width + rounds / order)).
///
/// \throws LimitError if the order of \p g, or that times the width, leaves room for fewer than 40
/// rows; AlgebraError for
/// fewer than 2 rows, or another size.
[[nodiscard]] InvarianceResult test_invariance(Samples const& samples,
                                               SignedPermutation const& g,
                                               InvarianceOptions const& options = {});

} // namespace equivarify::algebra::symmetries

#endif
