/// \file
/// Random G-sets for RapidCheck; they shrink to fewer and shorter orbits and to smaller groups.
#ifndef EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_ACTION_HPP
#define EQUIVARIFY_TESTS_SUPPORT_ARBITRARY_ACTION_HPP

#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/gset_isomorphism.hpp"
#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/permutation.hpp"

#include <ostream>
#include <vector>

#include "support/arbitrary_subgroup.hpp"

namespace equivarify::algebra {

/// `G/1 + G/<s> (12 points: r by (0 1 2)(3 4), s by (0 3)) for G = D4 of order 8 = <r, s>`.
inline void showValue(GSet const& set, std::ostream& out) {
  std::vector<std::string> types;
  for (TransitivePiece const& piece : transitive_pieces(set)) {
    types.push_back("G/" + piece.stabilizer.to_string());
  }
  std::vector<std::string> images;
  for (Generator const& g : set.group().generators()) {
    images.push_back(fmt::format(
        "{} by {}", g.name, Permutation::from_images(set.images_of(g.element)).to_string()));
  }
  out << fmt::format("{} ({} points{}{}) for G = ",
                     types.empty() ? "the empty set" : fmt::format("{}", fmt::join(types, " + ")),
                     set.size(),
                     images.empty() ? "" : ": ",
                     fmt::join(images, ", "));
  showValue(set.group(), out);
}

} // namespace equivarify::algebra

namespace equivarify::support {

/// \p set with its points in random order; for use inside shrinking().
inline algebra::GSet pick_numbering(algebra::GSet const& set) {
  std::vector<std::uint32_t> const place = pick_order(set.size());
  std::vector<std::vector<std::uint32_t>> images;
  for (algebra::Generator const& g : set.group().generators()) {
    std::vector<std::uint32_t>& row = images.emplace_back(set.size());
    for (std::uint32_t x = 0; x < set.size(); ++x) {
      row[place[x]] = place[set.act_unchecked(g.element.index(), x)];
    }
  }
  return algebra::GSet::from_generators(set.group(), set.size(), images);
}

/// One to \p most_orbits orbits of random types, points in random order; for use inside
/// shrinking().
inline algebra::GSet pick_action(algebra::Group const& group, std::uint32_t most_orbits = 3) {
  algebra::GSet set = algebra::GSet::coset_space(pick_subgroup(group));
  for (std::uint32_t more = pick(0, most_orbits - 1); more > 0; --more) {
    set = algebra::GSet::disjoint_union(set, algebra::GSet::coset_space(pick_subgroup(group)));
  }
  return pick_numbering(set);
}

/// \p set as a set of the group that \p kernel, which acts trivially, leaves.
inline algebra::GSet modulo(algebra::GSet const& set, algebra::Subgroup const& kernel) {
  algebra::Quotient const quotient = algebra::quotient(kernel);
  std::vector<std::vector<std::uint32_t>> images;
  for (algebra::Generator const& g : quotient.group.generators()) {
    for (algebra::Element const above : set.group().elements()) {
      if (quotient.projection(above) == g.element) {
        images.push_back(set.images_of(above));
        break;
      }
    }
  }
  return algebra::GSet::from_generators(quotient.group, set.size(), images);
}

/// Single orbits; then the same points under smaller groups; then quotients of a single orbit.
inline Smaller<algebra::GSet> smaller_actions(algebra::GSet const& set) {
  Smaller<algebra::GSet> result;
  std::vector<algebra::TransitivePiece> const pieces = algebra::transitive_pieces(set);
  for (algebra::TransitivePiece const& piece : pieces) {
    if (pieces.size() > 1) {
      result.emplace_back(
          [set, points = piece.points] { return algebra::GSet::restriction(set, points); });
    }
  }
  for (algebra::SubgroupClass const& candidates : algebra::subgroup_classes(set.group())) {
    algebra::Subgroup const& subgroup = candidates.representative;
    if (subgroup.order() < set.group().order()) {
      result.emplace_back([set, subgroup] {
        return algebra::GSet::restriction(set, algebra::as_group(subgroup).into);
      });
    }
    if (pieces.size() == 1 && subgroup.index() < set.size()) {
      result.emplace_back([subgroup] { return algebra::GSet::coset_space(subgroup); });
    }
  }
  algebra::Subgroup const kernel = algebra::kernel(set);
  if (kernel.order() > 1) {
    result.emplace_back([set, kernel] { return modulo(set, kernel); });
  }
  return result;
}

/// Random G-sets of random groups.
inline rc::Gen<algebra::GSet> arbitrary_action() {
  return shrinking<algebra::GSet>([] { return pick_action(pick_group()); }, smaller_actions);
}

} // namespace equivarify::support

namespace rc {

template <>
struct Arbitrary<equivarify::algebra::GSet> {
  static Gen<equivarify::algebra::GSet> arbitrary() {
    return equivarify::support::arbitrary_action();
  }
};

} // namespace rc

#endif
