/// \file
/// What a spec claims its network to be already: by what the layers are, and in exact numbers.
#include "equivarify/codegen/symmetry/claim.hpp"

#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;

/// D4 on squares; the network claims to be equivariant under \p subgroup.
Network claiming(std::string const& subgroup,
                 std::string const& layers,
                 std::string const& labels = R"("trivial")",
                 std::string const& shape = "[1, 6, 6]") {
  return SpecText{
      .group = R"({"dihedral": 4})",
      .shape = shape,
      .action = R"({"r": "quarter_turn", "s": "flip_columns"})",
      .network = fmt::format(R"([{{"name": "f", "equivarify": "lift", "layers": [{}]}}])", layers),
      .more = fmt::format(R"(, "already": {{"subgroup": ["{}"], "labels": {}}})", subgroup, labels)}
      .network_of();
}

std::string const tied_end =
    R"({"type": "flatten"}, {"name": "dense", "type": "dense", "units": 3, "tied": true})";

TEST(Claim, HoldsForTiedLayers) {
  ClaimCheck const check = check_claim(
      claiming(
          "s",
          R"({"name": "conv", "type": "conv2d", "filters": 4, "kernel": 3, "tied": true}, {"type": "relu"}, )" +
              tied_end),
      1);
  EXPECT_TRUE(check.holds()) << to_text(check);
  EXPECT_EQ(check.layers.size(), 4U);
  EXPECT_EQ(check.layers[0].values_compared, 4U * 36U);
}

TEST(Claim, HoldsForFunctionsThatAreNotDefinedEverywhere) {
  for (char const* const type : {"log", "sqrt", "asin", "acosh", "atanh", "reciprocal"}) {
    ClaimCheck const check =
        check_claim(claiming("s", fmt::format(R"({{"type": "{}"}}, )", type) + tied_end), 1);
    EXPECT_TRUE(check.holds()) << to_text(check);
  }
}

TEST(Claim, OfFreeWeightsIsRefutedAtTheirLayerWithTheSmallestInput) {
  ClaimCheck const check = check_claim(
      claiming("s",
               R"({"name": "conv", "type": "conv2d", "filters": 4, "kernel": 3}, )" + tied_end),
      1);
  EXPECT_FALSE(check.holds());
  ASSERT_EQ(check.layers.size(), 1U); // what comes behind is not looked at
  EXPECT_THAT(check.layers[0].reason, HasSubstr("\"tied\": true"));
  ASSERT_EQ(check.layers[0].counterexample.size(), 4U);
  EXPECT_EQ(check.layers[0].counterexample[0], "of the layer alone, conv(h z) is not h conv(z):");
  EXPECT_EQ(check.layers[0].counterexample[2], "z = 1 at 0, 0 elsewhere");
}

TEST(Claim, OfWindowsThatLeaveARestIsRefutedWithoutNumbers) {
  ClaimCheck const check =
      check_claim(claiming("s", R"({"type": "max_pool2d", "size": 4}, )" + tied_end), 1);
  EXPECT_FALSE(check.holds());
  EXPECT_THAT(check.layers[0].reason, HasSubstr("6 columns are not covered by windows of 4"));
}

TEST(Claim, OfAKernelThatDoesNotTurnIsRefuted) {
  ClaimCheck const check = check_claim(
      claiming(
          "r",
          R"({"name": "conv", "type": "conv2d", "filters": 2, "kernel": [3, 1], "tied": true}, )" +
              tied_end),
      1);
  EXPECT_FALSE(check.holds());
  EXPECT_THAT(check.layers[0].reason, HasSubstr("3x1"));
}

TEST(Claim, MayMoveTheClasses) {
  Network const network = claiming("s", tied_end, R"({"s": [2, 1, 0]})");
  EXPECT_TRUE(check_claim(network, 1).holds());
  auto const weights = random_weights<double>(network, 1);
  EXPECT_EQ(weights[1].values[0], weights[1].values[2]);
  EXPECT_NE(weights[1].values[0], weights[1].values[1]);
}

