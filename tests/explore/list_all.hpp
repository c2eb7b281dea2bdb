/// \file
/// All equivarifications of a size.
#ifndef EQUIVARIFY_TESTS_EXPLORE_LIST_ALL_HPP
#define EQUIVARIFY_TESTS_EXPLORE_LIST_ALL_HPP

#include "equivarify/algebra/equivarifications/classification.hpp"
#include "equivarify/algebra/equivarifications/minimal.hpp"

#include <vector>

namespace equivarify::algebra {

/// Up to 1000 equivarifications with \p points points, with what is found for them.
[[nodiscard]] inline std::vector<Candidate> list_all(Classification const& classification,
                                                     std::uint64_t points) {
  return classification.list(
      points, 1'000, sweep(classification.sweeps(points, max_listed_points)));
}

} // namespace equivarify::algebra

#endif
