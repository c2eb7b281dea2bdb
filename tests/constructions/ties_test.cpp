/// \file
/// Which weights a subgroup ties, where it changes signs too, in small networks.
#include "equivarify/codegen/symmetry/ties.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string const one_block = R"([{{"name": "f", "equivarify": "lift", "layers": [{}]}}])";

/// A network of C2, whose element moves three numbers by \p action and exchanges two classes.
Network of_c2(std::string const& layers, std::string const& action) {
  return SpecText{.group = R"({"cyclic": 2})",
                  .shape = "[3, 1, 1]",
                  .action = fmt::format(R"({{"r": {}}})", action),
                  .network = fmt::format(fmt::runtime(one_block), layers),
                  .more = R"json(, "already": {"subgroup": ["r"], "labels": {"r": "(0 1)"}})json"}
      .network_of();
}

constexpr char const* exchanged_and_negated =
    R"json([{"permute_channels": "(0 1)"}, {"negate_channels": [2]}])json";

TEST(Ties, HoldOfConvolutionsWithoutABias) {
  Network const network =
      SpecText{
          .group = R"({"cyclic": 2})",
          .shape = "[1, 4, 4]",
          .action = R"({"r": "half_turn"})",
          .network = fmt::format(
              fmt::runtime(one_block),
              R"({"type": "conv2d", "filters": 2, "kernel": 3, "bias": false, "tied": true}, {"type": "flatten"},
             {"name": "d", "type": "dense", "units": 3, "tied": true, "bias": false})"),
          .more = R"(, "already": {"subgroup": ["r"]})"}
          .network_of();
  ClaimCheck const check = check_claim(network, 1);
  EXPECT_TRUE(check.holds()) << to_text(check);
  EXPECT_EQ(count_free(network), 2U * 5U + 3U * 16U); // of 18 and 96
}

TEST(Ties, OfWeightsAreMissedWhereTheyDoNotHold) {
  Network const network =
      of_c2(R"({"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true})",
            exchanged_and_negated);
  ReferenceWeights<float> const good = random_weights<float>(network, 1);
  EXPECT_EQ(untied_weight(network, good), "");
  ReferenceWeights<float> bad = good;
  bad[0].values[5] = bad[0].values[2];
  EXPECT_THAT(untied_weight(network, bad),
              HasSubstr("at place 5, where the spec ties it to minus that at place 2"));
  bad = good;
  bad[0].values[8] = 0.5F;
  EXPECT_EQ(untied_weight(network, bad),
            "the tensor d.weight holds 0.5 at place 8, where the spec ties it to 0");
  bad = good;
  bad[1].values[1] += 1;
  EXPECT_THAT(untied_weight(network, bad), HasSubstr("ties it to that at place 0"));
}

TEST(Ties, OfASignAreMinusAWeightOrZero) {
  Network const network =
      of_c2(R"({"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true})",
            exchanged_and_negated);
  LayerSymmetry const symmetry = layer_symmetries(network).back();
  // Rows 0 and 1 are exchanged, columns 0 and 1 too, and column 2 changes its sign.
  EXPECT_THAT(weight_ties(symmetry), ElementsAre(0, 1, 2, 1, 0, 9 + 2, 6, 6, 18));
  EXPECT_THAT(bias_ties(symmetry), ElementsAre(0, 0, 2));
  EXPECT_THAT(all_ties(symmetry), ElementsAre(0, 1, 2, 1, 0, 12 + 2, 6, 6, 24, 9, 9, 11));
  EXPECT_EQ(count_free(network), 6U);
  auto const weights = random_weights<float>(network, 1);
  EXPECT_EQ(weights[0].values[5], -weights[0].values[2]);
  EXPECT_EQ(weights[0].values[8], 0.0F);
  EXPECT_TRUE(check_claim(network, 1).holds()) << to_text(check_claim(network, 1));
}

