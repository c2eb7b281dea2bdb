/// \file
/// Networks whose values branch: what layers read, what that computes, and how the group acts on
/// it.
#include "equivarify/codegen/layers/registry.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/codegen/spec/network_table.hpp"
#include "equivarify/codegen/spec/value_action.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string block(std::string const& name, std::string const& how, std::string const& layers) {
  return fmt::format(R"({{"name": "{}", "equivarify": "{}", "layers": [{}]}})", name, how, layers);
}

/// A network of one block.
std::string one(std::string const& block) {
  return fmt::format("[{}]", block);
}

/// Two convolutions with a way around the second, then a block on all copies that branches too.
std::string const residual = fmt::format(
    "[{}, {}]",
    block("body", "lift", R"({"name": "a", "type": "conv2d", "filters": 2, "kernel": 3},
      {"name": "n", "type": "batch_norm"}, {"name": "r", "type": "relu"},
      {"name": "b", "type": "conv2d", "filters": 2, "kernel": 3},
      {"name": "sum", "type": "add", "inputs": ["b", "r"]}, {"type": "max_pool2d", "size": 2})"),
    block("head", "concat", R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 3},
      {"name": "row", "type": "concatenate", "inputs": ["c", "input"]}, {"type": "flatten"},
      {"name": "d", "type": "dense", "units": 3})"));

Layer const& layer_called(Network const& network, std::string const& name) {
  for (Block const& each : network.blocks) {
    for (Layer const& layer : each.layers) {
      if (layer.name == name) {
        return layer;
      }
    }
  }
  throw algebra::InternalError{"no layer " + name};
}

TEST(Reads, AreTheValuesOfTheBlockByNumber) {
  Network const network = SpecText{.network = residual}.network_of();
  EXPECT_THAT(layer_called(network, "a").reads, ElementsAre(0));
  EXPECT_THAT(layer_called(network, "sum").reads, ElementsAre(4, 3));
  EXPECT_THAT(layer_called(network, "row").reads, ElementsAre(1, 0));
  EXPECT_THAT(layer_called(network, "row").inputs, ElementsAre(Shape{1, 3, 3}, Shape{8, 3, 3}));
  EXPECT_EQ(layer_called(network, "row").output, (Shape{9, 3, 3}));
}

TEST(Reads, OfTheLayerBeforeAreLeftOutOfTheCanonicalForm) {
  std::string const plain = R"({"name": "a", "type": "relu"}, {"name": "b", "type": "tanh"},
    {"type": "flatten"}, {"type": "dense", "units": 3})";
  std::string stated = plain;
  stated.insert(stated.find(R"("relu")") + 6, R"(, "inputs": ["input"])");
  stated.insert(stated.find(R"("tanh")") + 6, R"(, "inputs": ["a"])");
  auto const digest = [](std::string const& layers) {
    return SpecText{.network = one(block("x", "lift", layers))}.network_of().spec_sha256;
  };
  EXPECT_EQ(digest(stated), digest(plain));
  EXPECT_THAT(SpecText{.network = residual}.network_of().canonical_spec,
              HasSubstr(R"("inputs":["b","r"])"));
}

TEST(ReferenceLayer, AddsInTheOrderOfTheValues) {
  Network const network = SpecText{.network = residual}.network_of();
  Layer const& sum = layer_called(network, "sum");
  std::vector<float> const large(sum.output.size(), 0x1p24F);
  std::vector<float> const one(sum.output.size(), 1.0F);
  Layer three = sum;
  three.inputs.push_back(sum.inputs.front());
  EXPECT_EQ(evaluate_layer(three, Tensors<float>{}, Inputs<float>{large, one, one}), large);
  EXPECT_EQ(evaluate_layer(three, Tensors<float>{}, Inputs<float>{one, one, large}).front(),
            0x1p24F + 2.0F);
}

TEST(ReferenceLayer, NormalizesByTheRunningStatistics) {
  Operation const norm = operation_of("batch_norm");
  Layer const layer{.name = "n",
                    .operation = norm,
                    .inputs = {{2, 1, 2}},
                    .output = output_shape(norm, {2, 1, 2})};
  using Values = std::vector<double>;
  Values const weight{2, -1};
  Values const bias{0.5, 0};
  Values const mean{1, 3};
  Values const variance{4, 0};
  Values const y =
      evaluate_layer(layer, Tensors<double>{weight, bias, mean, variance}, Values{1, 3, 3, 4});
  double const small = std::sqrt(static_cast<double>(1e-5F));
  EXPECT_THAT(y,
              ::testing::Pointwise(::testing::DoubleNear(1e-4),
                                   Values{0.5, 0.5 + 4 / std::sqrt(4 + 1e-5), 0, -1 / small}));
}

