#include "equivarify/runtime/integer/group_scheme.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/runtime/integer/exact_form.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "integers/table_of.hpp"

namespace equivarify::testing {
namespace {

struct GroupAndCount {
  std::string name;
  algebra::Group group;
  std::size_t products;
  std::int32_t denominator;
};

/// The counts of cyclic groups are these of blocks Q(zeta) by Karatsuba's method.
std::vector<GroupAndCount> groups() {
  return {{"C1", algebra::cyclic(1), 1, 1},
          {"C2", algebra::cyclic(2), 2, 2},
          {"C3", algebra::cyclic(3), 4, 3},
          {"C4", algebra::cyclic(4), 5, 4},
          {"C5", algebra::cyclic(5), 10, 5},
          {"C6", algebra::cyclic(6), 8, 6},
          {"C7", algebra::cyclic(7), 22, 7},
          {"C8", algebra::cyclic(8), 14, 8},
          {"C12", algebra::cyclic(12), 20, 12},
          {"V4", algebra::elementary_abelian(2, 2), 4, 4},
          {"C2xC4", algebra::direct_product(algebra::cyclic(2), algebra::cyclic(4)), 10, 8},
          {"S3", algebra::dihedral(3), 16, 3},
          {"D4", algebra::dihedral(4), 16, 4},
          {"Q8", algebra::dicyclic(2), 20, 4},
          {"A4", algebra::alternating(4), 36, 4},
          {"octahedral", algebra::octahedral(), 144, 4}};
}

/// How many times the largest entry a factor of a product can be.
std::int64_t growth_of(runtime::GroupScheme const& scheme) {
  return runtime::exact_form(scheme, runtime::tile_tables(1)).entry_growth;
}

/// Entries grow by the order of the abelian subgroup, as the sum of all does, and no further.
TEST(GroupSchemes, GiveTheSumsOverAllCopiesWithTheExpectedProducts) {
  for (GroupAndCount const& expected : groups()) {
    ProductTable const table = table_of(expected.group);
    runtime::GroupScheme const scheme = runtime::group_scheme(table);
    EXPECT_EQ(scheme.products, expected.products) << expected.name << ": " << scheme.name;
    EXPECT_EQ(scheme.denominator, expected.denominator) << expected.name;
    EXPECT_TRUE(runtime::computes_sums(scheme, table)) << expected.name;
    EXPECT_EQ(growth_of(scheme), expected.denominator) << expected.name;
  }
}

/// Seven products for matrices of 2 x 2, 23 for 3 x 3, eight for quaternions; over numbers of
/// degree 2 three times as many. Entries grow as far as the largest |coefficients| of a product add
/// up to.
TEST(GroupSchemes, HaveTheProductsOfTheBlocksOfTheGroup) {
  struct Expected {
    algebra::Group group;
    std::size_t products;
    std::int64_t growth;
  };

  std::vector<Expected> const with_blocks{
      {algebra::dihedral(3), 9, 6},
      {algebra::symmetric(3), 9, 6},
      {algebra::dihedral(4), 11, 8},
      {algebra::dihedral(5), 2 + 21, 10},
      {algebra::dihedral(6), 18, 12},
      {algebra::direct_product(algebra::cyclic(2), algebra::dihedral(3)), 18, 12},
      {algebra::dihedral(8), 4 + 7 + 21, 16},
      {algebra::dihedral(10), 4 + 2 * 21, 20},
      {algebra::dihedral(12), 4 + 3 * 7 + 21, 32},
      {algebra::dicyclic(2), 4 + 8, 8},
      {algebra::alternating(4), 1 + 3 + 23, 12},
      {algebra::octahedral(), 2 + 7 + 2 * 23, 24},
      {algebra::symmetric(4), 2 + 7 + 2 * 23, 24}};
  for (Expected const& expected : with_blocks) {
    ProductTable const table = table_of(expected.group);
    std::string const name = expected.group.name();
    std::vector<runtime::GroupScheme> const schemes = runtime::group_schemes(table);
    ASSERT_EQ(schemes.size(), 2U) << name;
    EXPECT_EQ(schemes[1].products, expected.products) << name;
    EXPECT_LT(schemes[1].products, schemes[0].products) << name;
    EXPECT_EQ(schemes[1].denominator, static_cast<std::int32_t>(expected.group.order())) << name;
    EXPECT_EQ(growth_of(schemes[1]), expected.growth) << name;
    EXPECT_TRUE(runtime::computes_sums(schemes[1], table)) << name;
  }
}

TEST(GroupSchemes, OfOtherGroupsAreThoseOfCosetsAlone) {
  for (algebra::Group const& group :
       {algebra::cyclic(2),
        algebra::cyclic(6),
        algebra::cyclic(8),
        algebra::elementary_abelian(2, 2),
        algebra::elementary_abelian(2, 3),
        algebra::dicyclic(3),
        algebra::dihedral(7),
        algebra::dicyclic(6),
        algebra::direct_product(algebra::cyclic(2), algebra::cyclic(4)),
        algebra::direct_product(algebra::cyclic(2), algebra::alternating(4)),
        algebra::dihedral(16)}) {
    EXPECT_EQ(runtime::group_schemes(table_of(group)).size(), 1U) << group.name();
  }
}

TEST(GroupSchemes, AreRefutedWithOneWrongCoefficient) {
  for (algebra::Group const& group :
       {algebra::cyclic(5), algebra::dihedral(3), algebra::dicyclic(2), algebra::alternating(4)}) {
    ProductTable const table = table_of(group);
    runtime::GroupScheme const scheme = runtime::group_schemes(table).back();
    for (auto const part : {&runtime::GroupScheme::values,
                            &runtime::GroupScheme::weights,
                            &runtime::GroupScheme::answers}) {
      for (std::size_t i = 0; i < (scheme.*part).size(); ++i) {
        runtime::GroupScheme wrong = scheme;
        ++(wrong.*part)[i];
        EXPECT_FALSE(runtime::computes_sums(wrong, table)) << group.order() << ", entry " << i;
      }
    }
  }
}

TEST(GroupSchemes, OfAGroupAreNotThoseOfAnother) {
  ProductTable const c4 = table_of(algebra::cyclic(4));
  EXPECT_FALSE(runtime::computes_sums(runtime::group_scheme(c4),
                                      table_of(algebra::elementary_abelian(2, 2))));
}

TEST(GroupSchemes, OfSeparateCopiesShareTheWeights) {
  ProductTable const table = table_of(algebra::cyclic(3));
  runtime::GroupScheme scheme = runtime::separate_copies(3);
  EXPECT_TRUE(runtime::computes_sums(scheme, table));
  scheme.weights[1] = 2;
  EXPECT_FALSE(runtime::computes_sums(scheme, table));
}

} // namespace
} // namespace equivarify::testing
