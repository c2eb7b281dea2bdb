/// \file
/// The space groups of tori: their orders, and that they act on the points as their header says.
#include "equivarify/algebra/space_group.hpp"

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_group.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

bool has_glides(std::string const& group) {
  return group == "pg" || group == "pmg" || group == "pgg" || group == "p4g";
}

/// The array on which the space group \p group of \p side translations along each axis acts.
ArrayShape shape_of(std::string const& group, std::uint32_t side) {
  std::uint32_t const points = has_glides(group) ? 2 * side : side;
  return {1, points, points};
}

/// Those of \p motions, the first first.
EntryPermutation one_by_one(std::vector<EntryPermutation> const& motions) {
  EntryPermutation result = motions.front();
  for (std::size_t i = 1; i < motions.size(); ++i) {
    result = compose(motions[i], result);
  }
  return result;
}

/// The mirror or glide of \p group.
EntryPermutation mirror_of(std::string const& group, ArrayShape const& s) {
  if (group == "p31m") {
    return grid_action(std::vector<std::string>{"transpose", "sixth_turn"}, s);
  }
  bool const is_diagonal = group == "p6m" || group == "cm" || group == "cmm" || group == "p3m1";
  EntryPermutation const flip = grid_action(is_diagonal ? "transpose" : "flip_columns", s);
  if (!has_glides(group)) {
    return flip;
  }
  EntryPermutation const glide = one_by_one({flip, shift_rows(s, 1)});
  return group == "pg" || group == "pmg" ? glide : one_by_one({glide, shift_columns(s, 1)});
}

/// How the generator \p name of the space group \p group moves an array.
EntryPermutation motion_of(std::string const& group, std::string const& name, ArrayShape const& s) {
  if (name == "x") {
    return shift_columns(s, has_glides(group) ? 2 : 1);
  }
  if (name == "y") {
    return shift_rows(s, has_glides(group) ? 2 : 1);
  }
  if (name == "s") {
    return mirror_of(group, s);
  }
  return group.starts_with("p3")
             ? grid_action(std::vector<std::string>{"sixth_turn", "sixth_turn"}, s)
         : group.starts_with("p6") ? grid_action("sixth_turn", s)
         : group.starts_with("p4") ? grid_action("quarter_turn", s)
                                   : grid_action("half_turn", s);
}

TEST(SpaceGroup, HasItsOrderAndActsOnTheTorus) {
  for (std::string const& name : space_group_names()) {
    for (std::uint32_t side = 1; side <= 5; ++side) {
      Group const group = space_group(name, side);
      EXPECT_EQ(group.order(), space_group_order(name, side)) << group.name();
      ArrayShape const shape = shape_of(name, side);
      std::vector<SignedPermutation> motions;
      for (std::string const& generator : group.generator_names()) {
        motions.push_back(without_signs(motion_of(name, generator, shape)));
      }
      EXPECT_NO_THROW(static_cast<void>(signed_places(group, motions, shape))) << group.name();
    }
  }
}

TEST(SpaceGroup, MovesDifferentElementsDifferentlyFromThreePointsOn) {
  for (std::string const& name : space_group_names()) {
    Group const group = space_group(name, 3);
    ArrayShape const shape = shape_of(name, 3);
    std::vector<SignedPermutation> motions;
    for (std::string const& generator : group.generator_names()) {
      motions.push_back(without_signs(motion_of(name, generator, shape)));
    }
    GSet const places = signed_places(group, motions, shape);
    std::uint32_t fixing = 0;
    for (Element const g : group.elements()) {
      bool fixes = true;
      for (Point const point : places.points()) {
        fixes = fixes && places.act(g, point) == point;
      }
      fixing += fixes ? 1U : 0U;
    }
    EXPECT_EQ(fixing, 1U) << name;
  }
}

TEST(SpaceGroup, IsAKnownGroupOnSmallTori) {
  EXPECT_TRUE(is_isomorphic(space_group("p4m", 1), dihedral(4)));
  EXPECT_TRUE(is_isomorphic(space_group("p6m", 1), dihedral(6)));
  EXPECT_TRUE(is_isomorphic(space_group("p1", 3), elementary_abelian(3, 2)));
  EXPECT_TRUE(is_isomorphic(space_group("p3", 2), alternating(4)));
  EXPECT_TRUE(is_isomorphic(space_group("p3m1", 2), symmetric(4)));
  EXPECT_TRUE(is_isomorphic(space_group("p31m", 2), symmetric(4)));
  // Three-fold centres off the mirrors part the two where the lattice knows of them.
  EXPECT_FALSE(is_isomorphic(space_group("p3m1", 3), space_group("p31m", 3)));
  EXPECT_FALSE(is_isomorphic(space_group("p4m", 4), space_group("p4g", 4)));
  EXPECT_FALSE(is_isomorphic(space_group("pmm", 4), space_group("pgg", 4)));
  EXPECT_EQ(space_group("p4", 4).name(), "p4 on 4x4");
}

TEST(SpaceGroup, RefusesOtherNames) {
  support::expect_error<AlgebraError>([] { return space_group("p5", 4); },
                                      "no space group p5: expected one of p1, p2, pm, pg, cm, pmm, "
                                      "pmg, pgg, cmm, p4, p4m, p4g, p3, "
                                      "p3m1, p31m, p6, p6m");
}

} // namespace
} // namespace equivarify::algebra
