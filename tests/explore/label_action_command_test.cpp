/// \file
/// Labels on which a subgroup acts, through the commands of `equivarify explore`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explore/explore_program.hpp"

namespace equivarify::codegen {
namespace {

using support::decide;
using support::example;
using support::explore;
using support::Outcome;
using support::TemporaryFile;
using support::to_json;
using ::testing::HasSubstr;
using Json = nlohmann::json;

/// C4 on four points, whose half turn swaps the two labels.
Json const half_turn = Json::parse(R"({"group": {"cyclic": 4},
    "labels": {"set": 2, "action": {"r^2": [1, 0]}},
    "set": 4, "action": {"r": [1, 2, 3, 0]}, "projection": [0, 0, 1, 1]})");

TEST(ActedLabels, NeedAsManyCopiesAsThereAreCosets) {
  Outcome const outcome = decide(half_turn);
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "yes");
  EXPECT_EQ(d["labels"], 2);
  EXPECT_EQ(d["labels_moved_by"], "<r^2>");
  EXPECT_EQ(d["least_points"], 4); // 2^2, where 2^4 are needed for labels that nothing moves
  EXPECT_EQ(d["minimal"], true);
  EXPECT_EQ(d["section"]["total"], 1);
  Json still = half_turn;
  still["labels"] = 2;
  EXPECT_EQ(to_json(decide(still))["verdict"], "no");
  EXPECT_EQ(to_json(decide(still))["least_points"], 16);
}

TEST(ActedLabels, AreShownToPeople) {
  Outcome const outcome = explore({"decide", example("d2_flip_labels")});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("yes, absolute: W is an equivarification of the 2 labels, moved by <s>, "
                        "under D2\n"));
  EXPECT_THAT(outcome.out, HasSubstr("that commute with <s>; the 2^2 points of Map_<s>(G, Z)"));
}

TEST(ActedLabels, ACounterexampleCommutesToo) {
  Json candidate = half_turn;
  candidate["labels"] = Json::parse(R"({"set": 2, "action": {"r^2": [0, 1]}})");
  candidate["projection"] = {0, 1, 0, 1};
  Json const d = to_json(decide(candidate));
  EXPECT_EQ(d["verdict"], "no");
  EXPECT_EQ(d["counterexample"]["subgroup"], "<r>");
  TemporaryFile const map{d["counterexample"].dump()};
  Json const again = to_json(decide(candidate, {"--json", "--lifts", map.path()}));
  EXPECT_EQ(again["lifts"]["number"], 0);
}

TEST(ActedLabels, AProjectionThatDoesNotCommuteIsInvalid) {
  Json candidate = half_turn;
  candidate["projection"] = {0, 0, 0, 1};
  Outcome const outcome = decide(candidate);
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "invalid");
  EXPECT_EQ(d["clause"], 2);
  EXPECT_EQ(d["witness"], Json::parse(R"json({"h": "r^2", "x": 0, "label of h x": 0,
      "h (label of x)": 1})json"));
  EXPECT_THAT(outcome.err, HasSubstr("no map of sets with an action of <r^2>"));
  EXPECT_THAT(outcome.err, HasSubstr("/projection"));
}

TEST(ActedLabels, AreRelatedOnlyToTheSame) {
  TemporaryFile const one{half_turn.dump()};
  Json turned = half_turn;
  turned["projection"] = {1, 0, 0, 1};
  TemporaryFile const two{turned.dump()};
  Outcome const same = explore({"relate", one.path(), two.path(), "--json"});
  EXPECT_EQ(same.code, ExitCode::done) << same.err;
  EXPECT_EQ(to_json(same)["labels_moved_by"], "<r^2>");
  Json still = half_turn;
  still["labels"] = 2;
  TemporaryFile const three{still.dump()};
  Outcome const outcome = explore({"relate", one.path(), three.path()});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("labels on which other subgroups act, or in another way"));
}

} // namespace
} // namespace equivarify::codegen
