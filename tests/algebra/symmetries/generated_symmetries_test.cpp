#include "equivarify/algebra/symmetries/generated_symmetries.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/symmetries/grid_candidates.hpp"

#include <gtest/gtest.h>

#include "algebra/symmetries/planted.hpp"
#include "support/expect_error.hpp"

namespace equivarify::algebra::symmetries {
namespace {

using support::signed_permutation;

BigInteger order_of_group(GeneratedSymmetries const& generated) {
  return PermutationGroup::generated_by(generated.degree, generated.permutations).order();
}

TEST(GeneratedSymmetries, KeepsWhatTheEarlierOnesDoNotGive) {
  SignedPermutation const turn = signed_permutation({1, 2, 3, 0}, {1, 1, 1, 1});
  SignedPermutation const half = signed_permutation({2, 3, 0, 1}, {1, 1, 1, 1});
  SignedPermutation const mirror = signed_permutation({0, 3, 2, 1}, {1, 1, 1, 1});
  GeneratedSymmetries const generated = generated_symmetries({turn, half, mirror});
  EXPECT_EQ(generated.kept, (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(order_of_group(generated), 8);
}

TEST(GeneratedSymmetries, CountsSignsAndLeavesOutWhatDoesNotMove) {
  GeneratedSymmetries const generated =
      generated_symmetries({signed_permutation({0, 1, 2}, {1, -1, 1})});
  EXPECT_EQ(generated.degree, 2);
  EXPECT_EQ(order_of_group(generated), 2);
  EXPECT_EQ(order_of_group(generated_symmetries({})), 1);
}

TEST(PartOf, UndoesNextTo) {
  SignedPermutation const one = signed_permutation({1, 0}, {1, -1});
  SignedPermutation const two = signed_permutation({0, 2, 1}, {-1, 1, 1});
  SignedPermutation const both = next_to(one, two);
  EXPECT_EQ(part_of(both, 0, 2), one);
  EXPECT_EQ(part_of(both, 2, 3), two);
  support::expect_error<AlgebraError>([&] { (void)part_of(both, 1, 3); },
                                      "entry 1 comes from entry 0, expected one of 1 to 3");
}

// A square has the seven motions besides the identity, and shifts; a row has turns and shifts.
TEST(GridCandidates, AreThoseOfTheShapeWithoutRepetition) {
  auto const names = [](ArrayShape const& shape) {
    std::vector<std::string> result;
    for (GridCandidate const& candidate : grid_candidates(shape)) {
      result.push_back(candidate.name);
    }
    return result;
  };
  EXPECT_EQ(names({1, 3, 3}),
            (std::vector<std::string>{"quarter_turn",
                                      "half_turn",
                                      "three_quarter_turn",
                                      "flip_rows",
                                      "flip_columns",
                                      "transpose",
                                      "sixth_turn",
                                      "shift_rows",
                                      "shift_columns"}));
  EXPECT_EQ(names({1, 1, 3}), (std::vector<std::string>{"half_turn", "shift_columns"}));
  EXPECT_TRUE(names({5, 1, 1}).empty());
}

} // namespace
} // namespace equivarify::algebra::symmetries
