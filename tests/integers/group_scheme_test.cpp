#include "equivarify/runtime/integer/group_scheme.hpp"

#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace equivarify::testing {
namespace {

using Table = std::vector<std::vector<std::uint32_t>>;

Table table_of(algebra::Group const& group) {
  Table table;
  for (algebra::Element const g : group.elements()) {
    std::vector<std::uint32_t>& row = table.emplace_back();
    for (algebra::Element const h : group.elements()) {
      row.push_back(group.multiply(g, h).index());
    }
  }
  return table;
}

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

TEST(GroupSchemes, GiveTheSumsOverAllCopiesWithTheExpectedProducts) {
  for (GroupAndCount const& expected : groups()) {
    Table const table = table_of(expected.group);
    runtime::GroupScheme const scheme = runtime::group_scheme(table);
    EXPECT_EQ(scheme.products, expected.products) << expected.name << ": " << scheme.name;
    EXPECT_EQ(scheme.denominator, expected.denominator) << expected.name;
    EXPECT_TRUE(runtime::computes_sums(scheme, table)) << expected.name;
  }
}

/// Numbers and matrices of 2 x 2, seven products each.
TEST(GroupSchemes, OfDihedralGroupsHaveTheProductsOfTheirBlocks) {
  std::vector<std::pair<algebra::Group, std::size_t>> const with_blocks{
      {algebra::dihedral(3), 9},
      {algebra::symmetric(3), 9},
      {algebra::dihedral(4), 11},
      {algebra::dihedral(6), 18},
      {algebra::direct_product(algebra::cyclic(2), algebra::dihedral(3)), 18}};
  for (auto const& [group, products] : with_blocks) {
    Table const table = table_of(group);
    std::vector<runtime::GroupScheme> const schemes = runtime::group_schemes(table);
    ASSERT_EQ(schemes.size(), 2U) << products;
    EXPECT_EQ(schemes[1].products, products) << schemes[1].name;
    EXPECT_EQ(schemes[1].denominator, static_cast<std::int32_t>(group.order()));
    EXPECT_TRUE(runtime::computes_sums(schemes[1], table)) << schemes[1].name;
  }
  for (algebra::Group const& group :
       {algebra::cyclic(6),
        algebra::cyclic(8),
        algebra::dicyclic(2),
        algebra::dicyclic(3),
        algebra::alternating(4),
        algebra::dihedral(5),
        algebra::elementary_abelian(2, 3),
        algebra::direct_product(algebra::cyclic(2), algebra::cyclic(4))}) {
    EXPECT_EQ(runtime::group_schemes(table_of(group)).size(), 1U) << group.order();
  }
}

TEST(GroupSchemes, AreRefutedWithOneWrongCoefficient) {
  for (algebra::Group const& group : {algebra::cyclic(5), algebra::dihedral(3)}) {
    Table const table = table_of(group);
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
  Table const c4 = table_of(algebra::cyclic(4));
  EXPECT_FALSE(runtime::computes_sums(runtime::group_scheme(c4),
                                      table_of(algebra::elementary_abelian(2, 2))));
}

TEST(GroupSchemes, OfSeparateCopiesShareTheWeights) {
  Table const table = table_of(algebra::cyclic(3));
  runtime::GroupScheme scheme = runtime::separate_copies(3);
  EXPECT_TRUE(runtime::computes_sums(scheme, table));
  scheme.weights[1] = 2;
  EXPECT_FALSE(runtime::computes_sums(scheme, table));
}

} // namespace
} // namespace equivarify::testing
