/// \file
/// What is said of a network used as it is whose layers prove nothing: a counterexample that is
/// one, or that nothing is proved.
#include "equivarify/codegen/refute/map_trial.hpp"

#include "equivarify/codegen/layers/convolution.hpp"
#include "equivarify/codegen/layers/dense.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/symmetry/ties.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "support/spec_text.hpp"

namespace equivarify::codegen {
namespace {

using ::testing::HasSubstr;

Network as_it_is(std::string const& group,
                 std::string const& shape,
                 std::string const& action,
                 std::string const& layers,
                 std::string const& already) {
  return SpecText{
      .group = group,
      .shape = shape,
      .action = action,
      .network = fmt::format(R"([{{"name": "f", "equivarify": "lift", "layers": [{}]}}])", layers),
      .more = fmt::format(R"(, "already": {})", already)}
      .network_of();
}

std::string const tied_ending =
    R"({"type": "flatten"}, {"type": "dense", "units": 3, "tied": true})";
std::string const mean_ending =
    R"({"type": "global_average_pool2d"}, {"type": "dense", "units": 3})";

/// p4 on a torus of 4 x 4, under the shifts.
Network shifted(std::string const& layers) {
  return as_it_is(R"({"space_group": {"name": "p4", "side": 4}})",
                  "[1, 4, 4]",
                  R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1}, "r": "quarter_turn"})",
                  layers,
                  R"({"subgroup": ["x", "y"]})");
}

/// F(h x) and h F(x), by the definition of each, differ at an entry.
bool refutes(Network const& network, Trial const& trial) {
  auto const& elements = network.construction->subgroup.elements();
  auto const place = std::find(elements.begin(), elements.end(), trial.g) - elements.begin();
  auto const& sources = network.construction->class_sources[static_cast<std::size_t>(place)];
  auto const straight = evaluate_plainly(network, trial.weights, trial.x);
  auto const turned =
      evaluate_plainly(network, trial.weights, act_on_input(network, trial.g, trial.x));
  for (std::size_t c = 0; c < sources.size(); ++c) {
    if (std::abs(turned[c] - straight[sources[c]]) > 0.01F) {
      return true;
    }
  }
  return false;
}

constexpr char const* circular =
    R"({"type": "conv2d", "filters": 2, "kernel": 3, "circular": true, "tied": true})";

TEST(WindowMotion, OfATorusIsKnownToCommuteWithItsShifts) {
  Network const network =
      shifted(fmt::format(R"({}, {{"type": "relu"}}, {})", circular, mean_ending));
  EXPECT_TRUE(judge_claim(network, 1).holds()) << to_text(judge_claim(network, 1));
  // A shift moves every place of a window alike, so that nothing is tied.
  EXPECT_EQ(count_free(network), network.parameters());
}

TEST(WindowMotion, NeedsNoTiesUnderShifts) {
  EXPECT_TRUE(
      judge_claim(shifted(R"({"type": "conv2d", "filters": 2, "kernel": 3, "circular": true},
                     {"type": "max_pool2d", "size": 1}, )" +
                          tied_ending),
                  1)
          .holds());
}

TEST(WindowMotion, IsFoundByWhatAMotionDoesAndNotByItsName) {
  Network const network =
      as_it_is(R"({"cyclic": 6})",
               "[1, 5, 5]",
               R"({"r": "sixth_turn"})",
               fmt::format(R"({}, {{"type": "relu"}}, {})", circular, tied_ending),
               R"({"subgroup": ["r^3"]})");
  EXPECT_TRUE(judge_claim(network, 1).holds()) << to_text(judge_claim(network, 1));
  // (i, j) -> (-i, -j) turns each window in itself.
  EXPECT_THAT(weight_ties(layer_symmetries(network)[0]),
              ::testing::ElementsAre(0, 1, 2, 3, 4, 3, 2, 1, 0, 9, 10, 11, 12, 13, 12, 11, 10, 9));
}

TEST(WindowMotion, OfAPoolOnATorusIsThatOfItsWindows) {
  std::string const pool = R"({"type": "max_pool2d", "size": 2}, )" + mean_ending;
  auto const by = [&pool](int step) {
    return as_it_is(R"({"cyclic": 4})",
                    "[1, 8, 8]",
                    fmt::format(R"({{"r": {{"shift_rows": {}}}}})", step),
                    pool,
                    R"({"subgroup": ["r"]})");
  };
  EXPECT_TRUE(judge_claim(by(2), 1).holds());
  ClaimCheck const odd = judge_claim(as_it_is(R"({"cyclic": 8})",
                                              "[1, 8, 8]",
                                              R"({"r": {"shift_rows": 1}})",
                                              pool,
                                              R"({"subgroup": ["r"]})"),
                                     1);
  EXPECT_EQ(odd.verdict(), ClaimVerdict::refuted) << to_text(odd);
}