TEST(Weights, HaveTheStateOfALayerAfterItsParameters) {
  Network const network = SpecText{.network = residual}.network_of();
  auto const weights = zero_weights<float>(network);
  std::vector<std::string> names;
  for (auto const& parameter : weights) {
    names.push_back(parameter.name);
  }
  EXPECT_THAT(
      std::vector(names.begin() + 2, names.begin() + 7),
      ElementsAre("n.weight", "n.bias", "n.running_mean", "n.running_variance", "b.weight"));
  EXPECT_THAT(values_of(weights, "n.running_mean"), ElementsAre(0, 0));
  EXPECT_THAT(values_of(weights, "n.running_variance"), ElementsAre(1, 1));
  EXPECT_EQ(layer_called(network, "n").parameters(), 4U); // what is learned
  auto const drawn = random_weights<float>(network, 1);
  for (float const variance : values_of(drawn, "n.running_variance")) {
    EXPECT_NEAR(variance, 1.0F, 0.125F);
  }
}

/// Each copy of a concatenated block sees all copies in every layer that reads the input.
TEST(ConcatenatedBlock, IsOneMapOnAllCopiesWhereverItsInputIsRead) {
  Network const network = SpecText{.network = residual}.network_of();
  auto const weights = random_weights<float>(network, 5);
  auto const values = evaluate(network, weights, random_input<float>(network, 6));
  LiftedValue<float> const& s = values[5].copies; // what the second block reads
  LiftedValue<float> const& row = values[7].copies;
  for (algebra::Element const h : network.group.elements()) {
    std::vector<float> seen;
    for (algebra::Element const g : network.group.elements()) {
      auto const& copy = s[network.group.multiply(h, g).index()];
      seen.insert(seen.end(), copy.begin(), copy.end());
    }
    auto const& own = row[h.index()];
    EXPECT_EQ(std::vector<float>(own.begin() + 9, own.end()), seen);
  }
}

TEST(ConcatenatedBlock, ThatBranchesIsEquivariantToTheBit) {
  for (auto const& [group, action] : std::vector<std::pair<std::string, std::string>>{
           {R"({"cyclic": 4})", R"({"r": "quarter_turn"})"},
           {R"({"dihedral": 4})", R"({"r": "quarter_turn", "s": "flip_columns"})"}}) {
    Network const network =
        SpecText{.group = group, .action = action, .network = residual}.network_of();
    EXPECT_EQ(check_network(network, {.seed = 2, .inputs = 3}).differing_bits(), 0U);
  }
}

TEST(ResidualNetwork, IsEquivariantToTheBit) {
  Network const network =
      load_network((std::filesystem::path{SPECS_FOLDER} / "mnist_c4_residual.json").string());
  EXPECT_EQ(check_network(network, {.seed = 1, .inputs = 1}).differing_bits(), 0U);
}

std::string const ends = R"({"type": "flatten"}, {"name": "last", "type": "dense", "units": 3})";

TEST(ValueActions, AreCopiesWhereBlocksAreLifted) {
  for (auto const& [name, spec] : constructed_specs()) {
    Network const network = spec.network_of();
    auto const actions = value_actions(network);
    ASSERT_EQ(actions.size(), network.blocks.size());
    EXPECT_EQ(actions.front().front(), whole(PartKind::planes, network.input.channels)) << name;
    bool const sees_one_pose = name == "canonical";
    EXPECT_EQ(actions.back().back().is_copies(), !sees_one_pose) << name;
  }
}

TEST(ValueActions, OfValuesInARowAreThoseOfTheirParts) {
  SpecText const spec{
      .network = fmt::format("[{}, {}, {}]",
                             block("x", "lift", R"({"type": "conv2d", "filters": 2, "kernel": 3})"),
                             block("y", "none", R"({"name": "p", "type": "max_pool2d", "size": 2},
            {"name": "q", "type": "average_pool2d", "size": 2, "inputs": ["input"]},
            {"name": "row", "type": "concatenate", "inputs": ["p", "q"]})"),
                             block("z", "lift", ends))};
  Network const network = spec.network_of();
  ValueAction const row = value_actions(network)[1].back();
  EXPECT_EQ(row.parts, (std::vector<ActionPart>{{PartKind::copies, 8}, {PartKind::copies, 8}}));
  EXPECT_FALSE(row.is_copies());
  EXPECT_EQ(to_words(network, row), "8 copies of C4, 8 copies of C4");
  EXPECT_EQ(network.blocks[2].layers.front().input(), (Shape{16, 3, 3})); // lifted anew
}

