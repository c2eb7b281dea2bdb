/// \file
/// Motions of pictures, as candidates for symmetries.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_GRID_CANDIDATES_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_GRID_CANDIDATES_HPP

#include "equivarify/algebra/array_motion.hpp"

#include <string>
#include <vector>

namespace equivarify::algebra::symmetries {

/// A motion with the name that specs give it; `by` is how far a shift goes.
struct GridCandidate {
  std::string name; ///< of a named motion, or shift_rows, shift_columns
  int by = 0;       ///< 0 for a named motion
  EntryPermutation gather;
};

/// The named motions that arrays of \p shape have, but the identity and those that move as an
/// earlier one does, and shifts by one row and one column. None for planes of one row and one
/// column.
[[nodiscard]] std::vector<GridCandidate> grid_candidates(ArrayShape const& shape);

} // namespace equivarify::algebra::symmetries

#endif
