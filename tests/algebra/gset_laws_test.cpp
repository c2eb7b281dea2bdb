/// \file
/// The laws of G-sets and equivariant maps on random ones.
#include "equivarify/algebra/action_structure.hpp"
#include "equivarify/algebra/gset_isomorphism.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/arbitrary_map.hpp"

namespace equivarify::algebra {
namespace {

RC_GTEST_PROP(GroupLaws, HoldInEveryRandomGroup, (Group const& g)) {
  RC_ASSERT(g.order() <= support::max_random_order);
  Element const a = *rc::gen::elementOf(g.elements());
  Element const b = *rc::gen::elementOf(g.elements());
  Element const c = *rc::gen::elementOf(g.elements());
  RC_ASSERT(g.multiply(g.multiply(a, b), c) == g.multiply(a, g.multiply(b, c)));
  RC_ASSERT(g.multiply(a, g.inverse(a)) == g.identity());
  RC_ASSERT(g.multiply(g.identity(), a) == a);
  RC_ASSERT(g.order() % g.element_order(a) == 0U);
  RC_ASSERT(g.element_named(g.name_of(a)) == a);
}

RC_GTEST_PROP(ActionLaws, LeftAction, (GSet const& x)) {
  Group const& group = x.group();
  Element const g = *rc::gen::elementOf(group.elements());
  Element const h = *rc::gen::elementOf(group.elements());
  for (Point const p : x.points()) {
    RC_ASSERT(x.act(group.identity(), p) == p);
    RC_ASSERT(x.act(group.multiply(g, h), p) == x.act(g, x.act(h, p)));
  }
}

RC_GTEST_PROP(ActionLaws, OrbitStabilizer, (GSet const& x)) {
  for (Orbit const& orbit : orbits(x)) {
    for (Point const p : orbit) {
      RC_ASSERT(orbit.size() * stabilizer(x, p).order() == x.group().order());
    }
  }
}

RC_GTEST_PROP(ActionLaws, StabilizersInAnOrbitAreConjugate, (GSet const& x)) {
  Element const g = *rc::gen::elementOf(x.group().elements());
  Point const p = *rc::gen::elementOf(x.points());
  RC_ASSERT(stabilizer(x, x.act(g, p)) == stabilizer(x, p).conjugate(g));
}

RC_GTEST_PROP(ActionLaws, KernelIsNormalAndTheMeetOfTheStabilizers, (GSet const& x)) {
  Subgroup meet = Subgroup::whole(x.group());
  for (Point const p : x.points()) {
    meet = meet.intersection(stabilizer(x, p));
  }
  RC_ASSERT(kernel(x) == meet);
  RC_ASSERT(meet.is_normal());
  RC_ASSERT(is_faithful(x) == (meet.order() == 1U));
}

RC_GTEST_PROP(ActionLaws, RankIsTheNumberOfOrbitsOnPairs, (GSet const& x)) {
  RC_PRE(x.size() <= 64U);
  RC_ASSERT(rank(x) == orbits(GSet::product(x, x)).size());
}

RC_GTEST_PROP(ActionLaws, ASetIsTheUnionOfItsCosetSpaces, (GSet const& x)) {
  std::optional<GSet> sum;
  for (TransitivePiece const& piece : transitive_pieces(x)) {
    GSet const cosets = GSet::coset_space(piece.stabilizer);
    sum = sum ? GSet::disjoint_union(*sum, cosets) : cosets;
    EquivariantMap const onto = orbit_map(x, piece.points.front());
    RC_ASSERT(onto.is_injective());
    RC_ASSERT(onto.domain() == cosets);
  }
  auto const isomorphism = find_isomorphism(x, *sum);
  RC_ASSERT(isomorphism.has_value());
  RC_ASSERT(isomorphism->is_injective() && isomorphism->is_surjective());
}

RC_GTEST_PROP(ActionLaws, InductionMultipliesTheSizeByTheIndex, (Subgroup const& h)) {
  Inclusion const inclusion = as_group(h);
  GSet const x = GSet::regular(inclusion.group);
  GSet const induced_set = induced(x, inclusion.into);
  RC_ASSERT(induced_set.size() == x.size() * h.index());
  RC_ASSERT(is_isomorphic(induced_set, GSet::regular(h.group())));
  RC_ASSERT(is_isomorphic(induced(GSet::trivial(inclusion.group, 1), inclusion.into),
                          GSet::coset_space(h)));
}

/// Frobenius reciprocity on the right: maps X -> Map_H(G, Z) of G-sets are maps X -> Z of H-sets.
RC_GTEST_PROP(ActionLaws, CoinductionIsRightAdjointToRestriction, (Subgroup const& h)) {
  RC_PRE(h.index() <= 6U && h.group().order() <= 24U);
  Inclusion const inclusion = as_group(h);
  GSet const z =
      GSet::disjoint_union(GSet::trivial(inclusion.group, 1), GSet::trivial(inclusion.group, 1));
  GSet const x = GSet::coset_space(h);
  EquivariantMaps const above{x, coinduced(z, inclusion.into).set};
  EquivariantMaps const below{GSet::restriction(x, inclusion.into), z};
  RC_ASSERT(above.size() == below.size());
}

RC_GTEST_PROP(MapLaws, RandomEquivariantMapsAreEquivariant, (EquivariantMap const& f)) {
  for (Element const g : f.domain().group().elements()) {
    for (Point const x : f.domain().points()) {
      RC_ASSERT(f(f.domain().act(g, x)) == f.codomain().act(g, f(x)));
    }
  }
  for (Point const x : f.domain().points()) {
    RC_ASSERT(stabilizer(f.codomain(), f(x)).contains(stabilizer(f.domain(), x)));
  }
}

RC_GTEST_PROP(MapLaws, LiftsAreTheOnlyEquivariantMapsAboveF, (support::LabelledAction const& f)) {
  RC_PRE(f.set.group().order() <= 12U);
  RC_PRE(f.labels < 3U || f.set.group().order() <= 8U);
  LabelledSet const product = g_product(f.set.group(), f.labels);
  EquivariantMap const lifted = lift(f.set, f.map, product);
  for (Point const x : f.set.points()) {
    RC_ASSERT(product.projection[lifted(x).index()] == f.map[x.index()]);
  }
  // abs(Z)^abs(X) of them, one for each F [lift-unique].
  RC_ASSERT((EquivariantMaps{f.set, product.set}.size()) ==
            boost::multiprecision::pow(BigInteger{f.labels}, f.set.size()));
}

RC_GTEST_PROP(PermutationLaws, InverseAndOrder, (Permutation const& p)) {
  RC_ASSERT((p * p.inverse()).is_identity());
  Permutation power = Permutation::identity(p.degree());
  for (std::uint64_t i = 0; i < p.order(); ++i) {
    RC_ASSERT(i == 0U || !power.is_identity());
    power = power * p;
  }
  RC_ASSERT(power.is_identity());
  RC_ASSERT(Permutation::from_cycles(p.to_string(), p.degree()) == p);
}

} // namespace
} // namespace equivarify::algebra
