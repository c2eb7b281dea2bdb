#include "equivarify/algebra/character_table.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/linear_characters.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"
#include "equivarify/algebra/wedderburn.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <set>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

/// The sum over the classes of |C| a(C) b(C)-bar, exactly: as a combination of powers of one root
/// of unity.
Cyclotomic hermitian_sum(CharacterTable const& table,
                         Character const& a,
                         Character const& b,
                         std::uint32_t root) {
  std::vector<std::int64_t> powers(root, 0);
  for (std::size_t t = 0; t < table.classes.size(); ++t) {
    std::uint32_t const step = root / table.element_orders[t];
    std::vector<std::int64_t> const& left = a.values[t].coefficients();
    std::vector<std::int64_t> const& right = b.values[t].coefficients();
    for (std::size_t k = 0; k < left.size(); ++k) {
      for (std::size_t l = 0; l < right.size(); ++l) {
        powers[(root + k * step - l * step) % root] +=
            static_cast<std::int64_t>(table.classes[t].size()) * left[k] * right[l];
      }
    }
  }
  return Cyclotomic::from_powers(std::move(powers));
}

bool rows_are_orthogonal(CharacterTable const& table, std::uint32_t order, std::uint32_t root) {
  for (Character const& a : table.characters) {
    for (Character const& b : table.characters) {
      Cyclotomic const sum = hermitian_sum(table, a, b, root);
      if (!sum.is_integer() || sum.coefficients().front() != (&a == &b ? order : 0)) {
        return false;
      }
    }
  }
  return true;
}

/// A group of order up to 63: a product of two small ones, or one of its own kind.
Group any_group() {
  std::vector<Group> const& small = small_groups();
  Group const first = *rc::gen::elementOf(small);
  std::vector<Group> candidates{
      symmetric(4), alternating(5), dicyclic(9), dihedral(31), octahedral()};
  for (Group const& second : small) {
    if (first.order() * second.order() <= 63) {
      candidates.push_back(direct_product(first, second));
    }
  }
  return *rc::gen::elementOf(candidates);
}

RC_GTEST_PROP(CharacterTable, RowsAreOrthogonalExactly, ()) {
  Group const group = any_group();
  CharacterTable const table = character_table(group);
  RC_ASSERT(table.characters.size() == table.classes.size());
  RC_ASSERT(rows_are_orthogonal(table, group.order(), group.exponent()));
}

TEST(CharacterTable, OneWrongValueIsNoticed) {
  CharacterTable table = character_table(symmetric(4));
  EXPECT_TRUE(rows_are_orthogonal(table, 24, 12));
  std::swap(table.characters[3].values[1], table.characters[4].values[1]);
  EXPECT_FALSE(rows_are_orthogonal(table, 24, 12));
}

TEST(CharacterTable, SquaresOfDegreesSumToTheOrder) {
  std::uint32_t sum = 0;
  for (Character const& character : character_table(symmetric(5)).characters) {
    sum += character.degree * character.degree;
  }
  EXPECT_EQ(sum, 120U);
}

TEST(CharacterTable, KnowsTheQuaternionicCharacter) {
  CharacterTable const table = character_table(dicyclic(2));
  EXPECT_EQ(table.characters.back().degree, 2U);
  EXPECT_EQ(table.characters.back().indicator, -1);
}

TEST(LinearCharacters, AreDistinctHomomorphismsAsManyAsTheAbelianQuotientHasElements) {
  std::vector<Group> groups = small_groups();
  groups.push_back(direct_product({cyclic(4), cyclic(6), cyclic(9)}));
  groups.push_back(direct_product(symmetric(4), cyclic(8)));
  for (Group const& group : groups) {
    LinearCharacters const linear = linear_characters(group);
    EXPECT_EQ(linear.exponents.size(), derived_subgroup(group).index()) << group.name();
    EXPECT_EQ(std::set(linear.exponents.begin(), linear.exponents.end()).size(),
              linear.exponents.size());
    EXPECT_EQ(linear.exponents.front(), std::vector<std::uint32_t>(group.order(), 0));
    for (std::vector<std::uint32_t> const& exponents : linear.exponents) {
      for (std::uint32_t g = 0; g < group.order(); ++g) {
        for (Generator const& s : group.generators()) {
          std::uint32_t const product = group.multiply_unchecked(g, s.element.index());
          EXPECT_EQ((exponents[g] + exponents[s.element.index()]) % linear.root,
                    exponents[product]);
        }
      }
    }
  }
}

TEST(LinearCharacters, HaveALimit) {
  support::expect_error<LimitError>(
      [] { return linear_characters(cyclic(10'000)); },
      "C10000 has 10000 linear characters with 100000000 values; at most 67108864 are stored");
}

TEST(CharacterTable, HasALimit) {
  support::expect_error<LimitError>(
      [] { return character_table(dihedral(600)); },
      "D600 has 303 conjugacy classes; character tables go up to 256");
}

TEST(Cyclotomic, IsReducedAndPrints) {
  EXPECT_EQ(Cyclotomic::from_powers({1, 1, 1}).to_string(), "0");
  EXPECT_EQ(Cyclotomic::from_powers({0, 0, 1}).to_string(), "-1 - E(3)");
  EXPECT_EQ(Cyclotomic::from_powers({3}).to_string(), "3");
  EXPECT_EQ(Cyclotomic::from_powers({0, 0, 0, -2}).to_string(), "2 E(4)");
  EXPECT_EQ(cyclotomic_polynomial(6), (std::vector<std::int64_t>{1, -1, 1}));
}

TEST(Wedderburn, CountsTheMultiplicationsOfTheTheory) {
  auto const fourier = [](Group const& group) {
    return convolution_cost(group.order(), real_blocks(character_table(group))).fourier;
  };
  EXPECT_EQ(fourier(cyclic(2)), 2U);
  EXPECT_EQ(fourier(cyclic(4)), 6U);
  EXPECT_EQ(fourier(symmetric(3)), 10U);
  EXPECT_EQ(fourier(dihedral(4)), 12U);
  EXPECT_EQ(fourier(dicyclic(2)), 20U);
  EXPECT_EQ(fourier(cyclic(8)), 14U);
  EXPECT_EQ(fourier(octahedral()), 64U);
}

} // namespace
} // namespace equivarify::algebra