TEST(Claim, OfTheOppositeActionOnTheClassesIsRefuted) {
  // Tied by another permutation of the classes than the one that is claimed.
  Network network = claiming("s", tied_end, R"({"s": [2, 1, 0]})");
  for (auto& layer : network.blocks[0].layers) {
    if (auto* dense = layer.operation.as<Dense>()) {
      dense->tied = false;
    }
  }

  ClaimCheck const check = check_claim(network, 1);
  EXPECT_FALSE(check.holds());
  EXPECT_EQ(check.layers.back().layer, "dense");
}

TEST(Ties, AreTheOrbitsOfTheTaps) {
  auto const symmetries = layer_symmetries(
      claiming("s",
               R"({"name": "conv", "type": "conv2d", "filters": 1, "kernel": 3, "tied": true}, )" +
                   tied_end));
  EXPECT_THAT(weight_ties(symmetries[0]), ::testing::ElementsAre(0, 1, 0, 3, 4, 3, 6, 7, 6));
}

/// By what they are and by numbers: neither may find a layer that the other lets pass.
RC_GTEST_PROP(Claim, IsJudgedAlikeByShapeAndByNumbers, ()) {
  std::string const subgroup = *rc::gen::element<std::string>("s", "r", "r^2", "r s", "r^2 s");
  std::string const tied = *rc::gen::element<std::string>("", R"(, "tied": true)");
  auto const small = [] { return *rc::gen::inRange(1, 4); };
  std::string const conv = fmt::format(
      R"({{"name": "conv", "type": "conv2d", "filters": 2, "kernel": [{}, {}], "stride": [{}, {}], "padding": "valid"{}}}, )",
      small(),
      small(),
      *rc::gen::inRange(1, 3),
      *rc::gen::inRange(1, 3),
      tied);
  std::string const pool =
      fmt::format(R"({{"type": "{}", "size": [{}, {}]}}, )",
                  *rc::gen::element<std::string>("max_pool2d", "average_pool2d"),
                  small(),
                  small());
  Network const network = claiming(subgroup,
                                   (*rc::gen::arbitrary<bool>() ? conv : pool) + tied_end,
                                   R"("trivial")",
                                   "[1, 7, 7]");
  ClaimCheck const check = check_claim(network, *rc::gen::inRange<std::uint64_t>(0, 100));
  for (LayerClaim const& layer : check.layers) {
    // Where a layer can be computed at all, a reason comes with numbers that show it, and the
    // other way round.
    bool const computed = layer.values_compared > 0;
    RC_ASSERT(!computed || layer.reason.empty() == layer.counterexample.empty());
  }
}

/// A layer that is refused for its shape is indeed not equivariant under any weights but 0.
RC_GTEST_PROP(Claim, IsRefusedForItsShapeOnlyWhereNumbersAgree, ()) {
  std::string const kind = *rc::gen::element<std::string>("max_pool2d", "average_pool2d");
  int const size = *rc::gen::inRange(2, 5);
  int const stride = *rc::gen::inRange(1, 4);
  Network const network = claiming(
      "s",
      fmt::format(R"({{"type": "{}", "size": {}, "stride": {}}}, )", kind, size, stride) + tied_end,
      R"("trivial")",
      "[1, 7, 7]");
  Layer const& pool = network.blocks[0].layers[0];
  Network plain = network;
  plain.construction.reset();
  plain.blocks[0].layers.erase(plain.blocks[0].layers.begin() + 1, plain.blocks[0].layers.end());
  algebra::Element const s = plain.group.element_named("s");
  bool equal = true;
  for (std::uint64_t seed = 0; seed < 20; ++seed) { // a maximum may agree by chance
    auto const x = random_input<double>(plain, seed);
    auto const value = evaluate(plain, ReferenceWeights<double>{}, x).back().copies[0];
    auto const of_flipped =
        evaluate(plain, ReferenceWeights<double>{}, act_on_input(plain, s, x)).back().copies[0];
    for (std::size_t i = 0; i < value.size(); ++i) {
      std::size_t const columns = pool.output.columns;
      std::size_t const flipped = i - i % columns + columns - 1 - i % columns;
      equal = equal && std::abs(of_flipped[i] - value[flipped]) < 1e-12;
    }
  }
  RC_ASSERT(equal == check_claim(network, 1).layers[0].reason.empty());
}

} // namespace
} // namespace equivarify::codegen
