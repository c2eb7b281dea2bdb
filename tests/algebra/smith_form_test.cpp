#include "equivarify/algebra/smith_form.hpp"

#include "equivarify/algebra/presentation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {
namespace {

using Rows = std::vector<std::vector<BigInteger>>;

TEST(SmithForm, KnowsGroups) {
  EXPECT_EQ(to_string(quotient_of_integers({}, 0)), "1");
  EXPECT_EQ(to_string(quotient_of_integers({}, 2)), "Z^2");
  EXPECT_EQ(to_string(quotient_of_integers({{1}}, 1)), "1");
  EXPECT_EQ(to_string(quotient_of_integers({{0, 0}, {0, -6}}, 2)), "Z x C6");
  EXPECT_EQ(to_string(quotient_of_integers({{2, 0}, {0, 3}}, 2)), "C6"); // 2 does not divide 3
  EXPECT_EQ(to_string(quotient_of_integers({{4, 0, 0}, {0, 6, 0}}, 3)), "Z x C2 x C12");
  EXPECT_EQ(to_string(quotient_of_integers({{2, 4, 4}, {-6, 6, 12}, {10, 4, 16}}, 3)),
            "C2 x C2 x C156");
}

/// Small integers, as many as a matrix of \p rows rows and \p columns columns has.
Rows small_matrix(std::size_t rows, std::size_t columns) {
  Rows matrix(rows, std::vector<BigInteger>(columns));
  for (std::vector<BigInteger>& row : matrix) {
    for (BigInteger& entry : row) {
      entry = *rc::gen::inRange(-6, 7);
    }
  }
  return matrix;
}

RC_GTEST_PROP(SmithForm, IsThatOfAnyOtherRelationsOfTheSameGroup, ()) {
  std::size_t const columns = *rc::gen::inRange<std::size_t>(1, 5);
  Rows relations = small_matrix(*rc::gen::inRange<std::size_t>(1, 5), columns);
  AbelianInvariants const group = quotient_of_integers(relations, columns);
  for (std::size_t i = 0; i + 1 < group.torsion.size(); ++i) {
    RC_ASSERT(group.torsion[i] > 1);
    RC_ASSERT(group.torsion[i + 1] % group.torsion[i] == 0);
  }
  std::size_t const i = *rc::gen::inRange<std::size_t>(0, relations.size());
  std::size_t const j = *rc::gen::inRange<std::size_t>(0, columns);
  std::size_t const k = *rc::gen::inRange<std::size_t>(0, columns);
  std::vector<BigInteger> sum = relations[i];
  for (std::size_t column = 0; column < columns; ++column) {
    sum[column] -= 3 * relations.back()[column];
  }
  relations.push_back(sum); // follows from the others
  for (std::vector<BigInteger>& row : relations) {
    if (j != k) {
      row[j] += 2 * row[k]; // another basis
    }
  }
  RC_ASSERT(quotient_of_integers(relations, columns) == group);
}

RC_GTEST_PROP(SmithForm, HasTheOrderThatCosetEnumerationFinds, ()) {
  Rows const relations = small_matrix(2, 2);
  std::vector<std::string> words{"a b = b a"};
  for (std::vector<BigInteger> const& row : relations) {
    words.push_back("a^" + to_string(row[0]) + " b^" + to_string(row[1]));
  }
  Presentation const presentation = make_presentation({"a", "b"}, words);
  AbelianInvariants const group = abelianization(presentation);
  RC_ASSERT(group == quotient_of_integers(relations, 2));
  RC_PRE(group.free_rank == 0U);
  BigInteger order = 1;
  for (BigInteger const& factor : group.torsion) {
    order *= factor;
  }
  RC_ASSERT(enumerate_cosets(presentation).index == order);
}

} // namespace
} // namespace equivarify::algebra
