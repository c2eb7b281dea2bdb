/// \file
/// `equivarify action` from its command line to its exit code, in process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/run_equivarify.hpp"
#include <unistd.h>

namespace equivarify::codegen {
namespace {

using nlohmann::json;
using support::Outcome;
using support::run_equivarify;
using testing::HasSubstr;

/// A working folder that no other process shares, while it lives.
class OwnFolder {
public:
  OwnFolder() {
    std::filesystem::create_directories(folder_);
    std::filesystem::current_path(folder_);
  }

  OwnFolder(OwnFolder const&) = delete;
  OwnFolder& operator=(OwnFolder const&) = delete;

  ~OwnFolder() {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }

private:
  std::filesystem::path before_ = std::filesystem::current_path();
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("equivarify_action_" + std::to_string(::getpid()));
};

/// `equivarify action` on a file `action.json`.
Outcome act(std::string const& text, bool as_json = false) {
  OwnFolder const folder;
  std::string const path = "action.json";
  std::ofstream{path, std::ios::binary} << text;
  std::vector<std::string> arguments{"action", path};
  if (as_json) {
    arguments.emplace_back("--json");
  }
  return run_equivarify(arguments);
}

json facts(std::string const& text) {
  Outcome const outcome = act(text, true);
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  return json::parse(outcome.out);
}

void expect_refused(std::string const& text, std::string const& message) {
  Outcome const outcome = act(text);
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, message);
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
  json const marks = square["table_of_marks"];
  EXPECT_EQ(marks["marks"].size(), 8U);
  EXPECT_EQ(marks["marks"][0], json::parse("[8, 0, 0, 0, 0, 0, 0, 0]"));
  EXPECT_EQ(marks["marks"][7], json::parse("[1, 1, 1, 1, 1, 1, 1, 1]"));
}

TEST(ActionCommand, PrintsFactsForPeople) {
  Outcome const outcome = act(corners);
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_THAT(outcome.out, testing::StartsWith(R"(D4, 8 elements, on 4 points
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
            "  G/1    2   \n"
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

TEST(ActionCommand, RefusesWhatIsNoActionWithTheRelationAndAPoint) {
  expect_refused(
      R"json({"group": {"cyclic": 4}, "points": 3, "generators": {"r": "(0 1 2)"}})json",
      "action.json:1:53: no action of the group\n"
      "  at           /generators\n"
      "  found        no action of C4: g (h x) = 1, but (g h) x = 0 for g = r^3, h = r, g h = e, "
      "x = 0; the relation r^4 = e fails\n"
      "1 problem in action.json\n");
  expect_refused(
      R"({"group": {"cyclic": 3}, "shape": [1], "action": {"r": "negate"}})",
      "action.json:1:50: no action of the group\n"
      "  at           /action\n"
      "  found        no action of C3 on 1x1x1 arrays: the relation r^3 = e moves entry 0 to "
      "different places or signs on its two sides\n"
      "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesImagesThatAreNoPermutation) {
  expect_refused(R"({"group": {"cyclic": 2}, "points": 3, "generators": {"r": [1, 0, 1]}})",
                 "action.json:1:59: no permutation\n"
                 "  at           /generators/r\n"
                 "  found        not a permutation: both 0 and 2 go to 1\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 2}, "points": 3, "generators": {"r": [1, 0]}})",
                 "action.json:1:59: wrong length\n"
                 "  at           /generators/r\n"
                 "  found        2 images\n"
                 "  expected     3, one a point\n"
                 "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesGeneratorsThatAreMissingOrUnknown) {
  expect_refused(R"({"group": {"cyclic": 2}, "points": 1, "generators": {}})",
                 "action.json:1:53: missing key\n"
                 "  at           /generators\n"
                 "  found        an empty object\n"
                 "  expected     the key 'r'\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 2}, "points": 1, "generators": {"r": [0], "t": [0]}})",
                 "action.json:1:64: unknown generator\n"
                 "  at           /generators/t\n"
                 "  found        't'\n"
                 "  expected     only generators of C2: r\n"
                 "  did you mean \"r\"\n"
                 "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesMotionsThatDoNotFit) {
  expect_refused(R"({"group": {"cyclic": 4}, "shape": [2, 3], "action": {"r": "quarter_turn"}})",
                 "action.json:1:59: action does not fit the input\n"
                 "  at           /action/r\n"
                 "  found        quarter_turn of 1x2x3\n"
                 "  expected     a motion of such arrays: identity, half_turn, flip_rows, "
                 "flip_columns, flip_channels\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 4}, "shape": [2, 2], "action": {"r": "quater_turn"}})",
                 "action.json:1:59: unknown name\n"
                 "  at           /action/r\n"
                 "  found        there is no motion 'quater_turn'\n"
                 "  did you mean \"quarter_turn\"\n"
                 "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesGroupsThatAreNone) {
  expect_refused(R"({"group": {"table": [[0, 1], [1, 2]]}, "points": 1, "generators": {}})",
                 "action.json:1:21: no such group\n"
                 "  at           /group/table\n"
                 "  found        not a group: not closed, 1 * 1 = 2, expected 0 to 1\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclc": 4}, "points": 1, "generators": {}})",
                 "action.json:1:11: unknown key\n"
                 "  at           /group\n"
                 "  found        there is no kind of group 'cyclc'\n"
                 "  did you mean \"cyclic\"\n"
                 "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesFilesThatAreNoAction) {
  expect_refused("[1, 2",
                 "action.json:1:6: not JSON\n"
                 "  found        unexpected end of input, while reading: array\n"
                 "  expected     ',' or ']'\n"
                 "1 problem in action.json\n");
  expect_refused("[]",
                 "action.json:1:1: wrong value\n"
                 "  found        []\n"
                 "  expected     an object with the key 'group'\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 2}})",
                 "action.json:1:1: wrong value\n"
                 "  found        {\"group\":{\"cyclic\":2}}\n"
                 "  expected     'points' with 'generators', 'shape' with 'action', or a spec\n"
                 "1 problem in action.json\n");
  Outcome const missing = run_equivarify({"action", "no_such_file.json"});
  EXPECT_EQ(missing.code, ExitCode::bad_input);
  EXPECT_EQ(missing.err,
            "no_such_file.json: cannot be read\n"
            "  found        No such file or directory\n"
            "  expected     a JSON file\n"
            "1 problem in no_such_file.json\n");
}

TEST(ActionCommand, RefusesWhatWouldNeedTooMuch) {
  expect_refused(R"({"group": {"cyclic": 2}, "points": 4000000000, "generators": {"r": []}})",
                 "action.json:1:36: wrong value\n"
                 "  at           /points\n"
                 "  found        4000000000\n"
                 "  expected     at most 4194304 points\n"
                 "1 problem in action.json\n");
  expect_refused(
      R"({"group": {"symmetric": 7}, "points": 50000, "generators": {}})",
      "action.json:1:39: wrong value\n"
      "  at           /points\n"
      "  found        50000\n"
      "  expected     at most 67108864 images: 50000 points times the 5040 elements of S7 "
      "are 252000000\n"
      "1 problem in action.json\n");
  expect_refused(
      R"({"group": {"symmetric": 12}, "points": 12, "generators": {}})",
      "action.json:1:11: no such group\n"
      "  at           /group\n"
      "  found        the group has 479001600 elements; at most 100000 are listed one by "
      "one\n"
      "1 problem in action.json\n");
  std::string const deep = [] {
    std::string text;
    for (int i = 0; i < 70; ++i) {
      text += R"({"product": [)";
    }
    return text + R"({"cyclic": 1})" + std::string(70, ']') + "X";
  }();
  EXPECT_EQ(act(R"({"group": )" + deep).code, ExitCode::bad_input);
}

} // namespace
} // namespace equivarify::codegen
