/// \file
/// All small candidates, and the definition of an equivarification read as a program.
#ifndef EQUIVARIFY_TESTS_EXPLORE_SMALL_CANDIDATES_HPP
#define EQUIVARIFY_TESTS_EXPLORE_SMALL_CANDIDATES_HPP

#include "equivarify/algebra/equivariant_maps.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace equivarify::algebra {

/// All maps from \p size points to \p labels labels.
inline std::vector<LabelMap> all_label_maps(std::uint32_t size, std::uint32_t labels) {
  std::vector<LabelMap> maps{{}};
  for (std::uint32_t i = 0; i < size; ++i) {
    std::vector<LabelMap> longer;
    for (LabelMap const& map : maps) {
      for (Label label = 0; label < labels; ++label) {
        longer.push_back(map);
        longer.back().push_back(label);
      }
    }
    maps = std::move(longer);
  }
  return maps;
}

/// All actions of \p group on \p points points.
inline std::vector<GSet> all_actions(Group const& group, std::uint32_t points) {
  std::vector<std::vector<std::uint32_t>> permutations;
  std::vector<std::uint32_t> images(points);
  std::iota(images.begin(), images.end(), 0U);
  do {
    permutations.push_back(images);
  } while (std::next_permutation(images.begin(), images.end()));
  std::vector<std::vector<std::vector<std::uint32_t>>> choices{{}};
  for (std::size_t k = 0; k < group.generators().size(); ++k) {
    std::vector<std::vector<std::vector<std::uint32_t>>> longer;
    for (auto const& choice : choices) {
      for (auto const& permutation : permutations) {
        longer.push_back(choice);
        longer.back().push_back(permutation);
      }
    }
    choices = std::move(longer);
  }
  std::vector<GSet> result;
  for (auto const& choice : choices) {
    try {
      result.push_back(GSet::from_generators(group, points, choice));
    } catch (ActionError const&) {
      continue;
    }
  }
  return result;
}

/// All candidates with \p labels labels on \p points points.
inline std::vector<LabelledSet>
all_candidates(Group const& group, std::uint32_t labels, std::uint32_t points) {
  std::vector<LabelledSet> result;
  for (GSet const& set : all_actions(group, points)) {
    for (LabelMap const& projection : all_label_maps(points, labels)) {
      result.push_back({set, labels, projection});
    }
  }
  return result;
}

/// Whether some equivariant map from \p x to the candidate's set composes with the projection to
/// \p map.
inline bool lifts(LabelledSet const& w, GSet const& x, LabelMap const& map) {
  EquivariantMaps const maps{x, w.set};
  for (BigInteger i = 0; i < maps.size(); ++i) {
    EquivariantMap const lift = maps.at(i);
    bool equal = true;
    for (std::uint32_t y = 0; y < x.size(); ++y) {
      equal = equal && w.projection[lift(Point{y}).index()] == map[y];
    }
    if (equal) {
      return true;
    }
  }
  return false;
}

/// Whether all maps from G/H lift [3.0.3, clause 3, for X = G/H].
inline bool all_maps_lift(LabelledSet const& w, Subgroup const& h) {
  GSet const x = GSet::coset_space(h);
  std::vector<LabelMap> const maps = all_label_maps(x.size(), w.labels);
  return std::all_of(
      maps.begin(), maps.end(), [&](LabelMap const& map) { return lifts(w, x, map); });
}

/// Whether the projection takes every label [3.0.3, clause 2].
inline bool is_onto(LabelledSet const& w) {
  for (Label label = 0; label < w.labels; ++label) {
    if (std::find(w.projection.begin(), w.projection.end(), label) == w.projection.end()) {
      return false;
    }
  }
  return true;
}

inline Candidate to_candidate(LabelledSet const& w) {
  return {SchreierGraph::of(w.set), w.labels, w.projection};
}

/// The least of the tables of \p w under all ways to number its points.
inline std::vector<std::uint32_t> canonical_table(LabelledSet const& w) {
  std::vector<std::uint32_t> place(w.set.size());
  std::iota(place.begin(), place.end(), 0U);
  std::vector<std::uint32_t> least;
  do {
    std::vector<std::uint32_t> key(place.size() * (w.set.group().generators().size() + 1));
    std::size_t row = 0;
    for (Generator const& s : w.set.group().generators()) {
      for (Point const x : w.set.points()) {
        key[row + place[x.index()]] = place[w.set.act(s.element, x).index()];
      }
      row += place.size();
    }
    for (std::size_t x = 0; x < place.size(); ++x) {
      key[row + place[x]] = w.projection[x];
    }
    least = least.empty() ? key : std::min(least, key);
  } while (std::next_permutation(place.begin(), place.end()));
  return least;
}

/// The groups, numbers of labels and of points on which everything is tried.
struct SmallCase {
  Group group;
  std::uint32_t labels;
  std::uint32_t points;
};

inline std::vector<SmallCase> small_cases() {
  std::vector<SmallCase> cases;
  auto const add = [&cases](Group const& group, std::uint32_t labels, std::uint32_t most) {
    for (std::uint32_t points = 1; points <= most; ++points) {
      cases.push_back({group, labels, points});
    }
  };
  add(cyclic(2), 2, 6);
  add(cyclic(3), 2, 4);
  add(elementary_abelian(2, 2), 2, 4);
  add(symmetric(3), 2, 3);
  add(symmetric(3), 1, 4);
  return cases;
}

} // namespace equivarify::algebra

#endif
