/// \file
/// The lifts of one map into a candidate, straight from the definition.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LIFT_COUNT_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LIFT_COUNT_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// The equivariant maps F^ : X -> W with q F^ = F.
struct LiftCount {
  BigInteger lifts = 1; ///< the product over the orbits of X
  /// One lift, as the image of every point of X; nothing if there is none.
  std::optional<std::vector<std::uint32_t>> first;
  /// The least point of the first orbit of X that has no lift.
  std::optional<std::uint32_t> stuck;
};

/// The number of lifts of \p map : X -> Z to \p candidate: for one x of each orbit every w is tried
/// as its image, and F^(s y) = s F^(y) and q F^(y) = F(y) are checked for all points y and
/// generators s. No subgroup enters. Cost: O(n k |X|) at most; most w are left after a few steps.
///
/// \throws AlgebraError unless the groups agree and \p map gives each point of \p x a label.
[[nodiscard]] LiftCount
count_lifts(Candidate const& candidate, SchreierGraph const& x, LabelMap const& map);

/// Whether \p map : X -> Z has a lift that takes the first point of the transitive set \p orbit = X
/// to \p w, checked in the same way. \pre The groups agree and \p map fits.
[[nodiscard]] bool has_lift_at(Candidate const& candidate,
                               SchreierGraph const& orbit,
                               LabelMap const& map,
                               std::uint32_t w);

} // namespace equivarify::algebra

#endif
