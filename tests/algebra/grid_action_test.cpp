#include "equivarify/algebra/grid_action.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

TEST(GridAction, QuarterTurnIsCounterclockwise) {
  // new[i][j] = old[j][n-1-i]
  ArrayShape const shape{2, 3, 3};
  EntryPermutation const turn = grid_action("quarter_turn", shape);
  for (std::uint32_t c = 0; c < 2; ++c) {
    for (std::uint32_t i = 0; i < 3; ++i) {
      for (std::uint32_t j = 0; j < 3; ++j) {
        EXPECT_EQ(turn[(c * 3 + i) * 3 + j], (c * 3 + j) * 3 + (2 - i));
      }
    }
  }
}

TEST(GridAction, NamesFitTogether) {
  ArrayShape const shape{1, 4, 4};
  auto const act = [&](std::vector<std::string> const& names) { return grid_action(names, shape); };
  EXPECT_EQ(act({"quarter_turn", "quarter_turn"}), act({"half_turn"}));
  EXPECT_EQ(act({"quarter_turn", "half_turn"}), act({"three_quarter_turn"}));
  EXPECT_EQ(act({"flip_rows", "flip_columns"}), act({"half_turn"}));
  EXPECT_EQ(act({"quarter_turn", "three_quarter_turn"}), act({"identity"}));
  EXPECT_EQ(
      act({"sixth_turn", "sixth_turn", "sixth_turn", "sixth_turn", "sixth_turn", "sixth_turn"}),
      act({"identity"}));
  EXPECT_NE(act({"sixth_turn", "sixth_turn", "sixth_turn"}), act({"identity"}));
  // The rightmost first: a flip after a transposition is a turn.
  EXPECT_EQ(act({"flip_rows", "transpose"}), act({"quarter_turn"}));
}

TEST(GridAction, RefusesUnknownNamesAndShapes) {
  expect_error<AlgebraError>(
      [] {
        return grid_action("quater_turn", {1, 4, 4});
      },
      "there is no action 'quater_turn' (nearest: 'quarter_turn')");
  expect_error<AlgebraError>(
      [] {
        return grid_action("quarter_turn", {1, 4, 5});
      },
      "quarter_turn needs square planes, found 4 x 5");
  expect_error<LimitError>(
      [] {
        return grid_action("identity", {1, 100'000, 100'000});
      },
      "an array of shape 1x100000x100000 has more than 16777216 entries");
}

TEST(EntryPermutations, ActOnArraysOnTheLeft) {
  ArrayShape const shape{1, 4, 4};
  Group const d4 = dihedral(4);
  std::vector<EntryPermutation> const act = entry_permutations(
      d4, {grid_action("quarter_turn", shape), grid_action("flip_columns", shape)}, shape);
  for (Element const g : d4.elements()) {
    for (Element const h : d4.elements()) {
      EXPECT_EQ(act[d4.multiply(g, h).index()], compose(act[g.index()], act[h.index()]));
    }
  }
  EXPECT_EQ(act[d4.element_named("r").index()], grid_action("quarter_turn", shape));
}

TEST(EntryPermutations, RefuseWhatBreaksTheGroupsRelations) {
  ArrayShape const shape{1, 4, 4};
  expect_error<ActionError>(
      [&] { return entry_permutations(cyclic(3), {grid_action("quarter_turn", shape)}, shape); },
      "no action of C3 on 1x4x4 arrays: g (h x) differs from (g h) x for g = r^2, h = r, "
      "g h = e: they put the entry x[0][0][0] at different places; the relation r^3 = e fails");
}

TEST(GridAction, CubeTurnsAreQuarterTurnsAboutPerpendicularAxes) {
  ArrayShape const shape{3, 3, 3};
  auto const act = [&](std::vector<std::string> const& names) { return grid_action(names, shape); };
  EXPECT_EQ(act({"cube_turn_x"}), act({"quarter_turn"}));
  for (std::string const turn : {"cube_turn_x", "cube_turn_y", "cube_turn_z"}) {
    EXPECT_EQ(act({turn, turn, turn, turn}), act({"identity"}));
    EXPECT_NE(act({turn, turn}), act({"identity"}));
  }
  // A quarter turn takes one perpendicular axis to the other.
  EXPECT_EQ(act({"cube_turn_x", "cube_turn_y"}), act({"cube_turn_z", "cube_turn_x"}));
  expect_error<AlgebraError>(
      [] {
        return grid_action("cube_turn_y", {1, 3, 3});
      },
      "cube_turn_y needs a cube of n x n x n, found 1x3x3");
}

TEST(GridAction, RotationsOfACubeActOnItsGrid) {
  for (std::uint32_t n = 1; n <= 4; ++n) {
    ArrayShape const shape{n, n, n};
    GSet const cells =
        places(octahedral(),
               {grid_action("cube_turn_x", shape), grid_action("cube_turn_y", shape)},
               shape);
    // The rotations of a cube with 27 cells have 4 orbits: middle, faces, edges, corners.
    EXPECT_EQ(orbits(cells).size(), (std::vector<std::size_t>{1, 1, 4, 4}[n - 1])) << n;
    EXPECT_EQ(is_faithful(cells), n > 1);
  }
}

TEST(Places, OrbitsOfD4OnAGrid) {
  ArrayShape const shape{1, 4, 4};
  GSet const pixels = places(
      dihedral(4), {grid_action("quarter_turn", shape), grid_action("flip_columns", shape)}, shape);
  EXPECT_EQ(orbits(pixels).size(), 3U);
  EXPECT_TRUE(is_faithful(pixels));
}

} // namespace
} // namespace equivarify::algebra
