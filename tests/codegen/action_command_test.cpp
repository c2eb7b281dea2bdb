/// \file
/// `equivarify action` from its command line to its exit code, in process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "codegen/action_program.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using support::act;
using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;

json facts(std::string const& text) {
  Outcome const outcome = act(text, true);
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  return json::parse(outcome.out);
}

std::string const corners =
    R"json({"group": {"dihedral": 4}, "points": 4, "generators": {"r": [1, 2, 3, 0], "s": "(0 1)(2 3)"}})json";

TEST(ActionCommand, KnowsTheSquaresCorners) {
  json const square = facts(corners);
  EXPECT_EQ(square["group"], "D4");
  EXPECT_EQ(square["group_order"], "8");
  EXPECT_EQ(square["points"], 4);
  EXPECT_EQ(square["orbits"], json::parse(R"([{"point": 0, "length": 4, "stabilizer_order": 2}])"));
  EXPECT_EQ(square["kernel"], "1");
  EXPECT_EQ(square["kernel_order"], 1);
  EXPECT_EQ(square["faithful"], true);
  EXPECT_EQ(square["free"], false);
  EXPECT_EQ(square["transitive"], true);
  EXPECT_EQ(square["primitive"], false);
  EXPECT_EQ(square["rank"], 3);
  json const& marks = square["table_of_marks"];
  EXPECT_EQ(marks["marks"].size(), 8U);
  EXPECT_EQ(marks["marks"][0], json::parse("[8, 0, 0, 0, 0, 0, 0, 0]"));
  EXPECT_EQ(marks["marks"][7], json::parse("[1, 1, 1, 1, 1, 1, 1, 1]"));
}

TEST(ActionCommand, PrintsFactsForPeople) {
  Outcome const outcome = act(corners);
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_THAT(outcome.out, ::testing::StartsWith(R"(D4, 8 elements, on 4 points
  orbits      1
    1 of length 4, stabilizers of order 2
  kernel      1
  faithful    yes
  free        no
  transitive  yes
  primitive   no
  rank        3
)"));
  EXPECT_THAT(outcome.out, HasSubstr("\ntable of marks: "));
}

TEST(ActionCommand, SumsUpTypes) {
  Outcome const outcome =
      act(R"json({"group": {"cyclic": 2}, "points": 5, "generators": {"r": "(0 1)(2 3)"}})json");
  EXPECT_EQ(outcome.out,
            "C2, 2 elements, on 5 points\n"
            "  orbits      3\n"
            "    1 of length 1, stabilizers of order 2\n"
            "    2 of length 2, stabilizers of order 1\n"
            "  kernel      1\n"
            "  faithful    yes\n"
            "  free        no\n"
            "  transitive  no\n"
            "  primitive   no\n"
            "  rank        13\n"
            "  type        2 G/1 + G/<r>\n"
            "\n"
            "table of marks: points of each row's set that each row's subgroup fixes\n"
            "  G/1    2\n"
            "  G/<r>  1  1\n");
}

TEST(ActionCommand, KnowsMotionsOfArrays) {
  EXPECT_EQ(facts(R"({"group": {"octahedral": true}, "shape": [3, 3, 3],
                      "action": {"x": "cube_turn_x", "y": "cube_turn_y"}})")["orbit_count"],
            4);
  EXPECT_EQ(facts(R"({"group": {"product": [{"cyclic": 3}, {"cyclic": 4}]}, "shape": [3, 4],
                      "action": {"r1": {"shift_rows": 1}, "r2": {"shift_columns": -1}}})")["free"],
            true);
  EXPECT_EQ(facts(R"json({"group": {"symmetric": 3}, "shape": [3, 1, 2], "action": {
                      "a": {"permute_channels": "(0 1)"},
                      "b": {"permute_channels": [1, 2, 0]}}})json")["rank"],
            8);
  EXPECT_EQ(facts(R"({"group": {"cyclic": 2}, "shape": [4], "action": {
                      "r": {"permutation": [3, 2, 1, 0]}}})")["orbit_count"],
            2);
}

TEST(ActionCommand, ActsOnEntriesAndTheirNegatives) {
  // Left multiplication by i and j on the coefficients of quaternions: Q8, free on +1, -1, +i, ...
  json const quaternions = facts(R"({"group": {"dicyclic": 2}, "shape": [4], "action": {
    "a": [{"signs": [-1, 1, -1, 1]}, {"permutation": [1, 0, 3, 2]}],
    "b": [{"signs": [-1, 1, 1, -1]}, {"permutation": [2, 3, 0, 1]}]}})");
  EXPECT_EQ(quaternions["points"], 8);
  EXPECT_EQ(quaternions["points_are"], "entries of 1x1x4 arrays, then their negatives");
  EXPECT_EQ(quaternions["free"], true);
  EXPECT_EQ(quaternions["transitive"], true);
  EXPECT_EQ(facts(R"({"group": {"cyclic": 2}, "shape": [2, 2, 2], "action": {"r": "negate"}})")
                ["orbit_count"],
            8);
  EXPECT_EQ(facts(R"({"group": {"cyclic": 2}, "shape": [2, 2, 2],
                      "action": {"r": {"negate_channels": [1]}}})")["orbit_count"],
            12);
  // Signs that cancel leave the entries alone.
  EXPECT_EQ(
      facts(R"({"group": {"cyclic": 2}, "shape": [2], "action": {"r": ["negate", "negate"]}})")
          ["points"],
      2);
}

TEST(ActionCommand, TakesTheInputOfASpec) {
  json const pixels = [] {
    Outcome const outcome =
        run_equivarify({"action", std::string{SPECS_FOLDER} + "/mnist_c4.json", "--json"});
    EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
    return json::parse(outcome.out);
  }();
  EXPECT_EQ(pixels["points"], 784);
  EXPECT_EQ(pixels["orbit_count"], 196);
  EXPECT_EQ(pixels["free"], true);
}

} // namespace
} // namespace equivarify::codegen
