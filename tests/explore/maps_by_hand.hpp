/// \file
/// Random candidates, and the maps over Z between two of them, found by trying every map.
#ifndef EQUIVARIFY_TESTS_EXPLORE_MAPS_BY_HAND_HPP
#define EQUIVARIFY_TESTS_EXPLORE_MAPS_BY_HAND_HPP

#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace equivarify::support {

/// A random set of \p group, a few coset spaces, with random labels.
inline algebra::Candidate pick_candidate(algebra::Group const& group) {
  std::vector<algebra::SchreierGraph> parts;
  int const count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) {
    auto const g = group.element(*rc::gen::inRange<std::uint32_t>(0, group.order()));
    parts.push_back(
        algebra::SchreierGraph::coset_space(algebra::Subgroup::generated_by(group, {g})));
  }
  algebra::SchreierGraph set = algebra::SchreierGraph::disjoint_union(group, parts);
  algebra::LabelMap labels;
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    labels.push_back(*rc::gen::inRange<std::uint32_t>(0, 2));
  }
  return {set, 2, labels};
}

/// Whether \p map, an image for each point, is equivariant and keeps labels.
inline bool is_over(algebra::Candidate const& from,
                    algebra::Candidate const& to,
                    std::vector<std::uint32_t> const& map) {
  for (std::uint32_t x = 0; x < map.size(); ++x) {
    for (std::size_t k = 0; k < from.set.images().size(); ++k) {
      if (map[from.set.step_unchecked(k, x)] != to.set.step_unchecked(k, map[x])) {
        return false;
      }
    }
    if (from.projection[x] != to.projection[map[x]]) {
      return false;
    }
  }
  return true;
}

/// How many maps over Z there are.
struct MapsByHand {
  std::uint64_t maps = 0;
  std::uint64_t bijections = 0;
};

/// Counts them by trying every map.
inline MapsByHand count_by_hand(algebra::Candidate const& from, algebra::Candidate const& to) {
  MapsByHand result;
  std::vector<std::uint32_t> map(from.set.size(), 0);
  while (true) {
    if (is_over(from, to, map)) {
      ++result.maps;
      std::vector<std::uint32_t> sorted = map;
      std::sort(sorted.begin(), sorted.end());
      bool const injective = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
      result.bijections += injective && map.size() == to.set.size() ? 1U : 0U;
    }
    std::size_t at = 0;
    while (at < map.size() && ++map[at] == to.set.size()) {
      map[at++] = 0;
    }
    if (at == map.size()) {
      return result;
    }
  }
}

} // namespace equivarify::support

#endif
