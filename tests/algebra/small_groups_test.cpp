#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace equivarify::algebra {
namespace {

/// The sorted orders of the elements: they tell the groups of order up to 15 apart.
std::vector<std::uint32_t> element_orders(Group const& group) {
  std::vector<std::uint32_t> orders;
  for (Element const g : group.elements()) {
    orders.push_back(group.element_order(g));
  }
  std::sort(orders.begin(), orders.end());
  return orders;
}

TEST(SmallGroups, AreTwentyEightUpToOrderFifteen) {
  std::map<std::uint32_t, int> count;
  for (Group const& group : small_groups()) {
    ++count[group.order()];
  }
  std::map<std::uint32_t, int> const known{{1, 1},
                                           {2, 1},
                                           {3, 1},
                                           {4, 2},
                                           {5, 1},
                                           {6, 2},
                                           {7, 1},
                                           {8, 5},
                                           {9, 2},
                                           {10, 2},
                                           {11, 1},
                                           {12, 5},
                                           {13, 1},
                                           {14, 2},
                                           {15, 1}};
  EXPECT_EQ(count, known);
}

TEST(SmallGroups, ArePairwiseNotIsomorphic) {
  std::set<std::vector<std::uint32_t>> seen;
  for (Group const& group : small_groups()) {
    EXPECT_TRUE(seen.insert(element_orders(group)).second) << group.name();
  }
}

} // namespace
} // namespace equivarify::algebra
