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

TEST(GroupSchemes, AreRefutedWithOneWrongCoefficient) {
  for (algebra::Group const& group : {algebra::cyclic(5), algebra::dihedral(3)}) {
    Table const table = table_of(group);
    runtime::GroupScheme const scheme = runtime::group_scheme(table);
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
