#include "equivarify/algebra/character_table.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/linear_characters.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"
#include "equivarify/algebra/wedderburn.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "support/expect_error.hpp"

namespace equivarify::algebra {
namespace {

std::complex<double>
inner_product(CharacterTable const& table, Character const& a, Character const& b) {
  std::complex<double> sum = 0;
  double order = 0;
  for (std::size_t t = 0; t < table.classes.size(); ++t) {
    auto const size = static_cast<double>(table.classes[t].size());
    sum += size * a.values[t].value() * std::conj(b.values[t].value());
    order += size;
  }
  return sum / order;
}

TEST(CharacterTable, RowsAreOrthonormal) {
  for (Group const& group : small_groups()) {
    CharacterTable const table = character_table(group);
    EXPECT_EQ(table.characters.size(), table.classes.size());
    for (std::size_t i = 0; i < table.characters.size(); ++i) {
      for (std::size_t j = 0; j < table.characters.size(); ++j) {
        double const expected = i == j ? 1 : 0;
        EXPECT_LT(
            std::abs(inner_product(table, table.characters[i], table.characters[j]) - expected),
            1e-12);
      }
    }
  }
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
