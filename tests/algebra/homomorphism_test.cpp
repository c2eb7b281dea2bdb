#include "equivarify/algebra/homomorphism.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

TEST(Homomorphism, HasKernelAndImage) {
  Group const d4 = dihedral(4);
  Group const c2 = cyclic(2);
  Homomorphism const sign = Homomorphism::from_generators(d4, c2, {c2.identity(), c2.element(1)});
  EXPECT_EQ(sign.kernel().order(), 4U);
  EXPECT_TRUE(sign.is_surjective());
  EXPECT_FALSE(sign.is_injective());
  EXPECT_EQ(sign(d4.element_named("r s")), c2.element(1));
}

TEST(Homomorphism, IsRefusedWithTheWitness) {
  Group const c4 = cyclic(4);
  Group const c3 = cyclic(3);
  expect_error<AlgebraError>(
      [&] { return Homomorphism::from_generators(c4, c3, {c3.element(1)}); },
      "no homomorphism C4 -> C3: phi(g) phi(h) = r, but phi(g h) = e for g = r^3, h = r");
}

TEST(Homomorphism, Composes) {
  Group const c8 = cyclic(8);
  Group const c4 = cyclic(4);
  Group const c2 = cyclic(2);
  Homomorphism const first = Homomorphism::from_generators(c8, c4, {c4.element(1)});
  Homomorphism const second = Homomorphism::from_generators(c4, c2, {c2.element(1)});
  EXPECT_EQ(first.then(second), Homomorphism::from_generators(c8, c2, {c2.element(1)}));
  EXPECT_EQ(first.then(Homomorphism::identity(c4)), first);
}

TEST(Quotient, HasTheSubgroupAsKernel) {
  for (Group const& group : small_groups()) {
    for (Subgroup const& normal : normal_subgroups(group)) {
      Quotient const factor = quotient(normal);
      EXPECT_EQ(factor.group.order(), normal.index());
      EXPECT_EQ(factor.projection.kernel(), normal);
      EXPECT_TRUE(factor.projection.is_surjective());
    }
  }
}

TEST(Quotient, RefusesASubgroupThatIsNotNormal) {
  Group const s3 = symmetric(3);
  expect_error<AlgebraError>(
      [&] { return quotient(Subgroup::generated_by(s3, {s3.element_named("(0 1)")})); },
      "<(0 1)> is not normal in S3: g h g^-1 = (1 2) is outside for g = b, h = (0 1)");
}

TEST(Inclusion, IsInjectiveOntoTheSubgroup) {
  Group const s4 = symmetric(4);
  for (SubgroupClass const& subgroup_class : subgroup_classes(s4)) {
    Inclusion const inclusion = as_group(subgroup_class.representative);
    EXPECT_TRUE(inclusion.into.is_injective());
    EXPECT_EQ(inclusion.into.image(), subgroup_class.representative);
  }
}

} // namespace
} // namespace equivarify::algebra
