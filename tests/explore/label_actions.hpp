/// \file
/// Small groups with subgroups that act on labels, and what the definition says of candidates over
/// them, tried out.
#ifndef EQUIVARIFY_TESTS_EXPLORE_LABEL_ACTIONS_HPP
#define EQUIVARIFY_TESTS_EXPLORE_LABEL_ACTIONS_HPP

#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/algebra/equivarifications/labels.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "explore/small_candidates.hpp"

namespace equivarify::algebra {

/// All actions of \p h on \p size labels.
inline std::vector<Labels> all_label_actions(Subgroup const& h, std::uint32_t size) {
  std::vector<Label> images(size);
  std::iota(images.begin(), images.end(), 0U);
  std::vector<std::vector<Labels::Images>> choices{{}};
  for (Element const s : h.generators()) {
    std::vector<std::vector<Labels::Images>> longer;
    for (auto const& choice : choices) {
      do {
        longer.push_back(choice);
        longer.back().push_back({s, images});
      } while (std::next_permutation(images.begin(), images.end()));
    }
    choices = std::move(longer);
  }
  std::vector<Labels> result;
  for (auto const& choice : choices) {
    try {
      result.push_back(Labels::with_action(h.group(), size, choice));
    } catch (ActionError const&) {
      continue;
    }
  }
  return result;
}

/// Whether F(h x) = h F(x) for all h of the subgroup that acts on \p labels.
inline bool is_label_map(GSet const& x, Labels const& labels, LabelMap const& map) {
  if (labels.subgroup() == nullptr) {
    return true;
  }
  for (Element const h : labels.subgroup()->elements()) {
    for (Point const y : x.points()) {
      if (map[x.act(h, y).index()] != labels.act(h, map[y.index()])) {
        return false;
      }
    }
  }
  return true;
}

/// All these maps.
inline std::vector<LabelMap> equivariant_label_maps(GSet const& x, Labels const& labels) {
  std::vector<LabelMap> maps = all_label_maps(x.size(), labels.size());
  std::erase_if(maps, [&](LabelMap const& map) { return !is_label_map(x, labels, map); });
  return maps;
}

/// Whether all maps from G/H that are equivariant lift to \p w.
inline bool
all_equivariant_maps_lift(LabelledSet const& w, Labels const& labels, Subgroup const& h) {
  GSet const x = GSet::coset_space(h);
  std::vector<LabelMap> const maps = equivariant_label_maps(x, labels);
  return std::all_of(
      maps.begin(), maps.end(), [&](LabelMap const& map) { return lifts(w, x, map); });
}

/// Whether \p w takes every label that some equivariant map from an input takes.
inline bool takes_labels(LabelledSet const& w, Labels const& labels, InputClass const& inputs) {
  for (Subgroup const& h : inputs.subgroups) {
    for (LabelMap const& map : equivariant_label_maps(GSet::coset_space(h), labels)) {
      for (Label const label : map) {
        if (std::find(w.projection.begin(), w.projection.end(), label) == w.projection.end()) {
          return false;
        }
      }
    }
  }
  return true;
}

/// Whether \p w is an equivarification of \p labels relative to \p inputs, by the definition.
inline bool
is_equivarification(LabelledSet const& w, Labels const& labels, InputClass const& inputs) {
  return takes_labels(w, labels, inputs) &&
         std::all_of(inputs.subgroups.begin(), inputs.subgroups.end(), [&](Subgroup const& h) {
           return all_equivariant_maps_lift(w, labels, h);
         });
}

/// All candidates over \p labels on \p points points.
inline std::vector<LabelledSet>
all_candidates_over(Group const& group, Labels const& labels, std::uint32_t points) {
  std::vector<LabelledSet> result;
  for (GSet const& set : all_actions(group, points)) {
    for (LabelMap const& projection : equivariant_label_maps(set, labels)) {
      result.push_back({set, labels.size(), projection});
    }
  }
  return result;
}

/// The candidate of \p w over \p labels.
inline Candidate over(LabelledSet const& w, Labels const& labels) {
  return {SchreierGraph::of(w.set), labels, w.projection};
}

/// A group, labels with the action of a subgroup, and how many points are tried.
struct ActedCase {
  Group group;
  Labels labels;
  std::uint32_t points;
};

/// C2, C4 and S3 with every action of every subgroup on up to \p labels labels.
inline std::vector<ActedCase> acted_cases(std::uint32_t labels = 2) {
  std::vector<ActedCase> cases;
  for (auto const& [group, points] :
       {std::pair{cyclic(2), 4U}, std::pair{cyclic(4), 4U}, std::pair{symmetric(3), 3U}}) {
    for (SubgroupClass const& members : subgroup_classes(group)) {
      for (std::uint32_t size = 1; size <= labels; ++size) {
        for (Labels const& each : all_label_actions(members.representative, size)) {
          cases.push_back({group, each, points});
        }
      }
    }
  }
  return cases;
}

} // namespace equivarify::algebra

#endif
