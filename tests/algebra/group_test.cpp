#include "equivarify/algebra/group.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

Group::Table table_of(Group const& group) {
  Group::Table table(group.order(), std::vector<std::uint32_t>(group.order()));
  for (Element const g : group.elements()) {
    for (Element const h : group.elements()) {
      table[g.index()][h.index()] = group.multiply(g, h).index();
    }
  }
  return table;
}

TEST(Group, FromItsTableIsTheSameGroup) {
  for (Group const& group : small_groups()) {
    EXPECT_EQ(Group::from_table(table_of(group)), group) << group.name();
  }
}

TEST(Group, RenumbersSoThatTheIdentityIsFirst) {
  Group const group = Group::from_table({{1, 2, 0}, {2, 0, 1}, {0, 1, 2}}); // identity is row 2
  EXPECT_EQ(group.order(), 3U);
  EXPECT_EQ(group.multiply(group.identity(), group.element(1)), group.element(1));
}

TEST(Group, RefusesTablesWithTheFirstWitness) {
  auto const make = [](Group::Table const& table) {
    return [table] { return Group::from_table(table); };
  };
  expect_error<AlgebraError>(make({}), "not a group: the table is empty, so it has no identity");
  expect_error<AlgebraError>(make({{0, 1}, {1}}), "not a table: row 1 has 1 entries, expected 2");
  expect_error<AlgebraError>(make({{0, 1}, {1, 2}}),
                             "not a group: not closed, 1 * 1 = 2, expected 0 to 1");
  expect_error<AlgebraError>(make({{1, 1}, {1, 1}}), "not a group: it has no identity");
  expect_error<AlgebraError>(make({{0, 1}, {1, 1}}), "not a group: 1 has no inverse");
  // A loop of order 5 that is no group.
  expect_error<AlgebraError>(
      make({{0, 1, 2, 3, 4}, {1, 0, 3, 4, 2}, {2, 4, 0, 1, 3}, {3, 2, 4, 0, 1}, {4, 3, 1, 2, 0}}),
      "not a group: not associative, (1 * 1) * 2 = 2 but 1 * (1 * 2) = 4");
}

TEST(Group, NamesElementsAndReadsThem) {
  Group const d4 = dihedral(4);
  EXPECT_EQ(d4.name_of(d4.element(7)), "r^3 s");
  EXPECT_EQ(d4.element_named("s r s"), d4.element_named("r^-1"));
  EXPECT_EQ(d4.element_named("  r^3   s "), d4.element(7));
  expect_error<AlgebraError>([&] { return d4.element_named("r^2 t"); },
                             "D4 has no element 'r^2 t' (nearest: 'r^2 s')");
  Group const s3 = symmetric(3);
  EXPECT_EQ(s3.name_of(s3.element_named("( 0, 1 ,2 )")), "(0 1 2)");
}

TEST(Group, RefusesElementsOfAnotherGroup) {
  Group const c4 = cyclic(4);
  Group const d4 = dihedral(4);
  expect_error<AlgebraError>([&] { return d4.multiply(d4.identity(), c4.element(1)); },
                             "element 1 belongs to another group, not to D4");
  expect_error<AlgebraError>([&] { return c4.element(4); },
                             "C4 has no element 4: its elements are 0 to 3");
}

TEST(Group, LargeGroupsMultiplyWithoutATable) {
  Group const s7 = symmetric(7);
  EXPECT_EQ(s7.order(), 5040U);
  Element const a = s7.element_named("(0 1)");
  Element const b = s7.element_named("(1 2)");
  EXPECT_EQ(s7.name_of(s7.multiply(a, b)), "(0 1 2)");
  EXPECT_EQ(s7.multiply(a, s7.inverse(a)), s7.identity());
  expect_error<LimitError>([&] { return s7.table().size(); },
                           "the table of S7 would have 5040 x 5040 entries; at most 2048 x 2048");
}

TEST(Group, ExponentAndOrders) {
  EXPECT_EQ(dihedral(4).exponent(), 4U);
  EXPECT_EQ(symmetric(4).exponent(), 12U);
  EXPECT_TRUE(cyclic(6).is_abelian());
  EXPECT_FALSE(symmetric(3).is_abelian());
  Group const c6 = cyclic(6);
  EXPECT_EQ(c6.element_order(c6.element(4)), 3U);
  EXPECT_EQ(c6.power(c6.element(1), -2), c6.element(4));
}

RC_GTEST_PROP(Group, ObeysTheAxioms, ()) {
  auto const& groups = small_groups();
  Group const& group = groups[*rc::gen::inRange<std::size_t>(0, groups.size())];
  auto const pick = [&] { return group.element(*rc::gen::inRange(0U, group.order())); };
  Element const a = pick();
  Element const b = pick();
  Element const c = pick();
  RC_ASSERT(group.multiply(group.multiply(a, b), c) == group.multiply(a, group.multiply(b, c)));
  RC_ASSERT(group.multiply(a, group.inverse(a)) == group.identity());
  RC_ASSERT(group.multiply(group.identity(), a) == a);
  RC_ASSERT(group.element_named(group.name_of(a)) == a);
}

} // namespace
} // namespace equivarify::algebra