TEST(RegularLayer, OfClassesHoldsIfTheLabelsMoveAsItDoes) {
  auto const claim = [](std::string const& labels) {
    return judge_claim(
        SpecText{.group = R"({"cyclic": 2})",
                 .shape = "[4, 1, 1]",
                 .action = R"({"r": {"permutation": [1, 0, 2, 3]}})",
                 .network =
                     R"([{"name": "f", "equivarify": "lift", "layers": [{"type": "flatten"},
                   {"type": "dense", "units": 4, "tied": true, "regular": true}]}])",
                 .classes = R"(["a", "b", "c", "d"])",
                 .more = fmt::format(
                     R"(, "already": {{"subgroup": ["r"], "labels": {{"r": "{}"}}}})", labels)}
            .network_of(),
        1);
  };
  EXPECT_TRUE(claim("(0 1)(2 3)").holds());
  EXPECT_FALSE(claim("(0 2)(1 3)").holds());
}

/// One number for each class that the reflection of a volume leaves alone: true, and not known.
Network volume(std::string const& tied) {
  return as_it_is(
      R"({"cyclic": 2})",
      "[1, 3, 3, 3]",
      R"({"r": "flip_slices"})",
      fmt::format(R"({{"type": "conv3d", "filters": 2, "kernel": 3{}}}, {{"type": "relu"}},
                  {{"type": "flatten"}}, {{"type": "dense", "units": 3, "tied": true}})",
                  tied),
      R"({"subgroup": ["r"]})");
}

TEST(MapTrial, ProvesNothingOfATrueClaimThatIsNotKnown) {
  ClaimCheck const check = judge_claim(volume(R"(, "tied": true)"), 1);
  EXPECT_EQ(check.verdict(), ClaimVerdict::not_proved) << to_text(check);
  EXPECT_GE(check.inputs_tried, 20U);
  EXPECT_THAT(to_text(check), HasSubstr("NOT PROVED"));
  EXPECT_THAT(to_text(check), HasSubstr("which proves nothing"));
}

// A bias that must be minus itself is 0: one that is 1 refutes nothing.
TEST(MapTrial, GivesNoWeightsThatTiesToMinusThemselvesRuleOut) {
  Network const network = parse_network(R"({"name": "slices", "group": {"cyclic": 2},
      "input": {"shape": [1, 3, 3, 3], "action": {"r": "flip_slices"}},
      "network": [{"name": "f", "equivarify": "lift", "layers": [
        {"type": "max_pool3d", "size": 2, "stride": 1}, {"type": "flatten"},
        {"type": "dense", "units": 1, "tied": true}]}],
      "already": {"subgroup": ["r"]},
      "output": {"v": {"head": "vector", "units": 1, "action": {"r": "negate"}}}})",
                                        "slices.json");
  EXPECT_FALSE(try_map(network, 1).counterexample.has_value());
}

TEST(MapTrial, ShowsAnInputThatRefutesAFalseClaim) {
  for (Network const& network :
       {volume(""),
        shifted(R"({"type": "conv2d", "filters": 2, "kernel": 3, "tied": true}, )" + mean_ending),
        shifted(R"({"type": "max_pool2d", "size": 3, "stride": 1}, )" + mean_ending)}) {
    MapTrials const trials = try_map(network, 1);
    ASSERT_TRUE(trials.counterexample.has_value());
    EXPECT_TRUE(refutes(network, *trials.counterexample));
    ClaimCheck const check = judge_claim(network, 1);
    EXPECT_EQ(check.verdict(), ClaimVerdict::refuted);
    EXPECT_THAT(to_text(check), HasSubstr("refutes: F(h x) = h F(x)"));
  }
}

/// Drops what makes a claim true: the ties of a layer, or that a plane is a torus.
Network broken(Network network, bool ties) {
  for (Layer& layer : network.blocks[0].layers) {
    if (auto* const conv = layer.operation.as<Conv2d>()) {
      (ties ? conv->tied : conv->circular) = false;
    }
  }
  return network;
}

/// A false claim is refuted by an input that does refute it, and never holds.
RC_GTEST_PROP(MapTrial, RefutesWhatIsBroken, ()) {
  std::string const turn = *rc::gen::element<std::string>("r", "r^2", "x r", "x y r^2");
  std::string const kernel = *rc::gen::element<std::string>("3", "[3, 3]", "5");
  bool const ties = *rc::gen::arbitrary<bool>();
  Network const network = as_it_is(
      R"({"space_group": {"name": "p4", "side": 5}})",
      "[1, 5, 5]",
      R"({"x": {"shift_columns": 1}, "y": {"shift_rows": 1}, "r": "quarter_turn"})",
      fmt::format(
          R"({{"type": "conv2d", "filters": 1, "kernel": {}, "circular": true, "tied": true}},
                  {{"type": "relu"}}, {})",
          kernel,
          mean_ending),
      fmt::format(R"({{"subgroup": ["{}"]}})", ties ? turn : "x"));
  RC_ASSERT(judge_claim(network, 1).holds());
  Network const wrong = broken(network, ties);
  ClaimCheck const check = judge_claim(wrong, 1);
  RC_ASSERT(!check.holds());
  if (!ties) {
    RC_ASSERT(check.verdict() == ClaimVerdict::refuted);
    RC_ASSERT(refutes(wrong, *try_map(wrong, 1).counterexample));
  }
}

} // namespace
} // namespace equivarify::codegen