TEST(Ties, OfANormalisationAreThoseOfItsChannels) {
  auto const network_with = [](std::string const& tied) {
    return of_c2(R"({"type": "flatten"}, {"name": "n", "type": "batch_norm")" + tied +
                     R"(}, {"name": "d", "type": "dense", "units": 3, "tied": true})",
                 R"json(["negate", {"permute_channels": "(0 1)"}])json");
  };
  Network const network = network_with(R"(, "tied": true)");
  std::map<std::string, Ties> const ties = tensor_ties(network);
  EXPECT_THAT(ties.at("n.weight"), ElementsAre(0, 0, 2));
  EXPECT_THAT(ties.at("n.bias"), ElementsAre(0, 3 + 0, 6));
  EXPECT_EQ(ties.at("n.running_mean"), ties.at("n.bias"));
  EXPECT_EQ(ties.at("n.running_variance"), ties.at("n.weight"));
  EXPECT_TRUE(check_claim(network, 1).holds()) << to_text(check_claim(network, 1));
  ReferenceWeights<float> weights = random_weights<float>(network, 1);
  EXPECT_EQ(untied_weight(network, weights), "");
  weights[2].values[2] = 1; // the running mean of what is negated
  EXPECT_EQ(untied_weight(network, weights),
            "the tensor n.running_mean holds 1 at place 2, where the spec ties it to 0");
  ClaimCheck const untied = check_claim(network_with(""), 1);
  EXPECT_FALSE(untied.holds());
  EXPECT_THAT(to_text(untied),
              HasSubstr("n: its weights are free: \"tied\": true would make those equal"));
}

TEST(Ties, OfANormalisationDoNotMakeUpForSignsOfSomeOfItsEntries) {
  auto const check = [](std::string const& action) {
    return check_claim(
        of_c2(
            R"({"type": "flatten"}, {"name": "n", "type": "layer_norm", "tied": true},
               {"name": "d", "type": "dense", "units": 3, "tied": true})",
            action),
        1);
  };
  EXPECT_TRUE(check(R"json([{"permute_channels": "(0 1)"}])json").holds());
  EXPECT_TRUE(check(R"("negate")").holds()); // the mean too is negated
  EXPECT_EQ(check(exchanged_and_negated).layers.back().reason,
            "signs change, and layer_norm of -z is not minus layer_norm of z");
}

TEST(Ties, OfAFixedUnitBehindASignAreZeroAndOfARegularOneAreNot) {
  auto const free_in = [](std::string const& regular) {
    Network const network = of_c2(
        R"({"type": "flatten"}, {"name": "h", "type": "dense", "units": 2, "tied": true)" +
            regular +
            R"(}, {"type": "relu"}, {"name": "d", "type": "dense", "units": 3, "tied": true})",
        R"("negate")");
    EXPECT_TRUE(check_claim(network, 1).holds());
    return count_free(weight_ties(layer_symmetries(network)[1]));
  };
  EXPECT_EQ(free_in(""), 0U);
  EXPECT_EQ(free_in(R"(, "regular": true)"), 3U);
}

TEST(Ties, OfConvolutionsMoveChannelsWithTheirPlanes) {
  Network const network =
      SpecText{
          .group = R"({"dihedral": 4})",
          .shape = "[2, 4, 4]",
          .action =
              R"json({"r": ["quarter_turn", {"permute_channels": "(0 1)"}, {"negate_channels": [0]}], "s": ["flip_columns", {"negate_channels": [1]}]})json",
          .network = fmt::format(
              fmt::runtime(one_block),
              R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": [1, 3], "padding": "valid", "tied": true},
             {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true})"),
          .more = R"(, "already": {"subgroup": ["s"]})"}
          .network_of();
  // Along the columns, which s flips: channel 0 is even, channel 1 odd.
  EXPECT_THAT(weight_ties(layer_symmetries(network)[0]), ElementsAre(0, 1, 0, 3, 12, 6 + 3));
  EXPECT_TRUE(check_claim(network, 1).holds()) << to_text(check_claim(network, 1));
}

TEST(Claim, OfALayerThatIsNotOddUnderASignIsRefuted) {
  ClaimCheck const check = check_claim(
      of_c2(
          R"({"type": "relu"}, {"type": "flatten"}, {"name": "d", "type": "dense", "units": 3, "tied": true})",
          exchanged_and_negated),
      1);
  EXPECT_FALSE(check.holds());
  EXPECT_EQ(check.layers.back().reason, "signs change, and relu of -z is not minus relu of z");
  EXPECT_FALSE(check.layers.back().counterexample.empty());
}

TEST(Claim, OfARegularLayerOfClassesIsRefuted) {
  ClaimCheck const check = check_claim(
      SpecText{
          .group = R"({"cyclic": 2})",
          .shape = "[2, 1, 1]",
          .action = R"({"r": "negate"})",
          .network = fmt::format(
              fmt::runtime(one_block),
              R"({"type": "flatten"}, {"name": "d", "type": "dense", "units": 2, "tied": true, "regular": true})"),
          .classes = R"(["a", "b"])",
          .more = R"(, "already": {"subgroup": ["r"]})"}
          .network_of(),
      1);
  EXPECT_FALSE(check.holds());
  EXPECT_THAT(check.layers.back().reason, HasSubstr("a number for each class"));
}

} // namespace
} // namespace equivarify::codegen
