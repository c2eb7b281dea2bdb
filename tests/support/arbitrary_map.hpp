/// \file
/// Random maps for RapidCheck: of G-sets to labels, between G-sets, and permutations; they shrink
/// to fewer labels, orbits and symbols.
#ifndef EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_MAP_HPP
#define EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_MAP_HPP

#include "equivarify/algebra/equivariant_maps.hpp"
#include "equivarify/algebra/equivarification.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include "support/arbitrary_action.hpp"

namespace equivarify::support {

/// A map from the points of a G-set to the labels 0, ..., labels - 1.
struct LabelledAction {
  algebra::GSet set;
  std::uint32_t labels = 1;
  algebra::LabelMap map;
};

/// `F = [0, 1, 1] to 2 labels on G/1 ...`.
inline void showValue(LabelledAction const& value, std::ostream& out) {
  out << fmt::format("F = [{}] to {} labels on ", fmt::join(value.map, ", "), value.labels);
  showValue(value.set, out);
}

/// For use inside shrinking().
inline LabelledAction pick_labelled_action() {
  LabelledAction result{.set = pick_action(pick_group()), .labels = pick(1, 3), .map = {}};
  for (std::uint32_t x = 0; x < result.set.size(); ++x) {
    result.map.push_back(pick(0, result.labels - 1));
  }
  return result;
}

/// \p value on the points of one orbit.
inline LabelledAction on_orbit(LabelledAction const& value, algebra::Orbit const& orbit) {
  LabelledAction result{
      .set = algebra::GSet::restriction(value.set, orbit), .labels = value.labels, .map = {}};
  for (algebra::Point const x : orbit) {
    result.map.push_back(value.map[x.index()]);
  }
  return result;
}

/// Fewer labels; single orbits; smaller groups; one label less that is not 0.
inline Smaller<LabelledAction> smaller_labelled_actions(LabelledAction const& value) {
  Smaller<LabelledAction> result;
  if (value.labels > 1) {
    result.emplace_back([value] {
      LabelledAction fewer = value;
      fewer.labels = value.labels - 1;
      for (algebra::Label& label : fewer.map) {
        label = std::min(label, fewer.labels - 1);
      }
      return fewer;
    });
  }
  std::vector<algebra::Orbit> const orbits = algebra::orbits(value.set);
  for (algebra::Orbit const& orbit : orbits) {
    if (orbits.size() > 1) {
      result.emplace_back([value, orbit] { return on_orbit(value, orbit); });
    }
  }
  for (algebra::SubgroupClass const& candidates : algebra::subgroup_classes(value.set.group())) {
    algebra::Subgroup const& subgroup = candidates.representative;
    if (subgroup.order() < value.set.group().order()) {
      result.emplace_back([value, subgroup] {
        algebra::GSet const set =
            algebra::GSet::restriction(value.set, algebra::as_group(subgroup).into);
        return LabelledAction{set, value.labels, value.map};
      });
    }
  }
  for (std::size_t x = 0; x < value.map.size(); ++x) {
    if (value.map[x] != 0) {
      result.emplace_back([value, x] {
        LabelledAction simpler = value;
        simpler.map[x] = 0;
        return simpler;
      });
    }
  }
  return result;
}

/// A random equivariant map; for use inside shrinking(). Where there is none to a random set, one
/// to a point.
inline algebra::EquivariantMap pick_equivariant_map() {
  algebra::Group const group = pick_group();
  algebra::GSet const domain = pick_action(group, 2);
  algebra::EquivariantMaps const maps{domain, pick_action(group, 2)};
  std::mt19937_64 random{pick(0, 1'000'000)};
  return maps.size() > 0 ? maps.sample(random)
                         : algebra::EquivariantMaps{domain, algebra::GSet::trivial(group, 1)}.at(0);
}

/// The map on one orbit of its domain; the map onto its image.
inline Smaller<algebra::EquivariantMap>
smaller_equivariant_maps(algebra::EquivariantMap const& map) {
  Smaller<algebra::EquivariantMap> result;
  std::vector<algebra::Orbit> const orbits = algebra::orbits(map.domain());
  for (algebra::Orbit const& orbit : orbits) {
    if (orbits.size() > 1) {
      result.emplace_back([map, orbit] {
        std::vector<algebra::Point> images;
        for (algebra::Point const x : orbit) {
          images.push_back(map(x));
        }
        return algebra::EquivariantMap::from_images(
            algebra::GSet::restriction(map.domain(), orbit), map.codomain(), std::move(images));
      });
    }
  }
  for (algebra::SubgroupClass const& candidates : algebra::subgroup_classes(map.domain().group())) {
    algebra::Subgroup const& subgroup = candidates.representative;
    if (subgroup.order() < map.domain().group().order()) {
      result.emplace_back([map, subgroup] {
        algebra::Homomorphism const into = algebra::as_group(subgroup).into;
        return algebra::EquivariantMap::from_images(
            algebra::GSet::restriction(map.domain(), into),
            algebra::GSet::restriction(map.codomain(), into),
            map.images());
      });
    }
  }
  return result;
}

/// \p value with one symbol left out of its cycle and of the set.
inline algebra::Permutation without(algebra::Permutation const& value, std::uint32_t gone) {
  std::vector<std::uint32_t> images;
  for (std::uint32_t x = 0; x < value.degree(); ++x) {
    if (x != gone) {
      std::uint32_t const y = value(x) == gone ? value(gone) : value(x);
      images.push_back(y > gone ? y - 1 : y);
    }
  }
  return algebra::Permutation::from_images(std::move(images));
}

/// Permutations of two symbols less, then of one.
inline Smaller<algebra::Permutation> smaller_permutations(algebra::Permutation const& value) {
  Smaller<algebra::Permutation> result;
  for (std::uint32_t y = 1; y < value.degree(); ++y) {
    for (std::uint32_t x = 0; x < y; ++x) {
      result.emplace_back([value, x, y] { return without(without(value, y), x); });
    }
  }
  for (std::uint32_t x = 0; x < value.degree(); ++x) {
    result.emplace_back([value, x] { return without(value, x); });
  }
  return result;
}

} // namespace equivarify::support

