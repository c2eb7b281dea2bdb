#include "equivarify/codegen/measure/counterexample.hpp"
#include "equivarify/codegen/measure/network_check.hpp"
#include "equivarify/codegen/measure/trial.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/codegen/verify/verification_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "support/constructed_specs.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

SpecText d4() {
  return {.group = R"({"dihedral": 4})", .action = R"({"r": "quarter_turn", "s": "flip_columns"})"};
}

NetworkCheck check(Network const& network, std::string const& convention) {
  return check_network(
      network,
      {.seed = 1, .inputs = 1, .convention = algebra::lemmas::convention_named(convention)});
}

TEST(NetworkCheck, FindsNoDifferenceInTheFormula) {
  for (SpecText const& spec : {SpecText{}, d4()}) {
    NetworkCheck const found = check(spec.network_of(), "formula");
    EXPECT_EQ(found.differing_bits(), 0U);
    EXPECT_FALSE(found.counterexample);
    EXPECT_EQ(found.layers.size(), 5U);
  }
}

TEST(NetworkCheck, ComparesEveryValueForEveryOtherElement) {
  NetworkCheck const found = check(SpecText{}.network_of(), "formula");
  EXPECT_EQ(found.layers[0].layer, "conv1");
  EXPECT_EQ(found.layers[0].values_compared, 3U * 4U * 72U);
  EXPECT_EQ(found.layers[4].values_compared, 3U * 4U * 3U);
}

TEST(NetworkCheck, HoldsForAGroupThatNoGridHas) {
  SpecText const spec{
      .group = R"({"symmetric": 3})",
      .shape = "[2, 1, 3]",
      .action =
          R"({"a": {"permutation": [1, 0, 2, 4, 3, 5]}, "b": {"permutation": [2, 0, 1, 5, 3, 4]}})",
      .network = R"([
                        {"name": "f", "equivarify": "lift", "layers": [{"name": "c", "type": "conv2d", "filters": 2, "kernel": [1, 3]}, {"type": "relu"}]},
                        {"name": "g", "equivarify": "concat", "layers": [{"type": "flatten"}, {"name": "d", "type": "dense", "units": 3}]}])"};
  EXPECT_EQ(check(spec.network_of(), "formula").differing_bits(), 0U);
}

/// Conventions that arrange the copies of a D4 network wrongly.
class WrongConvention : public ::testing::TestWithParam<char const*> {};

TEST_P(WrongConvention, IsCaughtByTheNetworkCheck) {
  NetworkCheck const found = check(d4().network_of(), GetParam());
  EXPECT_GT(found.differing_bits(), 0U);
  ASSERT_TRUE(found.counterexample);
  EXPECT_THAT(found.counterexample->text.front(), HasSubstr("refutes: "));
}

INSTANTIATE_TEST_SUITE_P(Conventions,
                         WrongConvention,
                         ::testing::Values("opposite",
                                           "inverse_dropped",
                                           "right_for_left",
                                           "identity_moves",
                                           "copied",
                                           "pooled",
                                           "concatenation_fixed",
                                           "concatenation_left"),
                         [](auto const& name) { return name.param; });

TEST(NetworkCheck, AcceptsTheMirroredConventionForItIsEquivariantToo) {
  EXPECT_EQ(check(d4().network_of(), "mirrored").differing_bits(), 0U);
}

TEST(NetworkCheck, ShrinksToOnePixelAndOneWeight) {
  NetworkCheck const found = check(SpecText{}.network_of(), "opposite");
  ASSERT_TRUE(found.counterexample);
  EXPECT_THAT(found.counterexample->text,
              ElementsAre("refutes: conv1(g x) = g conv1(x)",
                          "g = r",
                          "x = 1 at [0][5][5], 0 elsewhere",
                          "conv1.weight = 1 at [1][0][2][2], 0 elsewhere",
                          "conv1.bias = 0",
                          "copy r, entry [1][4][4]: 0 in conv1(g x), 1 in g conv1(x)"));
}

TEST(Arrangement, OfTheFormulaIsTheFormula) {
  algebra::Group const group = d4().network_of().group;
  EXPECT_EQ(arrangement_of(algebra::lemmas::formula(), group), formula_arrangement(group));
}

TEST(DifferingBits, CountsThem) {
  EXPECT_EQ(differing_bits(1.0F, 1.0F), 0U);
  EXPECT_EQ(differing_bits(0.0F, -0.0F), 1U);
  EXPECT_EQ(differing_bits(1.0F, 1.0F + 0x1p-23F), 1U);
}

TEST(SparseText, NamesTheFirstEntriesThatAreNotZero) {
  EXPECT_EQ(sparse_text({0, 2.5F, 0, 1}, {2, 2}), "2.5 at [0][1], 1 at [1][1], 0 elsewhere");
  EXPECT_EQ(sparse_text({0, 0}, {2}), "0");
  EXPECT_EQ(sparse_text(std::vector<float>(9, 1.0F), {9}),
            "1 at [0], 1 at [1], 1 at [2], 1 at [3], 1 at [4], 1 at [5] and 3 more");
}

