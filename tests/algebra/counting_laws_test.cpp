/// \file
/// What is counted by formula against what is listed.
#include "equivarify/algebra/equivariant_maps.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/structure.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "support/arbitrary_action.hpp"

namespace equivarify::algebra {
namespace {

RC_GTEST_PROP(Counting, BurnsideCountsTheOrbits, (GSet const& x)) {
  RC_ASSERT(burnside_count(x) == orbits(x).size());
}

RC_GTEST_PROP(Counting, MarksAreFixedPointsAndTypesAddUp, (GSet const& x)) {
  TableOfMarks const table{x.group()};
  std::vector<std::uint64_t> const type = table.type_of(x);
  std::uint64_t points = 0;
  for (std::size_t i = 0; i < type.size(); ++i) {
    points += type[i] * table.classes()[i].representative.index();
  }
  RC_ASSERT(points == x.size());
  for (std::size_t j = 0; j < type.size(); ++j) {
    std::uint64_t fixed = 0;
    for (std::size_t i = 0; i < type.size(); ++i) {
      fixed += type[i] * table.marks()[i][j];
    }
    RC_ASSERT(fixed == fixed_points(x, table.classes()[j].representative).size());
  }
}

RC_GTEST_PROP(Counting, TypeSaysHowOftenEachStabilizerOccurs, (GSet const& x)) {
  TableOfMarks const table{x.group()};
  std::vector<std::uint64_t> counted(table.classes().size(), 0);
  for (Orbit const& orbit : orbits(x)) {
    Subgroup const fixing = stabilizer(x, orbit.front());
    for (std::size_t i = 0; i < counted.size(); ++i) {
      std::vector<Subgroup> const& members = table.classes()[i].members;
      counted[i] += std::find(members.begin(), members.end(), fixing) != members.end() ? 1U : 0U;
    }
  }
  RC_ASSERT(counted == table.type_of(x));
}

RC_GTEST_PROP(Counting, SubgroupClassesAreClassesOfSubgroups, (Group const& group)) {
  std::size_t cyclic = 0;
  std::set<std::vector<Element>> seen;
  for (SubgroupClass const& candidates : subgroup_classes(group)) {
    RC_ASSERT(normalizer(candidates.representative).index() == candidates.members.size());
    for (Subgroup const& member : candidates.members) {
      RC_ASSERT(seen.insert(member.elements()).second);
      RC_ASSERT(group.order() % member.order() == 0U);
      cyclic += member.generators().size() <= 1 ? 1U : 0U;
    }
  }
  std::set<std::vector<Element>> generated_by_one;
  for (Element const g : group.elements()) {
    generated_by_one.insert(Subgroup::generated_by(group, {g}).elements());
  }
  for (std::vector<Element> const& elements : generated_by_one) {
    RC_ASSERT(seen.contains(elements));
  }
  RC_ASSERT(cyclic <= generated_by_one.size());
}

/// The orbits of Z^{xG} by Moebius inversion against its list of points.
RC_GTEST_PROP(Counting, OrbitsOfTheGProductByStabilizer, (Group const& group)) {
  RC_PRE(group.order() <= 12U);
  std::uint32_t const labels = group.order() <= 8 ? 3 : 2;
  GSet const product = GSet::maps_into(GSet::regular(group), labels);
  std::vector<StabilizerCount> const counts = count_g_product(group, labels);
  std::vector<BigInteger> listed(counts.size());
  for (Orbit const& orbit : orbits(product)) {
    Subgroup const fixing = stabilizer(product, orbit.front());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      std::vector<Subgroup> const& members = counts[i].subgroup_class.members;
      listed[i] += std::find(members.begin(), members.end(), fixing) != members.end() ? 1 : 0;
    }
  }
  BigInteger points = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    RC_ASSERT(counts[i].orbits == listed[i]);
    points += counts[i].points;
  }
  RC_ASSERT(points == product.size());
}

/// Necklaces: for a cyclic group the number of orbits is the mean of labels^gcd(i, n).
RC_GTEST_PROP(Counting, OrbitsOfTheCyclicGProductAreNecklaces, ()) {
  auto const n = *rc::gen::inRange<std::uint32_t>(1, 64);
  auto const labels = *rc::gen::inRange<std::uint32_t>(1, 10);
  BigInteger sum = 0;
  for (std::uint32_t i = 1; i <= n; ++i) {
    sum += boost::multiprecision::pow(BigInteger{labels}, std::gcd(i, n));
  }
  RC_ASSERT(total_orbits(count_g_product(cyclic(n), labels)) * n == sum);
}

/// Every map of the points that commutes with the generators, one after the other.
std::size_t count_by_trying(GSet const& x, GSet const& y) {
  std::size_t count = 0;
  std::vector<std::uint32_t> images(x.size(), 0);
  while (true) {
    bool equivariant = true;
    for (Generator const& g : x.group().generators()) {
      for (std::uint32_t p = 0; p < x.size() && equivariant; ++p) {
        equivariant = images[x.act_unchecked(g.element.index(), p)] ==
                      y.act_unchecked(g.element.index(), images[p]);
      }
    }
    count += equivariant ? 1U : 0U;
    std::size_t digit = 0;
    while (digit < images.size() && ++images[digit] == y.size()) {
      images[digit++] = 0;
    }
    if (digit == images.size()) {
      return count;
    }
  }
}

/// A transitive set of at most \p most points.
GSet small_orbit(Group const& group, std::uint32_t most) {
  std::vector<Subgroup> large;
  for (SubgroupClass const& candidates : subgroup_classes(group)) {
    if (candidates.representative.index() <= most) {
      large.push_back(candidates.representative);
    }
  }
  return GSet::coset_space(*rc::gen::elementOf(large));
}

RC_GTEST_PROP(Counting, EquivariantMapsAgainstAllMaps, (Group const& group)) {
  GSet const x = GSet::disjoint_union(small_orbit(group, 3), small_orbit(group, 2));
  GSet const y = GSet::disjoint_union(small_orbit(group, 4), small_orbit(group, 2));
  EquivariantMaps const maps{x, y};
  RC_ASSERT(maps.size() == count_by_trying(x, y));
  std::set<std::vector<Point>> different;
  for (EquivariantMap const& map : maps) {
    different.insert(map.images());
  }
  RC_ASSERT(maps.size() == different.size());
}

} // namespace
} // namespace equivarify::algebra
