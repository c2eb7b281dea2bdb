/// \file
/// What `equivarify action` refuses, and how it says so.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "codegen/action_program.hpp"

namespace equivarify::codegen {
namespace {

using support::act;
using support::Outcome;
using support::run_equivarify;

void expect_refused(std::string const& text, std::string const& message) {
  Outcome const outcome = act(text);
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, message);
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
                 "action.json:1:59: no permutation\n"
                 "  at           /generators/r\n"
                 "  found        a list of 2\n"
                 "  expected     a list of 3, one image for each point\n"
                 "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesGeneratorsThatAreMissingOrUnknown) {
  expect_refused(R"({"group": {"cyclic": 2}, "points": 1, "generators": {}})",
                 "action.json:1:53: generator without action\n"
                 "  at           /generators/r\n"
                 "  found        no \"r\"\n"
                 "  expected     how each generator of C2 acts\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 2}, "points": 1, "generators": {"r": [0], "t": [0]}})",
                 "action.json:1:64: unknown generator\n"
                 "  at           /generators/t\n"
                 "  found        \"t\"\n"
                 "  expected     a generator of C2: \"r\"\n"
                 "1 problem in action.json\n");
}

TEST(ActionCommand, RefusesMotionsThatDoNotFit) {
  expect_refused(R"({"group": {"cyclic": 4}, "shape": [2, 3], "action": {"r": "quarter_turn"}})",
                 "action.json:1:59: motion does not fit the array\n"
                 "  at           /action/r\n"
                 "  found        quarter_turn of 1x2x3\n"
                 "  expected     a motion of such arrays: identity, half_turn, flip_rows, "
                 "flip_columns, flip_channels\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 4}, "shape": [2, 2], "action": {"r": "quater_turn"}})",
                 "action.json:1:59: unknown name\n"
                 "  at           /action/r\n"
                 "  found        \"quater_turn\"\n"
                 "  expected     one of \"identity\", \"quarter_turn\", \"half_turn\", "
                 "\"three_quarter_turn\", \"flip_rows\", \"flip_columns\", \"flip_channels\", "
                 "\"flip_slices\", "
                 "\"transpose\", \"sixth_turn\", \"cube_turn_x\", \"cube_turn_y\", "
                 "\"cube_turn_z\", \"negate\"\n"
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
                 "action.json:1:12: unknown key\n"
                 "  at           /group/cyclc\n"
                 "  found        \"cyclc\"\n"
                 "  expected     one of \"alternating\", \"cyclic\", \"dicyclic\", \"dihedral\", "
                 "\"elementary_abelian\", \"matrices\", \"octahedral\", \"permutations\", "
                 "\"presentation\", \"product\", \"semidirect\", \"small_group\", \"space_group\", "
                 "\"symmetric\", \"table\", "
                 "\"wreath\"\n"
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
                 "action.json:1:1: wrong type\n"
                 "  found        an empty list\n"
                 "  expected     an object with the key \"group\"\n"
                 "1 problem in action.json\n");
  expect_refused(R"({"group": {"cyclic": 2}})",
                 "action.json:1:1: no action\n"
                 "  found        an object with \"group\"\n"
                 "  expected     \"points\" with \"generators\", \"shape\" with \"action\", or a "
                 "spec\n"
                 "1 problem in action.json\n");
  Outcome const missing = run_equivarify({"action", "no_such_file.json"});
  EXPECT_EQ(missing.code, ExitCode::bad_input);
  EXPECT_EQ(missing.err,
            "no_such_file.json: cannot be read\n"
            "  found        No such file or directory\n"
            "  expected     a JSON file\n"
            "1 problem in no_such_file.json\n");
}

TEST(ActionCommand, RefusesKeysThatMeanNothing) {
  expect_refused(
      R"({"group": {"cyclic": 2}, "points": 1, "genrators": {}, "generators": {"r": [0]}})",
      "action.json:1:39: unknown key\n"
      "  at           /genrators\n"
      "  found        \"genrators\"\n"
      "  expected     one of \"group\", \"points\", \"generators\", \"name\", \"description\", "
      "\"$schema\", \"labels\"\n"
      "  did you mean \"generators\"\n"
      "1 problem in action.json\n");
}

/// Points as GAP, Magma and the ATLAS write them.
TEST(ActionCommand, SaysThatPointsCountFromZero) {
  expect_refused(R"({"group": {"cyclic": 4}, "points": 4, "generators": {"r": [2, 3, 4, 1]}})",
                 "action.json:1:59: no permutation\n"
                 "  at           /generators/r\n"
                 "  found        not a permutation: 2 goes to 4, expected a point below 4; points "
                 "count from 0 here, not from 1\n"
                 "1 problem in action.json\n");
  expect_refused(
      R"json({"group": {"dihedral": 4}, "points": 16, "generators": {
 "r": "(1,4,16,13)(2,8,15,9)(3,12,14,5)(6,7,11,10)", "s": "(0 17)"}})json",
      "action.json:2:7: no permutation\n"
      "  at           /generators/r\n"
      "  found        in the cycles '(1,4,16,13)(2,8,15,9)(3,12,14,5)(6,7,11,10)' at position 5: "
      "found '16', expected a point below 16; points count from 0 here, not from 1\n"
      "action.json:2:59: no permutation\n"
      "  at           /generators/s\n"
      "  found        in the cycles '(0 17)' at position 3: found '17', expected a point "
      "below 16\n"
      "2 problems in action.json\n");
}

TEST(ActionCommand, RefusesWhatWouldNeedTooMuch) {
  expect_refused(R"({"group": {"cyclic": 2}, "points": 4000000000, "generators": {"r": []}})",
                 "action.json:1:36: too large\n"
                 "  at           /points\n"
                 "  found        4000000000\n"
                 "  expected     at most 4194304 points\n"
                 "1 problem in action.json\n");
  expect_refused(
      R"({"group": {"symmetric": 7}, "points": 50000, "generators": {}})",
      "action.json:1:39: too large\n"
      "  at           /points\n"
      "  found        50000\n"
      "  expected     at most 67108864 images: 50000 points times the 5040 elements of S7 "
      "are 252000000\n"
      "1 problem in action.json\n");
  expect_refused(R"({"group": {"symmetric": 12}, "points": 12, "generators": {}})",
                 "action.json:1:11: no such group\n"
                 "  at           /group\n"
                 "  found        S12 has 12! elements; at most 100000 are listed one by one\n"
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
