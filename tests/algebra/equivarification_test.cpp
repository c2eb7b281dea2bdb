#include "equivarify/algebra/equivarification.hpp"

#include "equivarify/algebra/equivariant_maps.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;
using ::testing::ElementsAre;

TEST(Lift, OfC4IsTheFormula) {
  // (F(x), F(g^-1 x), F(g^-2 x), F(g^-3 x)) [3.0.4]
  Group const c4 = cyclic(4);
  LabelledSet const product = g_product(c4, 3);
  EquivariantMap const lifted = lift(GSet::regular(c4), {0, 1, 2, 1}, product);
  EXPECT_THAT(coordinates(c4, 3, lifted(Point{1})), ElementsAre(1, 0, 1, 2));
}

TEST(Lift, ProjectsToTheMap) {
  Group const s3 = symmetric(3);
  LabelledSet const product = g_product(s3, 2);
  GSet const x = GSet::from_generators(s3, 3, {{1, 0, 2}, {1, 2, 0}});
  LabelMap const map{0, 1, 1};
  EquivariantMap const lifted = lift(x, map, product);
  for (Point const p : x.points()) {
    EXPECT_EQ(product.projection[lifted(p).index()], map[p.index()]);
  }
  expect_error<AlgebraError>(
      [&] {
        return lift(x, {0, 1, 2}, product);
      },
      "the map takes 2 to 2, expected a label below 2");
}

TEST(Lift, CountsOfEquivariantMapsAndMapsAgree) {
  // Composing with p is a bijection, so there are abs(Z)^abs(X) equivariant maps X -> Z^{xG}.
  Group const d3 = dihedral(3);
  GSet const x = GSet::coset_space(Subgroup::generated_by(d3, {d3.element_named("s")}));
  EXPECT_EQ(EquivariantMaps(x, g_product(d3, 3).set).size(), 27);
}

TEST(UniversalMap, OfTheProductItselfIsTheIdentity) {
  LabelledSet const product = g_product(cyclic(3), 2);
  EquivariantMap const pi = universal_map(product, product);
  EXPECT_EQ(pi.images(), product.set.points());
}

} // namespace
} // namespace equivarify::algebra
