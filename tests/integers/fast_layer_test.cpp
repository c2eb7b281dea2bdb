#include "equivarify/runtime/integer/fast_layer.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/runtime/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "integers/random_convolution.hpp"

namespace equivarify::testing {
namespace {

struct Case {
  std::string name;
  algebra::Group group;
  std::size_t most_seen; ///< the largest tile that always fits
  int rounds = 12;
  bool has_blocks = false; ///< those of the whole group, too
};

std::vector<Case> cases() {
  return {{"C1", algebra::cyclic(1), 4},
          {"C2", algebra::cyclic(2), 3},
          {"C3", algebra::cyclic(3), 3},
          {"C4", algebra::cyclic(4), 3},
          {"S3", algebra::dihedral(3), 3, 12, true},
          {"D4", algebra::dihedral(4), 3, 12, true},
          {"C5", algebra::cyclic(5), 3, 4},
          {"C8", algebra::cyclic(8), 2, 4},
          {"D5", algebra::dihedral(5), 3, 4, true},
          {"D6", algebra::dihedral(6), 2, 4, true},
          {"Q8", algebra::dicyclic(2), 3, 4, true},
          {"tetrahedral", algebra::alternating(4), 3, 4, true},
          {"octahedral", algebra::octahedral(), 3, 6, true}};
}

/// Not too large a layer for the definition.
Convolution
drawn_layer(ProductTable const& product, runtime::Random& random, Entries const entries) {
  constexpr std::size_t most = 6'000'000;
  Convolution layer(product, random, entries);
  while (layer.multiplications() > most) {
    layer = Convolution(product, random, entries);
  }
  return layer;
}

class FastLayers : public ::testing::TestWithParam<std::size_t> {};

TEST_P(FastLayers, GiveTheActivationsOfTheDefinitionWithEveryTileAndEveryInstruction) {
  Case const group = cases()[GetParam()];
  runtime::Random random(GetParam() + 1);
  std::vector<int> seen(runtime::largest_tile + 1);
  int by_blocks = 0;
  for (int round = 0; round < group.rounds; ++round) {
    Convolution const layer = drawn_layer(
        table_of(group.group), random, round % 3 == 0 ? Entries::extreme : Entries::any);
    std::vector<std::int64_t> const expected = layer.activations();
    std::vector<runtime::GroupScheme> const schemes = layer.schemes();
    for (std::size_t i = 0; i < schemes.size() * runtime::largest_tile; ++i) {
      std::size_t const tile = 1 + i % runtime::largest_tile;
      std::size_t const scheme = i / runtime::largest_tile;
      std::optional<runtime::FastLayer> const fast = runtime::FastLayer::with_tile(
          tile, layer.layer, layer.packed(), layer.bound(), schemes[scheme]);
      if (!fast) {
        continue;
      }
      ++(scheme == 0 ? seen[tile] : by_blocks);
      for (runtime::IntegerKernel const& kernel : runtime::integer_kernels()) {
        ASSERT_EQ(layer.run(*fast, kernel), expected)
            << kernel.name << ", " << fast->describe() << ", round " << round;
        ASSERT_EQ(layer.run(*fast, kernel, 2 + GetParam() % 2), expected) << "in bands";
      }
    }
  }
  for (std::size_t tile = 1; tile <= group.most_seen; ++tile) {
    EXPECT_EQ(seen[tile], group.rounds) << group.name << ", tiles of " << tile;
  }
  EXPECT_EQ(by_blocks > 0, group.has_blocks);
}

INSTANTIATE_TEST_SUITE_P(Groups,
                         FastLayers,
                         ::testing::Range(std::size_t{0}, cases().size()),
                         [](auto const& group) { return cases()[group.param].name; });

/// C4 with tiles of 4 x 4: 400 times entries less their middle, 400 * 81 = 32,400.
TEST(FastLayer, TakesEntriesUpToTheLastThatFits) {
  runtime::Random random(3);
  Convolution layer(table_of(algebra::cyclic(4)), random);
  layer.layer.form.concatenated = true;
  while (layer.parts != 4) {
    layer = Convolution(table_of(algebra::cyclic(4)), random);
  }
  std::fill(layer.layer.weights.begin(), layer.layer.weights.end(), std::int8_t{1});
  auto const fits = [&](std::size_t tile, runtime::Interval entries) {
    return runtime::FastLayer::with_tile(tile, layer.layer, layer.packed(), entries, layer.scheme())
        .has_value();
  };
  EXPECT_TRUE(fits(4, {0, 162}));
  EXPECT_FALSE(fits(4, {0, 164}));
  EXPECT_TRUE(fits(4, {-81, 81}));
  EXPECT_FALSE(fits(4, {-82, 82}));
  EXPECT_TRUE(fits(3, {0, 164}));
}

/// D of C4 with tiles of 4 x 4 is 2^8 3^2: sums of entries less their middle must stay below 2^23.
TEST(FastLayer, TakesSumsUpToTheLastThatFits) {
  runtime::Random random(3);
  Convolution layer(table_of(algebra::cyclic(4)), random);
  runtime::LayerForm& form = layer.layer.form;
  form.concatenated = true;
  form.outputs = 1;
  form.channels = 64;
  layer.parts = 4;
  layer.layer.bias = {0};
  layer.layer.shifts = {0};
  layer.layer.weights.assign(64 * 4 * 9, 60);
  auto const fits = [&](std::int64_t highest) {
    return runtime::FastLayer::with_tile(
               4, layer.layer, layer.packed(), {-highest, highest}, layer.scheme())
        .has_value();
  };
  EXPECT_TRUE(fits(60)); // 64 * 4 * 9 * 60 * 60 = 8,294,400
  EXPECT_FALSE(fits(61));
}

TEST(FastLayer, RefusesWeightsThatDoNotFit) {
  runtime::Random random(5);
  std::size_t refused = 0;
  for (int round = 0; round < 20; ++round) {
    Convolution layer(table_of(algebra::cyclic(8)), random);
    // The largest transformed weight is 8 * 49 * 127 = 49,784.
    std::fill(layer.layer.weights.begin(), layer.layer.weights.end(), std::int8_t{127});
    runtime::Interval const bound{0, 1};
    bool const fits =
        runtime::FastLayer::with_tile(3, layer.layer, layer.packed(), bound, layer.scheme())
            .has_value();
    EXPECT_EQ(fits, layer.parts == 1) << round;
    refused += fits ? 0U : 1U;
  }
  EXPECT_GT(refused, 0U);
}

/// Were the ranges wrong, answers would be: so each check is needed.
TEST(FastLayer, GivesWrongSumsWhereItsEntriesAreLargerThanTheirBound) {
  runtime::Random random(7);
  std::size_t wrong = 0;
  for (int round = 0; round < 30; ++round) {
    Convolution const layer(table_of(algebra::cyclic(4)), random, Entries::extreme);
    runtime::Interval const bound{0, 1};
    std::optional<runtime::FastLayer> const fast =
        runtime::FastLayer::with_tile(4, layer.layer, layer.packed(), bound, layer.scheme());
    if (fast && !layer.reads_signed && layer.parts == 4) {
      wrong += layer.run(*fast, runtime::integer_kernels().back()) == layer.activations() ? 0U : 1U;
    }
  }
  EXPECT_GT(wrong, 0U);
}

TEST(FastLayer, IsTakenForWideLayersAndNotForNarrowOnes) {
  runtime::Random random(9);
  Convolution layer(table_of(algebra::cyclic(4)), random);
  auto const planned = [&](std::size_t channels) {
    std::size_t const parts = layer.product.size();
    layer.layer.form = {.name = "conv",
                        .concatenated = true,
                        .relu = true,
                        .channels = channels,
                        .rows = 26,
                        .columns = 26,
                        .outputs = channels,
                        .output_rows = 24,
                        .output_columns = 24,
                        .window_rows = 3,
                        .window_columns = 3};
    layer.layer.weights.assign(channels * channels * parts * 9, 1);
    layer.layer.bias.assign(channels, 0);
    layer.layer.shifts.assign(channels, 3);
    layer.parts = parts;
    return runtime::FastLayer::of(layer.layer, layer.packed(), layer.bound(), layer.schemes());
  };
  ASSERT_TRUE(planned(80));
  EXPECT_EQ(planned(80)->describe(), "C4, tiles of 3 x 3: 125 products for 1,296");
  EXPECT_FALSE(planned(1));
  // Of S3 the blocks take so few products that smaller tiles are worth it, which fit.
  layer.product = table_of(algebra::dihedral(3));
  ASSERT_TRUE(planned(80));
  EXPECT_EQ(planned(80)->describe(), "blocks of the group, tiles of 3 x 3: 225 products for 2,916");
  layer.layer.form.stride_rows = 2;
  EXPECT_FALSE(runtime::FastLayer::takes_tiles(layer.layer));
}

} // namespace
} // namespace equivarify::testing
