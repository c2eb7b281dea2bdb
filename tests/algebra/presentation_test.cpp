#include "equivarify/algebra/presentation.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/matrix_group.hpp"
#include "equivarify/algebra/named_groups.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

using support::expect_error;

TEST(Presentation, GivesTheGroup) {
  Group const group =
      presented_group(make_presentation({"r", "s"}, {"r^4", "s^2", "s r s = r^-1"}));
  EXPECT_TRUE(is_isomorphic(group, dihedral(4)));
  EXPECT_EQ(group.element_named("s r s"), group.element_named("r^3"));
  EXPECT_TRUE(is_isomorphic(
      presented_group(make_presentation({"i", "j"}, {"i^4", "i^2 = j^2", "j i j^-1 = i^-1"})),
      dicyclic(2)));
}

TEST(Presentation, OfTheTrivialGroupCollapses) {
  // G. Higman's group on three generators.
  EXPECT_EQ(
      presented_group(make_presentation({"a", "b", "c"},
                                        {"a^-1 b a = b^2", "b^-1 c b = c^2", "c^-1 a c = a^2"}))
          .order(),
      1U);
}

TEST(Presentation, IsRefusedAtOnceWhereItsAbelianizationIsInfinite) {
  expect_error<AlgebraError>(
      [] {
        return presented_group(make_presentation({"r", "s"}, {"r^4"}));
      },
      "the group is infinite: made abelian it is Z x C4, of free rank 1, in which no power of s is "
      "e; for a finite group add relations, such as 's^4'");
  // The trefoil knot, a Heisenberg group, and the free group.
  for (auto const& [relations, group] :
       std::vector<std::pair<std::vector<std::string>, char const*>>{
           {{"a^2 = b^3"}, "Z"},
           {{"a a b a^-1 b^-1 = a b a^-1 b^-1 a", "b a b a^-1 b^-1 = a b a^-1 b^-1 b"}, "Z^2"},
           {{}, "Z^2"},
           {{"a^2", "b^3"}, "C6"}}) {
    EXPECT_EQ(to_string(abelianization(make_presentation({"a", "b"}, relations))), group);
  }
}

TEST(CosetEnumeration, FindsIndices) {
  Presentation const s5 = make_presentation({"a", "b", "c", "d"},
                                            {"a^2",
                                             "b^2",
                                             "c^2",
                                             "d^2",
                                             "(a b)^3",
                                             "(b c)^3",
                                             "(c d)^3",
                                             "(a c)^2",
                                             "(a d)^2",
                                             "(b d)^2"});
  EXPECT_EQ(enumerate_cosets(s5).index, 120U);
  EXPECT_EQ(
      enumerate_cosets(s5, {parse_word("a", s5.generators), parse_word("b", s5.generators)}).index,
      20U);
  EXPECT_EQ(enumerate_cosets(make_presentation({"a", "b"}, {"a^8", "b^7", "(a b)^2", "(a^-1 b)^3"}))
                .index,
            10'752U);
}

TEST(CosetEnumeration, StopsAtItsBound) {
  expect_error<LimitError>(
      [] {
        return enumerate_cosets(make_presentation({"a", "b"}, {"a^2", "b^3"}), {}, 1000).index;
      },
      "more than 1000 cosets: the group may be infinite, or larger than this enumeration may grow");
}

TEST(MatrixGroup, KnowsSmallLinearGroups) {
  EXPECT_EQ(matrix_group(3, {{"a", {{1, 1}, {0, 1}}}, {"b", {{0, 1}, {2, 0}}}}).order(), 24U);
  EXPECT_EQ(
      matrix_group(
          2, {{"a", {{1, 1, 0}, {0, 1, 0}, {0, 0, 1}}}, {"b", {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}}})
          .order(),
      168U);
}

TEST(MatrixGroup, RefusesWhatIsNotInvertible) {
  expect_error<AlgebraError>(
      [] {
        return matrix_group(3, {{"a", {{1, 1}, {1, 1}}}});
      },
      "matrix 'a' is not invertible modulo 3");
  expect_error<AlgebraError>([] { return matrix_group(4, {}); },
                             "matrices modulo 4: expected a prime below 2^30");
  expect_error<AlgebraError>(
      [] {
        return matrix_group(3, {{"a", {{1, 1}, {1}}}});
      },
      "matrix 'a' is not square: row 1 has 1 entries, expected 2");
}

} // namespace
} // namespace equivarify::algebra
