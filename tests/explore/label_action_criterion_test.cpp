/// \file
/// Wrong criteria for labels on which a subgroup acts, which the small candidates kill.
#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "explore/label_actions.hpp"
#include "explore/truth.hpp"

namespace equivarify::algebra {
namespace {

/// How many maps G/K -> Z must be hit, as a criterion counts them.
using NeededMaps = std::function<BigInteger(Subgroup const& k, Labels const& labels)>;

/// The maps t K -> q(t w) for the points w that K fixes.
std::size_t hit_maps(LabelledSet const& w, Subgroup const& k) {
  std::vector<Element> const cosets = k.transversal();
  std::set<LabelMap> hits;
  for (Point const x : w.set.points()) {
    if (stabilizer(w.set, x).contains(k)) {
      LabelMap map;
      for (Element const t : cosets) {
        map.push_back(w.projection[w.set.act(t, x).index()]);
      }
      hits.insert(std::move(map));
    }
  }
  return hits.size();
}

/// Whether the criterion that asks for so many hit maps is right on every small candidate.
bool decides_all_over(NeededMaps const& needed, std::uint32_t labels = 3) {
  for (ActedCase const& small : acted_cases(labels)) {
    std::vector<InputClass> const classes = all_input_classes(small.group);
    for (std::uint32_t points = 1; points <= small.points; ++points) {
      for (LabelledSet const& w : all_candidates_over(small.group, small.labels, points)) {
        for (InputClass const& inputs : classes) {
          auto const is_hit = [&](Subgroup const& k) {
            return hit_maps(w, k) >= needed(k, small.labels);
          };
          bool const said = takes_labels(w, small.labels, inputs) &&
                            std::all_of(inputs.subgroups.begin(), inputs.subgroups.end(), is_hit);
          if (said != is_equivarification(w, small.labels, inputs)) {
            return false;
          }
        }
      }
    }
  }
  return true;
}

/// The subgroup that acts; the trivial one for labels that nothing moves.
Subgroup acting(Labels const& labels, Group const& group) {
  return labels.subgroup() == nullptr ? Subgroup::trivial(group) : *labels.subgroup();
}

/// The product over the orbits of H on G/K of the number of labels that \p fixing says may be taken
/// on the orbit's first coset, from H and the stabilizer of that coset in H.
BigInteger product_over_orbits(
    Subgroup const& k,
    Labels const& labels,
    std::function<std::size_t(Subgroup const& h, Subgroup const& stabilizer)> const& fixing) {
  Subgroup const h = acting(labels, k.group());
  BigInteger product = 1;
  LabelMaps const maps{k, labels};
  for (LabelDigit const& digit : maps.digits()) {
    product *= fixing(h, h.intersection(k.conjugate(k.transversal()[digit.coset])));
  }
  return product;
}

TEST(LabelActionCriterion, ItsOwnCountIsRight) {
  EXPECT_TRUE(decides_all_over(count_label_maps));
  auto const product = [](Subgroup const& k, Labels const& labels) {
    return product_over_orbits(k, labels, [&](Subgroup const&, Subgroup const& stabilizer) {
      return labels.fixed_by(stabilizer).size();
    });
  };
  EXPECT_TRUE(decides_all_over(product, 2));
}

TEST(LabelActionCriterion, AllMapsAreTooMany) {
  EXPECT_FALSE(decides_all_over(
      [](Subgroup const& k, Labels const& labels) { return count_label_maps(k, labels.size()); }));
}

TEST(LabelActionCriterion, AnyLabelOnEachOrbitIsTooMany) {
  EXPECT_FALSE(decides_all_over([](Subgroup const& k, Labels const& labels) {
    return product_over_orbits(
        k, labels, [&](Subgroup const&, Subgroup const&) { return std::size_t{labels.size()}; });
  }));
}

TEST(LabelActionCriterion, LabelsThatAllOfHFixesAreTooFew) {
  EXPECT_FALSE(decides_all_over([](Subgroup const& k, Labels const& labels) {
    return product_over_orbits(
        k, labels, [&](Subgroup const& h, Subgroup const&) { return labels.fixed_by(h).size(); });
  }));
}

TEST(LabelActionCriterion, TheStabilizerOfOneCosetIsNotThatOfAnother) {
  EXPECT_FALSE(decides_all_over([](Subgroup const& k, Labels const& labels) {
    return product_over_orbits(k, labels, [&](Subgroup const& h, Subgroup const&) {
      return labels.fixed_by(h.intersection(k)).size();
    });
  }));
}

TEST(LabelActionCriterion, OneOrbitIsNotEnough) {
  EXPECT_FALSE(decides_all_over([](Subgroup const& k, Labels const& labels) {
    return BigInteger{labels.fixed_by(acting(labels, k.group()).intersection(k)).size()};
  }));
}

} // namespace
} // namespace equivarify::algebra
