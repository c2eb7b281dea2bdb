/// \file
/// Labels on which a subgroup acts, through the commands of `equivarify explore`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

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

TEST(ActedLabels, AreCoinducedByAText) {
  Outcome const outcome = explore({"decide", example("d4_coinduced"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["points"], 16);
  EXPECT_EQ(d["minimal"], true);
  EXPECT_EQ(d["construction"], "Map_H(G, Z), p(s) = s(e)");
  TemporaryFile const smallest;
  EXPECT_EQ(explore({"minimal", example("d4_coinduced"), "--output", smallest.path()}).code,
            ExitCode::done);
  EXPECT_EQ(explore({"relate", example("d4_coinduced"), smallest.path()}).code, ExitCode::done);
  // p(s) = s(r) does not commute with the flip, and neither does evaluation on all of Z^{xG}.
  for (char const* text : {"Map_H(G, Z), p(s) = s(r)", "Map(G, Z), p(s) = s(e)"}) {
    Json file = Json::parse(R"({"group": "D4", "labels": {"set": 2, "action": {"s": [1, 0]}}})");
    file["construction"] = text;
    Outcome const invalid = decide(file);
    EXPECT_EQ(invalid.code, ExitCode::bad_input);
    EXPECT_EQ(to_json(invalid)["clause"], 2);
    EXPECT_THAT(invalid.err, HasSubstr("  at           /construction\n"));
  }
}

TEST(ActedLabels, HaveASmallestEquivarification) {
  TemporaryFile const file;
  Outcome const outcome = explore({"minimal",
                                   "--group",
                                   "C4",
                                   "--labels-action",
                                   R"({"r^2": [1, 0]})",
                                   "--output",
                                   file.path(),
                                   "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["points"], 4);
  EXPECT_EQ(d["labels_moved_by"], "<r^2>");
  EXPECT_EQ(d["product"]["name"], "Map_<r^2>(G, Z)");
  Json const again = to_json(explore({"decide", file.path(), "--json"}));
  EXPECT_EQ(again["verdict"], "yes");
  EXPECT_EQ(again["minimal"], true);
  TemporaryFile const other{half_turn.dump()};
  EXPECT_EQ(explore({"relate", file.path(), other.path()}).code, ExitCode::done);
}

TEST(ActedLabels, MayHaveASmallestForInputsThatIsEmpty) {
  TemporaryFile const file;
  Outcome const outcome = explore({"minimal",
                                   "--group",
                                   "C2",
                                   "--labels-action",
                                   R"({"r": [1, 0]})",
                                   "--inputs",
                                   R"([["r"]])",
                                   "--output",
                                   file.path()});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_THAT(
      outcome.out,
      HasSubstr("relative: the smallest equivarification of 2 labels, moved by <r>, under C2 "
                "has 0 points\n"));
  EXPECT_EQ(to_json(explore({"decide", file.path(), "--json"}))["verdict"], "yes");
}

TEST(ActedLabels, AreClassified) {
  Outcome const outcome = explore({"classify",
                                   "--group",
                                   "C4",
                                   "--labels-action",
                                   R"({"r^2": [1, 0]})",
                                   "--points",
                                   "4..8",
                                   "--list",
                                   "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["least_points"], 4);
  EXPECT_EQ(d["generating_function"], "x^4 / (1-x^4)");
  EXPECT_EQ(d["list"].size(), 2U);
  for (Json const& candidate : d["list"]) {
    Json const decided = to_json(decide(candidate));
    EXPECT_EQ(decided["verdict"], "yes");
    EXPECT_EQ(decided["labels_moved_by"], "<r^2>");
  }
}

TEST(ActedLabels, OnTheCommandLineAreRefusedAtTheirPlace) {
  Outcome const outcome = explore(
      {"classify", "--group", "C4", "--labels-action", R"({"t": [1, 0]})", "--points", "4"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.err,
            "--labels-action:1:7: C4 has no element 't'; expected 'e', 'r', 'r^2' or 'r^3'\n"
            "  at           /t\n"
            "  found        \"t\"\n"
            "  expected     a word in \"r\", or \"e\"\n"
            "1 problem in --labels-action\n");
  EXPECT_THAT(explore({"minimal", example("d4_corners"), "--labels-action", "{}"}).err,
              HasSubstr("--labels-action stands with --group"));
}

TEST(ActedLabels, OfASpecAreTheClassesOfAnOutput) {
  std::string const slots = SPECS_FOLDER "/gallery/slots_s3.json";
  Outcome const outcome = explore({"minimal", slots, "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["output"], "best");
  EXPECT_EQ(d["labels"], 3);
  EXPECT_EQ(d["points"], 3); // S3 moves them all: Map_G(G, Z) is Z
  Json const same = Json::parse(R"json({"group": {"symmetric": 3},
      "labels": {"set": ["first", "second", "third"],
                 "action": {"a": ["second", "first", "third"], "b": ["second", "third", "first"]}},
      "inputs": {"arrays_on": {"set": 3, "action": {"a": "(0 1)", "b": "(0 1 2)"}}}})json");
  TemporaryFile const by_hand{same.dump()};
  Json const again = to_json(explore({"minimal", by_hand.path(), "--json"}));
  for (char const* const key : {"points", "orbits_by_stabilizer", "forced", "product"}) {
    EXPECT_EQ(d[key], again[key]) << key;
  }
  EXPECT_EQ(d["labels_moved_by"], again["labels_moved_by"]);
  EXPECT_THAT(explore({"minimal", SPECS_FOLDER "/gallery/robot_c2.json"}).out,
              HasSubstr("the classes of the output stance"));
}

TEST(ActedLabels, OfASpecWhoseOutputsAreNumbersAreRefused) {
  for (auto const& [arguments, why] : std::vector<std::pair<std::vector<std::string>, char const*>>{
           {{"flow_c4.json"}, "outputs that are numbers"},
           {{"segmentation_c4.json"}, "a class for each cell"},
           {{"slots_s3.json", "--of", "worth"}, "trained for mean_squared_error"},
           {{"slots_s3.json", "--of", "bets"}, "no output called \"bets\""},
           {{"ising_p4m.json", "--of", "best"}, "a spec with \"output\" for --of"}}) {
    std::vector<std::string> command{"minimal", SPECS_FOLDER "/gallery/" + arguments.front()};
    command.insert(command.end(), arguments.begin() + 1, arguments.end());
    Outcome const outcome = explore(command);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    EXPECT_THAT(outcome.err, HasSubstr(why));
  }
}

} // namespace
} // namespace equivarify::codegen