TEST(UpToLayer, CutsTheNetworkOff) {
  Network const part = up_to_layer(SpecText{}.network_of(), 3);
  ASSERT_EQ(part.blocks.size(), 2U);
  EXPECT_EQ(part.blocks[1].layers.size(), 1U);
  EXPECT_EQ(up_to_layer(part, 0).blocks.size(), 1U);
}

Verification verified(std::string const& convention) {
  return verify(
      SpecText{}.network_of(),
      {.seed = 2, .tests = 20, .inputs = 1, .convention = convention, .spec = "small.json"});
}

TEST(Verification, HoldsForTheFormula) {
  Verification const result = verified("formula");
  EXPECT_TRUE(result.holds());
  EXPECT_EQ(result.lemmas.size(), 19U);
  EXPECT_EQ(result.lift_parameters, result.plain_parameters);
  EXPECT_THAT(to_text(result, false), HasSubstr("\nVERIFIED\n"));
  EXPECT_THAT(to_text(result, false), ::testing::Not(HasSubstr("\x1b")));
  EXPECT_THAT(to_text(result, true), HasSubstr("\x1b[32mVERIFIED\x1b[0m"));
}

TEST(Verification, NamesTheCommandThatRefutesAgain) {
  Verification const result = verified("opposite");
  EXPECT_FALSE(result.holds());
  EXPECT_THAT(to_text(result, false),
              HasSubstr("again: equivarify verify small.json --seed 2 --convention opposite"));
}

TEST(VerificationJson, SaysWhatMachinesNeed) {
  auto const json = nlohmann::json::parse(to_json(verified("formula")));
  EXPECT_EQ(json["spec"], "small");
  EXPECT_EQ(json["verdict"], "verified");
  EXPECT_EQ(json["seed"], 2);
  EXPECT_EQ(json["lemmas"].size(), 19U);
  EXPECT_EQ(json["lemmas"][0]["id"], "action");
  EXPECT_EQ(json["lemmas"][0]["verdict"], "holds");
  EXPECT_TRUE(json["lemmas"][0]["counterexample"].is_null());
  EXPECT_EQ(json["network"]["differing_bits"], 0);
  EXPECT_EQ(json["network"]["layers"][0]["name"], "conv1");
  EXPECT_EQ(json["parameters"]["lift"], json["parameters"]["plain"]);
  EXPECT_EQ(json["multiply_adds"], SpecText{}.network_of().multiply_adds());
}

TEST(VerificationJson, HoldsTheCounterexamples) {
  auto const json = nlohmann::json::parse(to_json(verified("opposite")));
  EXPECT_EQ(json["verdict"], "refuted");
  EXPECT_EQ(json["lemmas"][1]["verdict"], "refuted");
  EXPECT_EQ(json["lemmas"][1]["counterexample"]["facts"]["group"], "C4 = {e, r, r^2, r^3}");
  EXPECT_EQ(json["network"]["counterexample"]["text"][1], "g = r");
}

TEST(Verification, ProvesEveryConstructionAndNamesItsPrice) {
  for (auto const& [name, spec] : constructed_specs()) {
    Verification const found = verify(spec.network_of(), {.tests = 1, .inputs = 1});
    std::string const text = to_text(found, false);
    EXPECT_TRUE(found.holds()) << text;
    EXPECT_THAT(text, HasSubstr("N(g x) = g N(x), whatever the "));
    EXPECT_EQ(found.given_up.has_value(), name != "none") << name;
    bool const changes_f = name == "reynolds" || name == "canonical";
    EXPECT_EQ(text.find(" in p N(x), ") != std::string::npos, changes_f) << text;
    EXPECT_EQ(text.find("N is the lift of F: p N = F") != std::string::npos, name == "coinduction");
    EXPECT_EQ(found.construction.size(), name == "none" ? 0U : name == "kernel_quotient" ? 1U : 2U);
    auto const json = nlohmann::json::parse(to_json(found));
    EXPECT_EQ(json["network"]["symbolic"]["verdict"], "proved");
    EXPECT_EQ(json.contains("construction"), name != "none");
  }
}

TEST(Verification, MeasuresAStackWhoseLayersHold) {
  Verification const found =
      verify(constructed_specs().back().second.network_of(), {.tests = 1, .inputs = 2});
  ASSERT_TRUE(found.stack && found.stack->measurement);
  EXPECT_EQ(found.stack->measurement->values, 2U * 3U * 4U * 3U);
  EXPECT_TRUE(found.stack->measurement->holds());
}

} // namespace
} // namespace equivarify::codegen
