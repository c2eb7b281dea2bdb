#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/probe/gtest.hpp"
#include "equivarify/algebra/probe/rapidcheck.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace {

namespace algebra = equivarify::algebra;
namespace probe = equivarify::algebra::probe;

/// The layer under test: each pixel of a 4x4 picture becomes the largest of its neighbourhood.
template <typename Picture>
Picture dilate(Picture const& x) {
  Picture y(x.size());
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) {
      auto largest = x[row * 4 + column];
      for (int i = std::max(row - 1, 0); i <= std::min(row + 1, 3); ++i) {
        for (int j = std::max(column - 1, 0); j <= std::min(column + 1, 3); ++j) {
          largest = std::max(largest, x[i * 4 + j]);
        }
      }
      y[row * 4 + column] = largest;
    }
  }
  return y;
}

/// The eight symmetries of the square on 4x4 pictures: r and s are the generators of D4.
probe::ArrayAction pictures() {
  return probe::ArrayAction::on_grid(
      algebra::dihedral(4), {1, 4, 4}, {{"quarter_turn"}, {"flip_columns"}});
}

// Exhaustive over the group, on structured and random inputs, to the bit.
TEST(Dilate, IsEquivariant) {
  EXPECT_TRUE(probe::is_equivariant(dilate<std::vector<float>>, pictures(), pictures()));
}

// The same as a property.
RC_GTEST_PROP(Dilate, IsEquivariantOnRandomPictures, ()) {
  probe::require_equivariant(dilate<probe::Array>, pictures(), pictures());
}

} // namespace
