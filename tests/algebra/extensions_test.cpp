#include "equivarify/algebra/extensions.hpp"

#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/numbering.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

TEST(SemidirectProduct, OfInversionIsDihedral) {
  Group const c5 = cyclic(5);
  Group const group = semidirect_product(c5, cyclic(2), {{c5.element_named("r^-1")}});
  EXPECT_TRUE(is_isomorphic(group, dihedral(5)));
  EXPECT_EQ(group.name(), "C5 : C2");
  EXPECT_EQ(group.element_named("r2 r1 r2"), group.element_named("r1^-1"));
}

TEST(SemidirectProduct, RefusesWhatIsNoActionByAutomorphisms) {
  Group const c4 = cyclic(4);
  expect_error<AlgebraError>(
      [&] { return semidirect_product(c4, cyclic(2), {{c4.element(2)}}); },
      "the action of generator 0 on C4 is no automorphism: its kernel is <r^2>");
  Group const c7 = cyclic(7);
  expect_error<ActionError>([&] { return semidirect_product(c7, cyclic(2), {{c7.element(2)}}); },
                            "no action of C2: g (h x) = 4, but (g h) x = 1 for g = r, h = r, g h = "
                            "e, x = 1; the relation r^2 = e fails");
}

TEST(WreathProduct, UsesNaturalPoints) {
  EXPECT_EQ(wreath_product(cyclic(2), symmetric(3)).order(), 48U);
  EXPECT_EQ(wreath_product(cyclic(2), dicyclic(1)).order(), 64U);
  EXPECT_TRUE(is_isomorphic(wreath_product(cyclic(2), cyclic(2)), dihedral(4)));
  expect_error<LimitError>([] { return wreath_product(cyclic(10), cyclic(20)); },
                           "C10 wr C20 has 200000 elements; at most 100000 are listed one by one");
}

TEST(WreathProduct, NumbersCopiesAsTheElementsOfAGroupWithoutPoints) {
  Group const top = dicyclic(1);
  Group const group = wreath_product(cyclic(2), top);
  Numbering const numbering{top};
  EXPECT_EQ(numbering.elements().size(), 4U);
  for (Element const g : numbering.elements()) {
    std::string const& word = top.name_of(g);
    EXPECT_EQ(group.element_named(fmt::format("({0}) r1 ({0})^-1", word)),
              group.element_named(fmt::format("r{}", numbering.number(g) + 1)))
        << word;
  }
}

TEST(NaturalAction, IsWhatTheGroupWasMadeFor) {
  EXPECT_EQ(natural_action(dihedral(5)).size(), 5U);
  expect_error<AlgebraError>([] { return natural_action(dicyclic(2)); },
                             "Q8 was not made to permute points");
}

} // namespace
} // namespace equivarify::algebra