namespace equivarify::algebra {

/// `f = [0, 1, 0] from G/1 ... to G/<r> ...`.
inline void showValue(EquivariantMap const& map, std::ostream& out) {
  std::vector<std::uint32_t> images;
  for (Point const y : map.images()) {
    images.push_back(y.index());
  }
  out << fmt::format("f = [{}] from ", fmt::join(images, ", "));
  showValue(map.domain(), out);
  out << " to ";
  showValue(map.codomain(), out);
}

/// `(0 1 2) on 4 symbols`.
inline void showValue(Permutation const& value, std::ostream& out) {
  out << fmt::format("{} on {} symbols", value.to_string(), value.degree());
}

} // namespace equivarify::algebra

namespace rc {

template <>
struct Arbitrary<equivarify::support::LabelledAction> {
  static Gen<equivarify::support::LabelledAction> arbitrary() {
    using namespace equivarify::support; // NOLINT(google-build-using-namespace)
    return shrinking<LabelledAction>(pick_labelled_action, smaller_labelled_actions);
  }
};

template <>
struct Arbitrary<equivarify::algebra::EquivariantMap> {
  static Gen<equivarify::algebra::EquivariantMap> arbitrary() {
    using namespace equivarify; // NOLINT(google-build-using-namespace)
    return support::shrinking<algebra::EquivariantMap>(support::pick_equivariant_map,
                                                       support::smaller_equivariant_maps);
  }
};

template <>
struct Arbitrary<equivarify::algebra::Permutation> {
  static Gen<equivarify::algebra::Permutation> arbitrary() {
    using namespace equivarify; // NOLINT(google-build-using-namespace)
    return support::shrinking<algebra::Permutation>(
        [] { return algebra::Permutation::from_images(support::pick_order(support::pick(0, 12))); },
        support::smaller_permutations);
  }
};

} // namespace rc

#endif
