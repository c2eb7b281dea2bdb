#include "equivarify/algebra/subgroup.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

TEST(Subgroup, IsGeneratedAndPrintsItsGenerators) {
  Group const d4 = dihedral(4);
  Subgroup const h = Subgroup::generated_by(d4, {d4.element_named("r^2"), d4.element_named("s")});
  EXPECT_EQ(h.order(), 4U);
  EXPECT_EQ(h.index(), 2U);
  EXPECT_TRUE(h.is_normal());
  EXPECT_EQ(h.to_string(), "<r^2, s>");
  EXPECT_EQ(Subgroup::trivial(d4).to_string(), "1");
}

TEST(Subgroup, CosetsPartitionTheGroup) {
  Group const s4 = symmetric(4);
  Subgroup const h = Subgroup::generated_by(s4, {s4.element_named("(0 1 2)")});
  EXPECT_EQ(h.transversal().size(), 8U);
  EXPECT_EQ(h.coset_numbers().size(), 24U);
  EXPECT_FALSE(h.is_normal());
  EXPECT_TRUE(h.conjugate(s4.element_named("(0 3)")).contains(s4.element_named("(1 2 3)")));
}

TEST(Subgroup, FromElementsNamesWhatIsMissing) {
  Group const c4 = cyclic(4);
  expect_error<AlgebraError>(
      [&] {
        return Subgroup::from_elements(c4, {c4.element(0), c4.element(1)});
      },
      "no subgroup of C4: r^2 is a product of elements but missing");
  EXPECT_EQ(Subgroup::from_elements(c4, {c4.element(2), c4.element(0)}).order(), 2U);
}

TEST(Subgroup, IntersectsAndContains) {
  Group const c12 = cyclic(12);
  Subgroup const two = Subgroup::generated_by(c12, {c12.element(2)});
  Subgroup const three = Subgroup::generated_by(c12, {c12.element(3)});
  EXPECT_EQ(two.intersection(three), Subgroup::generated_by(c12, {c12.element(6)}));
  EXPECT_TRUE(two.contains(two.intersection(three)));
  EXPECT_FALSE(two.contains(three));
}

} // namespace
} // namespace equivarify::algebra
