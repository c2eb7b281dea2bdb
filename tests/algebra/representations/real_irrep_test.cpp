#include "equivarify/algebra/representations/real_irrep.hpp"

#include "equivarify/algebra/extensions.hpp"
#include "equivarify/algebra/matrix_group.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/representations/real_character.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using Eigen::MatrixXd;

/// The 24 matrices of determinant 1 over the field of 3 elements.
Group special_linear_2_3() {
  return matrix_group(3, {{"s", {{0, 2}, {1, 0}}}, {"t", {{1, 1}, {0, 1}}}});
}

std::vector<Group> groups_to_try() {
  std::vector<Group> groups = small_groups();
  for (Group const& group : {octahedral(),
                             symmetric(5),
                             alternating(5),
                             dicyclic(4),
                             dihedral(12),
                             special_linear_2_3(),
                             direct_product(dicyclic(2), cyclic(3)),
                             direct_product(dicyclic(2), dihedral(4)),
                             wreath_product(cyclic(3), symmetric(3)),
                             wreath_product(cyclic(2), symmetric(4))}) {
    groups.push_back(group);
  }
  return groups;
}

/// One word for each representation: its block, and `!` where its entries are exact.
std::string summary(Group const& group) {
  std::vector<std::string> words;
  for (RealIrrep const& irrep : real_irreps(group)) {
    words.push_back(irrep.block.to_string() + (irrep.exact_signed ? "!" : ""));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

double distance(MatrixXd const& a, MatrixXd const& b) {
  return (a - b).cwiseAbs().maxCoeff();
}

TEST(RealIrrep, IsAnOrthogonalRepresentation) {
  for (Group const& group : groups_to_try()) {
    for (RealIrrep const& irrep : real_irreps(group)) {
      IrrepResiduals const errors = residuals(group, irrep);
      EXPECT_LT(errors.orthogonality, 1e-13) << group.name();
      EXPECT_LT(errors.homomorphism, 1e-13) << group.name();
    }
  }
}

TEST(RealIrrep, HasTheTracesOfItsCharacters) {
  for (Group const& group : groups_to_try()) {
    CharacterTable const table = character_table(group);
    for (RealIrrep const& irrep : real_irreps(group)) {
      auto const values = values_on_elements(group, table, irrep.characters.front());
      double const copies = irrep.block.ring == DivisionRing::real ? 1 : 2;
      for (std::uint32_t g = 0; g < group.order(); ++g) {
        EXPECT_NEAR(irrep.matrices[g].trace(), copies * values[g].real(), 1e-12) << group.name();
      }
    }
  }
}

TEST(RealIrrep, BlocksFillTheGroupAlgebra) {
  for (Group const& group : groups_to_try()) {
    std::uint32_t sum = 0;
    for (RealIrrep const& irrep : real_irreps(group)) {
      sum += irrep.block.size * irrep.dimension();
    }
    EXPECT_EQ(sum, group.order()) << group.name();
  }
}

TEST(RealIrrep, IsExactWhereSignedPermutationsCanBe) {
  EXPECT_EQ(summary(cyclic(2)), "R! R!");
  EXPECT_EQ(summary(cyclic(4)), "R! C! R!");
  EXPECT_EQ(summary(elementary_abelian(2, 2)), "R! R! R! R!");
  EXPECT_EQ(summary(dihedral(4)), "R! R! R! R! M2(R)!");
  EXPECT_EQ(summary(direct_product(cyclic(4), cyclic(2))), "R! C! R! R! C! R!");
  EXPECT_EQ(summary(dicyclic(2)), "R! R! R! R! H!");
  EXPECT_EQ(summary(octahedral()), "R! R! M2(R) M3(R)! M3(R)!");
  EXPECT_EQ(summary(direct_product(dicyclic(2), cyclic(4))),
            "R! R! R! R! C! C! C! C! R! R! R! R! H! M2(C)! H!");
  std::vector<RealIrrep> const cube = real_irreps(wreath_product(cyclic(2), symmetric(3)));
  EXPECT_EQ(std::count_if(cube.begin(),
                          cube.end(),
                          [](RealIrrep const& irrep) {
                            return irrep.dimension() == 3 && irrep.exact_signed;
                          }),
            4);
}

TEST(RealIrrep, IsNotExactWhereTheyCannotBe) {
  EXPECT_EQ(summary(cyclic(3)), "R! C");
  EXPECT_EQ(summary(symmetric(3)), "R! R! M2(R)");
  EXPECT_EQ(summary(cyclic(8)), "R! C C! C R!");
  EXPECT_EQ(summary(dicyclic(3)), "R! R! C! H M2(R)");
}

TEST(RealIrrep, ScalarsCommuteAndMultiplyAsTheirNamesSay) {
  for (Group const& group : groups_to_try()) {
    for (RealIrrep const& irrep : real_irreps(group)) {
      std::vector<MatrixXd> const& scalars = irrep.scalars;
      ASSERT_EQ(scalars.size(), irrep.dimension() / irrep.block.size);
      for (std::size_t u = 0; u < scalars.size(); ++u) {
        for (MatrixXd const& m : irrep.matrices) {
          EXPECT_LT(distance(m * scalars[u], scalars[u] * m), 1e-12) << group.name();
        }
        EXPECT_LT(distance(scalars[u] * scalars[u], (u == 0 ? 1 : -1) * scalars[0]), 1e-12);
      }
      if (scalars.size() == 4) {
        EXPECT_LT(distance(scalars[1] * scalars[2], scalars[3]), 1e-12);
        EXPECT_LT(distance(scalars[2] * scalars[1], -scalars[3]), 1e-12);
      }
    }
  }
}

// SL(2,3) has a representation by signed permutations of four letters whose complex structure is a
// conference matrix over the square root of three.
TEST(RealIrrep, ExactEntriesMayHaveIrrationalScalars) {
  std::vector<RealIrrep> const irreps = real_irreps(special_linear_2_3());
  auto const found = std::find_if(irreps.begin(), irreps.end(), [](RealIrrep const& irrep) {
    return irrep.block == RealBlock{DivisionRing::complex, 2};
  });
  ASSERT_NE(found, irreps.end());
  EXPECT_TRUE(found->exact_signed);
  EXPECT_NEAR(found->scalars[1].cwiseAbs().maxCoeff(), 1 / std::sqrt(3.0), 1e-12);
}

TEST(RealIrrep, HasALimit) {
  support::expect_error<LimitError>(
      [] { return real_irreps(cyclic(1001)); },
      "C1001 has order 1001; irreducible representations are computed up to order 1000");
}

} // namespace
} // namespace equivarify::algebra
