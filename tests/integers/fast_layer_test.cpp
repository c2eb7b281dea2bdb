#include "equivarify/runtime/integer/fast_layer.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace equivarify::testing {
namespace {

using runtime::IntegerLayer;
using Table = std::vector<std::vector<std::uint32_t>>;

/// The dihedral group of 2 n elements, or the cyclic one of n: r^i s^j at i + n j.
Table table_of(std::uint32_t n, bool has_mirrors) {
  std::uint32_t const order = has_mirrors ? 2 * n : n;
  Table table(order, std::vector<std::uint32_t>(order));
  for (std::uint32_t a = 0; a < order; ++a) {
    for (std::uint32_t b = 0; b < order; ++b) {
      table[a][b] = (a < n ? a + b % n : a + n - b % n) % n + n * (a / n ^ b / n);
    }
  }
  return table;
}

/// What entries and weights are drawn.
enum class Draw { any, extreme };

/// A layer with windows of 3 x 3, its entries and its activations by the definition.
struct Convolution {
  Convolution(Table group, runtime::Random& random, Draw draw = Draw::any)
      : product(std::move(group)) {
    runtime::LayerForm& form = layer.form;
    form = {.name = "conv",
            .concatenated = random.below(4) > 0,
            .relu = random.below(2) == 0,
            .channels = 1 + random.below(9),
            .rows = 3 + random.below(12),
            .columns = 3 + random.below(25),
            .outputs = 1 + random.below(11),
            .window_rows = 3,
            .window_columns = 3,
            .top = random.below(2),
            .left = random.below(2),
            .circular = random.below(3) == 0};
    form.output_rows = form.rows - 2 + form.top + random.below(1 + form.top);
    form.output_columns = form.columns - 2 + form.left + random.below(1 + form.left);
    reads_signed = random.below(2) == 0;
    parts = runtime::parts_of(form, product.size());
    for (std::size_t i = 0; i < form.outputs * parts * form.channels * 9; ++i) {
      int const weight = draw == Draw::any ? static_cast<int>(random.below(255)) - 127
                                           : (random.below(2) == 0 ? 127 : -127);
      layer.weights.push_back(static_cast<std::int8_t>(weight));
    }
    for (std::size_t o = 0; o < form.outputs; ++o) {
      layer.bias.push_back(static_cast<std::int32_t>(random.below(4001)) - 2000);
      layer.shifts.push_back(static_cast<std::uint8_t>(random.below(12)));
    }
    layer.highest = static_cast<std::uint8_t>(random.below(2) == 0 ? 255 : 1 + random.below(255));
    for (std::size_t i = 0; i < product.size() * form.channels * form.pixels(); ++i) {
      std::uint64_t const number = draw == Draw::any ? random.below(256) : 255 * random.below(2);
      entries.push_back(reads_signed ? std::max(static_cast<std::int32_t>(number) - 128, -127)
                                     : static_cast<std::int32_t>(number));
    }
  }

  /// What entries can be.
  [[nodiscard]] runtime::Interval bound() const {
    return reads_signed ? runtime::Interval{-127, 127} : runtime::Interval{0, 255};
  }

  [[nodiscard]] runtime::PackedLayer packed() const {
    return {layer, product.size(), reads_signed, !layer.form.relu};
  }

  [[nodiscard]] runtime::GroupScheme scheme() const {
    return layer.form.concatenated ? runtime::group_scheme(product)
                                   : runtime::separate_copies(product.size());
  }

  [[nodiscard]] std::int32_t
  entry(std::size_t h, std::size_t channel, std::size_t row, std::size_t column) const {
    runtime::LayerForm const& form = layer.form;
    if (form.circular) {
      row = (row + form.rows - form.top) % form.rows;
      column = (column + form.columns - form.left) % form.columns;
    } else {
      row -= form.top;
      column -= form.left;
    }
    return row < form.rows && column < form.columns
               ? entries[(h * form.channels + channel) * form.pixels() + row * form.columns +
                         column]
               : 0;
  }

  [[nodiscard]] std::int64_t sum(std::size_t h, std::size_t o, std::size_t pixel) const {
    runtime::LayerForm const& form = layer.form;
    std::int64_t result = layer.bias[o];
    for (std::size_t i = 0; i < parts * form.channels * 9; ++i) {
      std::size_t const part = i / 9 / form.channels;
      result += std::int64_t{layer.weights[o * parts * form.channels * 9 + i]} *
                entry(form.concatenated ? product[h][part] : h,
                      i / 9 % form.channels,
                      pixel / form.output_columns + i % 9 / 3,
                      pixel % form.output_columns + i % 3);
    }
    return result;
  }

  /// As PackedLayer has them; what lies in channels that are none is left out.
  [[nodiscard]] std::vector<std::int64_t> activations() const {
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < product.size() * layer.form.outputs * layer.form.output_pixels();
         ++i) {
      std::size_t const o = i / layer.form.output_pixels() % layer.form.outputs;
      std::size_t const h = i / layer.form.output_pixels() / layer.form.outputs;
      result.push_back(runtime::requantised(sum(h, o, i % layer.form.output_pixels()),
                                            layer.shifts[o],
                                            layer.form.relu,
                                            layer.highest));
    }
    return result;
  }

