#include "equivarify/algebra/lemmas/sets.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>

namespace equivarify::algebra::lemmas {

namespace {

/// One subgroup of each class, by falling order: the sets G/H then grow.
std::vector<Subgroup> stabilizer_types(Group const& group) {
  std::vector<Subgroup> types;
  if (group.order() > largest_listed_order) {
    return {Subgroup::whole(group), Subgroup::trivial(group)};
  }
  for (SubgroupClass const& subgroup_class : subgroup_classes(group)) {
    types.push_back(subgroup_class.representative);
  }
  std::reverse(types.begin(), types.end());
  return types;
}

using Array = std::vector<std::uint16_t>;

Array moved(Array const& x, EntryPermutation const& gather) {
  Array result;
  result.reserve(x.size());
  for (std::uint32_t const i : gather) {
    result.push_back(x[i]);
  }
  return result;
}

/// A random array made equal along the orbits of \p stabilizer on the entries.
Array symmetric_array(Subgroup const& stabilizer,
                      std::vector<EntryPermutation> const& permutations,
                      std::mt19937_64& random) {
  Array x(permutations.front().size());
  std::generate(x.begin(), x.end(), [&] { return static_cast<std::uint16_t>(random() >> 48); });
  Array result = x;
  for (Element const g : stabilizer.elements()) {
    Array const turned = moved(x, permutations[g.index()]);
    std::transform(result.begin(),
                   result.end(),
                   turned.begin(),
                   result.begin(),
                   [](std::uint16_t a, std::uint16_t b) { return std::min(a, b); });
  }
  return result;
}

/// The orbit of \p x under the generators, as a G-set.
GSet array_orbit(Group const& group,
                 std::vector<EntryPermutation> const& permutations,
                 Array const& x) {
  std::vector<Array> orbit{x};
  std::map<Array, std::uint32_t> index{{x, 0}};
  std::vector<std::vector<std::uint32_t>> images(group.generators().size());
  for (std::size_t i = 0; i < orbit.size(); ++i) {
    for (std::size_t k = 0; k < images.size(); ++k) {
      Array next = moved(orbit[i], permutations[group.generators()[k].element.index()]);
      auto const [place, added] = index.try_emplace(next, static_cast<std::uint32_t>(orbit.size()));
      if (added) {
        orbit.push_back(std::move(next));
      }
      images[k].push_back(place->second);
    }
  }
  return GSet::from_generators(group, static_cast<std::uint32_t>(orbit.size()), images);
}

} // namespace

std::vector<NamedSet> transitive_sets(Group const& group) {
  std::vector<NamedSet> sets;
  for (Subgroup const& h : stabilizer_types(group)) {
    sets.push_back({fmt::format("{} / {}", group.name(), h.to_string()), GSet::coset_space(h)});
  }
  if (sets.size() > 1) {
    sets.push_back({fmt::format("{} + {}", sets[0].name, sets[1].name),
                    GSet::disjoint_union(sets[0].set, sets[1].set)});
  }
  return sets;
}

std::vector<NamedSet> orbit_sets(GSet const& set) {
  std::vector<NamedSet> sets;
  for (Orbit const& orbit : orbits(set)) {
    sets.push_back(
        {fmt::format("the orbit of {}", orbit.front().index()), GSet::restriction(set, orbit)});
  }
  if (sets.size() > 1) {
    sets.push_back({"the whole set", set});
  }
  return sets;
}

std::vector<NamedSet> array_sets(Group const& group,
                                 std::vector<EntryPermutation> const& permutations,
                                 std::uint64_t seed) {
  if (permutations.size() != group.order()) {
    throw AlgebraError(fmt::format("{} has {} elements, found {} permutations of the entries",
                                   group.name(),
                                   group.order(),
                                   permutations.size()));
  }
  if (group.order() > largest_listed_order) {
    return {};
  }
  std::mt19937_64 random{seed};
  std::vector<NamedSet> sets;
  for (Subgroup const& h : stabilizer_types(group)) {
    Array const x = symmetric_array(h, permutations, random);
    sets.push_back({h.order() == 1
                        ? "the orbit of a random array"
                        : fmt::format("the orbit of a random array that {} fixes", h.to_string()),
                    array_orbit(group, permutations, x)});
  }
  return sets;
}

} // namespace equivarify::algebra::lemmas
