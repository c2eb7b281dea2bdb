#include "equivarify/algebra/text.hpp"

#include "equivarify/algebra/name_hint.hpp"

#include <gtest/gtest.h>

namespace equivarify::algebra {
namespace {

TEST(EditDistance, CountsSingleCharacterEdits) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
}

TEST(NearestName, IsTheFirstOfTheClosest) {
  EXPECT_EQ(nearest_name("quater_turn", {"half_turn", "quarter_turn"}), "quarter_turn");
  EXPECT_EQ(nearest_name("x", {}), "");
  EXPECT_EQ(nearest_name("java", {"page", "c"}), ""); // three of four letters would change
  EXPECT_EQ(nearest_name("t", {"r", "s"}), "");       // and here all
  EXPECT_EQ(name_hint("tet", {"test", "rest"}), " (nearest: 'test')");
  EXPECT_EQ(name_hint("t", {"r", "s", "q"}), "; expected 'r', 's' or 'q'");
  EXPECT_EQ(name_hint("t", std::vector<std::string>(41, "r")), "");
}

TEST(NormalizeSpaces, LeavesSingleSpacesInside) {
  EXPECT_EQ(normalize_spaces("  r^2 \t s "), "r^2 s");
}

} // namespace
} // namespace equivarify::algebra
