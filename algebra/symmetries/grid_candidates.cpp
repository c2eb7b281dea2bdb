#include "equivarify/algebra/symmetries/grid_candidates.hpp"

#include <algorithm>
#include <utility>

namespace equivarify::algebra::symmetries {

namespace {

void add(std::vector<GridCandidate>& candidates, GridCandidate candidate, ArrayShape const& shape) {
  bool const known =
      candidate.gather == grid_action("identity", shape) ||
      std::any_of(candidates.begin(), candidates.end(), [&](GridCandidate const& earlier) {
        return earlier.gather == candidate.gather;
      });
  if (!known) {
    candidates.push_back(std::move(candidate));
  }
}

} // namespace

std::vector<GridCandidate> grid_candidates(ArrayShape const& shape) {
  std::vector<GridCandidate> candidates;
  if (shape.rows == 1 && shape.columns == 1) {
    return candidates;
  }
  for (std::string const& name : grid_action_names()) {
    if (fits(name, shape)) {
      add(candidates, {name, 0, grid_action(name, shape)}, shape);
    }
  }
  add(candidates, {"shift_rows", 1, shift_rows(shape, 1)}, shape);
  add(candidates, {"shift_columns", 1, shift_columns(shape, 1)}, shape);
  return candidates;
}

} // namespace equivarify::algebra::symmetries