TEST(CheckCommand, ShowsWhatIsReadAndHowTheGroupActs) {
  std::string const table = to_table(SpecText{.network = residual}.network_of());
  EXPECT_THAT(table, HasSubstr("      reads b, r\n"));
  EXPECT_THAT(table, HasSubstr("      reads c, input\n"));
  EXPECT_THAT(table, HasSubstr("copies of C4\n"));
  EXPECT_THAT(table, Not(HasSubstr("reads a\n")));
}

/// A network under the flip of its columns, which it claims to commute with.
Network claiming(std::string const& layers, std::string const& labels = R"("trivial")") {
  return SpecText{.group = R"({"dihedral": 4})",
                  .shape = "[1, 4, 4]",
                  .action = R"({"r": "quarter_turn", "s": "flip_columns"})",
                  .network = one(block("f", "lift", layers)),
                  .more =
                      fmt::format(R"(, "already": {{"subgroup": ["s"], "labels": {}}})", labels)}
      .network_of();
}

TEST(Claim, HoldsOfValuesThatBranch) {
  ClaimCheck const check = check_claim(
      claiming(R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 3, "tied": true},
        {"type": "add", "inputs": ["c", "input"]}, {"type": "batch_norm"}, {"type": "flatten"},
        {"name": "d", "type": "dense", "units": 3, "tied": true},
        {"name": "t", "type": "tanh"}, {"type": "add", "inputs": ["t", "d"]})",
               R"({"s": [2, 1, 0]})"),
      1);
  EXPECT_TRUE(check.holds()) << to_text(check);
  EXPECT_EQ(check.layers.size(), 7U);
}

TEST(Claim, OfASumOfWhatMovesAndWhatDoesNotIsRefuted) {
  ClaimCheck const check = check_claim(claiming(R"({"name": "v", "type": "flatten"},
        {"name": "d", "type": "dense", "units": 16, "tied": true},
        {"name": "sum", "type": "add", "inputs": ["v", "d"]},
        {"name": "last", "type": "dense", "units": 3, "tied": true})"),
                                       1);
  EXPECT_FALSE(check.holds());
  EXPECT_EQ(check.layers.back().layer, "sum");
  EXPECT_EQ(check.layers.back().reason, "it adds values that move in different ways");
  EXPECT_FALSE(check.layers.back().counterexample.empty());
}

TEST(Claim, HoldsOfProductsWhoseFactorsMoveAlike) {
  ClaimCheck const check = check_claim(
      claiming(R"({"name": "c", "type": "conv2d", "filters": 1, "kernel": 3, "tied": true},
        {"name": "gate", "type": "global_average_pool2d"},
        {"name": "p", "type": "multiply", "inputs": ["c", "input", "gate"]}, {"type": "flatten"},
        {"name": "e", "type": "dense", "units": 1, "tied": true},
        {"name": "d", "type": "dense", "units": 3, "tied": true, "inputs": ["flatten1"]},
        {"name": "q", "type": "multiply", "inputs": ["d", "e"]})",
               R"({"s": [2, 1, 0]})"),
      1);
  EXPECT_TRUE(check.holds()) << to_text(check);
  EXPECT_EQ(check.layers.size(), 7U);
}

TEST(Claim, OfAProductOfWhatMovesAndWhatDoesNotIsRefuted) {
  ClaimCheck const check = check_claim(claiming(R"({"name": "v", "type": "flatten"},
        {"name": "d", "type": "dense", "units": 16, "tied": true},
        {"name": "product", "type": "multiply", "inputs": ["v", "d"]},
        {"name": "last", "type": "dense", "units": 3, "tied": true})"),
                                       1);
  EXPECT_FALSE(check.holds());
  EXPECT_EQ(check.layers.back().layer, "product");
  EXPECT_EQ(check.layers.back().reason, "it multiplies values that move in different ways");
}

TEST(Claim, OfAnOutputThatMovesOtherwiseThanTheClassesIsRefuted) {
  Network const network =
      SpecText{.group = R"({"cyclic": 2})",
               .shape = "[3, 1, 1]",
               .action = R"({"r": "flip_channels"})",
               .network = one(block("f", "lift", R"({"name": "r", "type": "relu"})")),
               .more = R"(, "already": {"subgroup": ["r"], "labels": "trivial"})"}
          .network_of();
  EXPECT_FALSE(check_claim(network, 1).holds());
}

} // namespace
} // namespace equivarify::codegen
