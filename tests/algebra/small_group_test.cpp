/// \file
/// The table of small groups, without GAP: as many groups of each order as there are, of that
/// order, and no two of them isomorphic.
#include "equivarify/algebra/small_group.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

// The On-Line Encyclopedia of Integer Sequences, A000001, from 1 on.
constexpr std::array<std::uint32_t, 127> numbers_of_groups{
    1, 1,  1,  2,  1, 2,  1, 5,  2, 2,  1, 5,   1, 2,  1, 14, 1, 5,   1, 5,  2, 2,  1, 15, 2, 2,
    5, 4,  1,  4,  1, 51, 1, 2,  1, 14, 1, 2,   2, 14, 1, 6,  1, 4,   2, 2,  1, 52, 2, 5,  1, 5,
    1, 15, 2,  13, 2, 2,  1, 13, 1, 2,  4, 267, 1, 4,  1, 5,  1, 4,   1, 50, 1, 2,  3, 4,  1, 6,
    1, 52, 15, 2,  1, 15, 1, 2,  1, 12, 1, 10,  1, 4,  2, 2,  1, 231, 1, 5,  2, 16, 1, 4,  1, 14,
    2, 2,  1,  45, 1, 6,  2, 43, 1, 6,  1, 5,   4, 2,  1, 47, 2, 2,   1, 4,  5, 16, 1};

bool has_table(std::uint32_t order) {
  return order != 64 && order != 96;
}

TEST(SmallGroup, HasAsManyOfEachOrderAsThereAre) {
  for (std::uint32_t order = 1; order < end_of_small_groups; ++order) {
    EXPECT_EQ(count_small_groups(order), has_table(order) ? numbers_of_groups[order - 1] : 0)
        << order;
  }
  EXPECT_EQ(count_small_groups(0), 0U);
  EXPECT_EQ(count_small_groups(end_of_small_groups), 0U);
}

/// Colours of the elements that no isomorphism changes: first by their powers, then, again and
/// again, by the colours of all elements with those of their products from both sides.
using Colours = std::vector<std::uint32_t>;

template <typename Key>
Colours numbered(std::vector<Key> const& keys, std::map<Key, std::uint32_t>& numbers) {
  Colours result;
  for (Key const& key : keys) {
    result.push_back(
        numbers.emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return result;
}

/// The invariants of groups that are compared with each other.
class Invariants {
public:
  std::vector<std::uint32_t> of(Group const& group) {
    std::vector<std::vector<std::uint32_t>> first;
    for (Element const x : group.elements()) {
      std::uint32_t roots = 0;
      std::uint32_t commuting = 0;
      for (Element const y : group.elements()) {
        roots += group.multiply(y, y) == x ? 1U : 0U;
        commuting += group.multiply(x, y) == group.multiply(y, x) ? 1U : 0U;
      }
      first.push_back({group.element_order(x), roots, commuting});
    }
    Colours colours = numbered(first, first_);
    for (int round = 0; round < 2; ++round) {
      colours = refined(group, colours);
    }
    std::sort(colours.begin(), colours.end());
    return colours;
  }

private:
  Colours refined(Group const& group, Colours const& colours) {
    std::vector<std::vector<std::array<std::uint32_t, 3>>> seen;
    for (Element const x : group.elements()) {
      auto& row = seen.emplace_back();
      row.push_back({colours[x.index()], 0, 0});
      for (Element const y : group.elements()) {
        row.push_back({colours[y.index()],
                       colours[group.multiply(x, y).index()],
                       colours[group.multiply(group.multiply(y, x), group.inverse(y)).index()]});
      }
      std::sort(row.begin() + 1, row.end());
    }
    return numbered(seen, refined_);
  }

  std::map<std::vector<std::uint32_t>, std::uint32_t> first_;
  std::map<std::vector<std::array<std::uint32_t, 3>>, std::uint32_t> refined_;
};

TEST(SmallGroup, OfOneOrderAreNotIsomorphic) {
  for (std::uint32_t order = 1; order < end_of_small_groups; ++order) {
    Invariants invariants;
    std::map<std::vector<std::uint32_t>, std::vector<Group>> alike;
    for (std::uint32_t number = 1; number <= count_small_groups(order); ++number) {
      Group const group = small_group(order, number);
      ASSERT_EQ(group.order(), order) << group.name();
      std::vector<Group>& others = alike[invariants.of(group)];
      for (Group const& other : others) {
        EXPECT_FALSE(is_isomorphic(group, other)) << group.name() << " and " << other.name();
      }
      others.push_back(group);
    }
  }
}

TEST(SmallGroup, HasGapsNumbers) {
  EXPECT_TRUE(is_isomorphic(small_group(8, 3), dihedral(4)));
  EXPECT_TRUE(is_isomorphic(small_group(8, 4), dicyclic(2)));
  EXPECT_TRUE(is_isomorphic(small_group(24, 12), symmetric(4)));
  EXPECT_TRUE(is_isomorphic(small_group(60, 5), alternating(5)));
  EXPECT_TRUE(is_isomorphic(small_group(120, 34), symmetric(5)));
  EXPECT_EQ(small_group(24, 12).name(), "SmallGroup(24,12)");
  EXPECT_EQ(small_group(1, 1).order(), 1U);
  EXPECT_THAT(small_group(8, 3).generator_names(), ::testing::ElementsAre("f1", "f2", "f3"));
}

TEST(SmallGroup, SaysHowManyThereAre) {
  support::expect_error<AlgebraError>(
      [] { return small_group(8, 6); },
      "SmallGroup(8,6): there are 5 groups of order 8, numbers 1 to 5");
  support::expect_error<AlgebraError>([] { return small_group(7, 0); },
                                      "SmallGroup(7,0): there is 1 group of order 7, number 1");
  support::expect_error<AlgebraError>(
      [] { return small_group(64, 1); },
      "SmallGroup(64,1): expected an order from 1 to 127 other than 64 and 96");
}

} // namespace
} // namespace equivarify::algebra