  [[nodiscard]] std::vector<std::int64_t> run(runtime::FastLayer const& fast,
                                              runtime::IntegerKernel const& kernel) const {
    runtime::LayerForm const& form = layer.form;
    runtime::PackedLayer const about = packed();
    std::vector<std::uint8_t> in(product.size() * about.input_bytes(), about.zero_in);
    std::vector<std::uint8_t> out(product.size() * about.output_bytes(), 77);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      std::size_t const channel = i / form.pixels() % form.channels;
      std::size_t const h = i / form.pixels() / form.channels;
      in[h * about.input_bytes() + (channel / 4 * form.pixels() + i % form.pixels()) * 4 +
         channel % 4] = static_cast<std::uint8_t>(entries[i] + about.zero_in);
    }
    runtime::FastScratch scratch;
    fast.run(kernel, in.data(), out.data(), scratch);
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < product.size() * form.outputs * form.output_pixels(); ++i) {
      std::size_t const o = i / form.output_pixels() % form.outputs;
      std::size_t const h = i / form.output_pixels() / form.outputs;
      result.push_back(
          std::int64_t{out[h * about.output_bytes() +
                           (o / 4 * form.output_pixels() + i % form.output_pixels()) * 4 + o % 4]} -
          about.zero_out);
    }
    return result;
  }

  Table product;
  IntegerLayer layer;
  std::size_t parts = 1;
  bool reads_signed = false;
  std::vector<std::int32_t> entries;
};

struct Case {
  std::string name;
  Table product;
  std::size_t most_seen; ///< the largest tile that always fits
};

std::vector<Case> cases() {
  return {{"C1", table_of(1, false), 4},
          {"C2", table_of(2, false), 3},
          {"C3", table_of(3, false), 3},
          {"C4", table_of(4, false), 3},
          {"S3", table_of(3, true), 3},
          {"D4", table_of(4, true), 3}};
}

class FastLayers : public ::testing::TestWithParam<std::size_t> {};

TEST_P(FastLayers, GiveTheActivationsOfTheDefinitionWithEveryTileAndEveryInstruction) {
  Case const group = cases()[GetParam()];
  runtime::Random random(GetParam() + 1);
  std::vector<std::size_t> seen(runtime::largest_tile + 1);
  for (int round = 0; round < 12; ++round) {
    Convolution const layer(group.product, random, round % 3 == 0 ? Draw::extreme : Draw::any);
    std::vector<std::int64_t> const expected = layer.activations();
    for (std::size_t tile = 1; tile <= runtime::largest_tile; ++tile) {
      std::optional<runtime::FastLayer> const fast = runtime::FastLayer::with_tile(
          tile, layer.layer, layer.packed(), layer.bound(), layer.scheme());
      if (!fast) {
        continue;
      }
      ++seen[tile];
      for (runtime::IntegerKernel const& kernel : runtime::integer_kernels()) {
        ASSERT_EQ(layer.run(*fast, kernel), expected)
            << kernel.name << ", " << fast->describe() << ", round " << round;
      }
    }
  }
  for (std::size_t tile = 1; tile <= group.most_seen; ++tile) {
    EXPECT_EQ(seen[tile], 12U) << group.name << ", tiles of " << tile;
  }
}

INSTANTIATE_TEST_SUITE_P(Groups,
                         FastLayers,
                         ::testing::Range(std::size_t{0}, std::size_t{6}),
                         [](auto const& group) { return cases()[group.param].name; });

/// C4 with tiles of 4 x 4: 400 times entries less their middle, 400 * 81 = 32,400.
TEST(FastLayer, TakesEntriesUpToTheLastThatFits) {
  runtime::Random random(3);
  Convolution layer(table_of(4, false), random);
  layer.layer.form.concatenated = true;
  while (layer.parts != 4) {
    layer = Convolution(table_of(4, false), random);
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
  Convolution layer(table_of(4, false), random);
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
    Convolution layer(table_of(8, false), random);
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
    Convolution const layer(table_of(4, false), random, Draw::extreme);
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
  Convolution layer(table_of(4, false), random);
  auto const planned = [&](std::size_t channels) {
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
    layer.layer.weights.assign(channels * channels * 4 * 9, 1);
    layer.layer.bias.assign(channels, 0);
    layer.layer.shifts.assign(channels, 3);
    layer.parts = 4;
    return runtime::FastLayer::of(layer.layer, layer.packed(), layer.bound(), layer.scheme());
  };
  ASSERT_TRUE(planned(80));
  EXPECT_EQ(planned(80)->describe(), "C4, tiles of 3 x 3: 125 products for 1,296");
  EXPECT_FALSE(planned(1));
  layer.layer.form.stride_rows = 2;
  EXPECT_FALSE(runtime::FastLayer::takes_tiles(layer.layer));
}

} // namespace
} // namespace equivarify::testing
