/// \file
/// Finite heads against all maps, tried one by one.
#include "equivarify/algebra/equivarifications/finite_heads.hpp"

#include "equivarify/algebra/equivariant_maps.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

/// The transitive G-sets of \p group and the unions of two of them.
std::vector<GSet> small_sets(Group const& group) {
  std::vector<GSet> result;
  for (SubgroupClass const& each : subgroup_classes(group)) {
    result.push_back(GSet::coset_space(each.representative));
  }
  std::size_t const count = result.size();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      result.push_back(GSet::disjoint_union(result[i], result[j]));
    }
  }
  return result;
}

bool is_equivariant(GSet const& x, GSet const& y, std::vector<std::uint32_t> const& map) {
  for (Element const g : x.group().elements()) {
    for (Point const s : x.points()) {
      if (map[x.act(g, s).index()] != y.act(g, Point{map[s.index()]}).index()) {
        return false;
      }
    }
  }
  return true;
}

/// The number of equivariant maps, by trying all maps.
std::uint64_t tried(GSet const& x, GSet const& y) {
  std::vector<std::uint32_t> map(x.size(), 0);
  std::uint64_t found = 0;
  std::size_t place = 0;
  while (place < map.size()) {
    found += is_equivariant(x, y, map) ? 1U : 0U;
    for (place = 0; place < map.size() && ++map[place] == y.size(); ++place) {
      map[place] = 0;
    }
  }
  return found;
}

TEST(FiniteHeads, AreAsManyAsMapsThatCommuteAmongAllMaps) {
  std::size_t with = 0;
  std::size_t without = 0;
  for (Group const& group : {cyclic(1), cyclic(2), cyclic(3)}) {
    for (GSet const& y : small_sets(group)) {
      if (y.size() > 4 || (group.order() == 3 && y.size() > 3)) {
        continue;
      }
      FiniteHeads const heads = finite_heads(SchreierGraph::of(y), 2);
      std::uint64_t const expected = tried(g_product(group, 2).set, y);
      EXPECT_EQ(heads.count, BigInteger{expected}) << group.name() << ' ' << y.size();
      EXPECT_EQ(heads.exist(), expected != 0);
      ++(expected == 0 ? without : with);
    }
  }
  EXPECT_GE(with, 5U);
  EXPECT_GE(without, 3U);
}

TEST(FiniteHeads, AreAsManyAsTheMapsOfGSets) {
  for (Group const& group :
       {cyclic(2), cyclic(3), cyclic(4), direct_product(cyclic(2), cyclic(2)), symmetric(3)}) {
    for (std::uint32_t labels = 1; labels <= 3; ++labels) {
      GSet const product = g_product(group, labels).set;
      for (GSet const& y : small_sets(group)) {
        FiniteHeads const heads = finite_heads(SchreierGraph::of(y), labels);
        EquivariantMaps const maps{product, y};
        ASSERT_TRUE(heads.count || maps.size() > 1);
        EXPECT_TRUE(!heads.count || *heads.count == maps.size()) << group.name();
        EXPECT_EQ(heads.exist(), maps.size() != 0);
      }
    }
  }
}

/// The map of Z^{xG} that \p head is, from its values on the orbits.
std::vector<std::uint32_t> table_of(GSet const& product,
                                    std::vector<CosetMap> const& orbits,
                                    GSet const& y,
                                    FiniteHead const& head) {
  std::vector<std::uint32_t> table(product.size(), y.size());
  for (std::size_t i = 0; i < orbits.size(); ++i) {
    auto const cosets = orbits[i].subgroup.coset_numbers();
    std::uint64_t number = 0;
    std::uint64_t power = 1;
    std::uint32_t const labels = product.group().order() == 1 ? product.size() : 2;
    for (Element const t : product.group().elements()) {
      number += power * orbits[i].labels[cosets[product.group().inverse(t).index()]];
      power *= labels;
    }
    Point const s{static_cast<std::uint32_t>(number)};
    for (Element const g : product.group().elements()) {
      table[product.act(g, s).index()] = y.act(g, Point{head.images[i]}).index();
    }
  }
  return table;
}

TEST(FiniteHeads, AreListedEachOnceAndCommute) {
  for (Group const& group : {cyclic(2), cyclic(3), symmetric(3)}) {
    GSet const product = g_product(group, 2).set;
    for (GSet const& y : small_sets(group)) {
      FiniteHeads const heads = finite_heads(SchreierGraph::of(y), 2);
      auto const orbits = head_orbits(sweep(orbit_sweeps(heads, 2)));
      auto const listed = list_heads(heads, orbits, 200);
      EXPECT_EQ(heads.exist(), !listed.empty());
      EXPECT_EQ(listed.size() < 200, heads.count && *heads.count == listed.size());
      std::set<std::vector<std::uint32_t>> tables;
      for (FiniteHead const& head : listed) {
        auto const table = table_of(product, orbits, y, head);
        EXPECT_TRUE(is_equivariant(product, y, table)) << group.name();
        EXPECT_TRUE(tables.insert(table).second);
      }
    }
  }
}

TEST(FiniteHeads, AreStoppedByWhatMovesEachPoint) {
  GSet const turns = GSet::regular(cyclic(4));
  FiniteHeads const heads = finite_heads(SchreierGraph::of(turns), 2);
  EXPECT_EQ(heads.count, BigInteger{0});
  ASSERT_TRUE(heads.obstruction);
  SchreierGraph const graph = SchreierGraph::of(turns);
  ASSERT_EQ(heads.obstruction->moved_by.size(), 4U);
  for (std::uint32_t y = 0; y < 4; ++y) {
    EXPECT_NE(graph.step_unchecked(heads.obstruction->moved_by[y], y), y);
  }
}

TEST(FiniteHeads, AreCountedWhereTheGProductIsTooLargeToList) {
  Group const group = dihedral(12);
  GSet const two = GSet::trivial(group, 1);
  EXPECT_EQ(finite_heads(SchreierGraph::of(two), 1000).count, BigInteger{1});
  GSet const pair = GSet::trivial(group, 2);
  EXPECT_EQ(finite_heads(SchreierGraph::of(pair), 1000).count, std::nullopt);
}

TEST(FiniteHeads, NeedALabel) {
  GSet const one = GSet::trivial(cyclic(2), 1);
  support::expect_error<AlgebraError>([&] { return finite_heads(SchreierGraph::of(one), 0); },
                                      "found no label, expected at least one");
}

} // namespace
} // namespace equivarify::algebra
