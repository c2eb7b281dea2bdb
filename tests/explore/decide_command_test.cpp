/// \file
/// `equivarify explore` from files to verdicts, in process.
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

Json const c2 = Json::parse(R"({"group": {"cyclic": 2}, "labels": 2, "set": 4,
    "action": {"r": [0, 2, 1, 3]}, "projection": [0, 1, 0, 1]})");

TEST(DecideCommand, SaysYesWithTheSection) {
  Outcome const outcome = explore({"decide", example("c2_product"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "yes");
  EXPECT_EQ(d["scope"], "absolute");
  EXPECT_EQ(d["clause"], nullptr);
  EXPECT_EQ(d["minimal"], true);
  EXPECT_EQ(d["adds"]["points"], 0);
  EXPECT_EQ(d["section"]["complete"], true);
  EXPECT_EQ(d["universal_map"], Json::parse("[[0, 0], [1, 0], [0, 1], [1, 1]]"));
  // One point above each of the three orbits of Z^{xG}.
  EXPECT_EQ(d["section"]["lifts"], Json::parse(R"([
      {"stabilizer": "<r>", "map": [0], "w": 0, "f": [0, 0]},
      {"stabilizer": "<r>", "map": [1], "w": 3, "f": [1, 1]},
      {"stabilizer": "1", "map": [1, 0], "w": 1, "f": [1, 0]}])"));
}

TEST(DecideCommand, SaysNoWithTheSmallestMap) {
  Outcome const outcome = explore({"decide", example("c2_without_fixed_points"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "no");
  EXPECT_EQ(d["scope"], "absolute");
  EXPECT_EQ(d["clause"], 3);
  EXPECT_EQ(d["minimal"], false);
  EXPECT_EQ(d["counterexample"]["set"], 1);
  EXPECT_EQ(d["counterexample"]["subgroup"], "<r>");
  EXPECT_EQ(d["counterexample"]["map"], Json::parse("[0]"));
  EXPECT_EQ(d["counterexample"]["smallest"], true);
}

TEST(DecideCommand, ItsCounterexampleHasNoLift) {
  Json const d = to_json(explore({"decide", example("c2_without_fixed_points"), "--json"}));
  TemporaryFile const map{d["counterexample"].dump()};
  Json const again = to_json(
      explore({"decide", example("c2_without_fixed_points"), "--json", "--lifts", map.path()}));
  EXPECT_EQ(again["lifts"]["number"], 0);
  EXPECT_EQ(again["lifts"]["first"], nullptr);
}

TEST(DecideCommand, IsRelativeWhereInputsAreGiven) {
  Outcome const outcome = explore({"decide", example("c2_free_inputs"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "yes");
  EXPECT_EQ(d["scope"], "relative");
  EXPECT_EQ(d["inputs"], "free C2-sets");
  EXPECT_EQ(d["minimal"], false);
  EXPECT_EQ(d["least_points"], 4);
  EXPECT_EQ(d["universal_map"][4], Json::parse(R"(["off", "on"])"));
}

TEST(DecideCommand, KnowsEveryFormOfInputs) {
  Json candidate = Json::parse(R"({"group": {"cyclic": 4}, "labels": 2, "set": 4,
      "action": {"r": [0, 2, 1, 3]}, "projection": [0, 1, 0, 1]})");
  EXPECT_EQ(to_json(decide(candidate))["verdict"], "no");
  for (char const* yes : {R"({"kernel_contains": ["r^2"]})",
                          R"("kernel contains r^2")",
                          R"({"stabilizers": [["r^2"], ["r"]]})",
                          R"([["e", "r^2"]])",
                          R"({"set": 2, "action": {"r": [1, 0]}})",
                          R"({"points": 2, "generators": {"r": [1, 0]}})",
                          R"({"arrays_on": {"set": 2, "action": {"r": [1, 0]}}})",
                          R"({"shape": [1, 1, 2], "action": {"r": "flip_columns"}})"}) {
    candidate["inputs"] = Json::parse(yes);
    Outcome const outcome = decide(candidate);
    EXPECT_EQ(outcome.code, ExitCode::done) << yes << outcome.err;
    EXPECT_EQ(to_json(outcome)["scope"], "relative");
  }
  for (char const* no : {R"("free")",
                         R"({"kernel_contains": []})",
                         R"({"stabilizers": [[]]})",
                         R"({"set": 4, "action": {"r": [1, 2, 3, 0]}})"}) {
    candidate["inputs"] = Json::parse(no);
    EXPECT_EQ(decide(candidate).code, ExitCode::refuted) << no;
  }
}

TEST(DecideCommand, ClauseTwoIsAProjectionThatIsNotOnto) {
  Json candidate = c2;
  candidate["projection"] = {0, 0, 0, 0};
  Json const d = to_json(decide(candidate));
  EXPECT_EQ(d["verdict"], "no");
  EXPECT_EQ(d["clause"], 2);
  EXPECT_EQ(d["missing_labels"], Json::parse("[1]"));
  EXPECT_EQ(d["counterexample"]["set"], 1);
}

TEST(DecideCommand, ClauseOneIsASetWithoutAction) {
  Outcome const outcome = explore({"decide", example("c4_no_action"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["verdict"], "invalid");
  EXPECT_EQ(d["clause"], 1);
  EXPECT_EQ(d["witness"]["h"], "r^3");
  EXPECT_EQ(d["witness"]["g (h x)"], 1);
  EXPECT_EQ(d["witness"]["(g h) x"], 0);
  EXPECT_THAT(outcome.err, HasSubstr("c4_no_action.json:5:13: no action of C4\n"));
}

TEST(DecideCommand, InvalidToo) {
  for (auto const& [key, value] : {std::pair{"/action/r", "[0, 1, 2]"},
                                   std::pair{"/action/r", "[0, 1, 2, 4]"},
                                   std::pair{"/action/r", "[0, 1, 2, 2]"},
                                   std::pair{"/projection", "[0, 1, 0]"},
                                   std::pair{"/projection", "[0, 1, 0, 2]"}}) {
    Json candidate = c2;
    candidate[Json::json_pointer{key}] = Json::parse(value);
    Outcome const outcome = decide(candidate);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    EXPECT_EQ(to_json(outcome)["verdict"], "invalid");
    EXPECT_THAT(outcome.err, HasSubstr(key));
  }
}

TEST(DecideCommand, TakesAnActionByTheRowsOfATable) {
  // The identity is row 1, the other element row 0.
  EXPECT_EQ(explore({"decide", example("table_action")}).code, ExitCode::done);
  Json candidate = Json::parse(R"({"group": {"table": [[2, 0, 1], [0, 1, 2], [1, 2, 0]]},
      "labels": 1, "set": 4, "action": {}, "projection": [0, 0, 0, 0]})");
  Json const turn = {1, 2, 0, 3};
  Json const back = {2, 0, 1, 3};
  Json const still = {0, 1, 2, 3};
  candidate["action"] = {{"0", turn}, {"1", still}, {"2", back}};
  EXPECT_EQ(to_json(decide(candidate))["verdict"], "yes");
  candidate["action"] = {{"0", turn}}; // which generates
  EXPECT_EQ(to_json(decide(candidate))["verdict"], "yes");
  candidate["action"] = {{"0", turn}, {"2", turn}};
  EXPECT_EQ(to_json(decide(candidate))["verdict"], "invalid");
  candidate["action"] = {{"0", turn}, {"1", back}, {"2", still}};
  EXPECT_EQ(to_json(decide(candidate))["witness"]["g"], "1");
  candidate["action"] = {{"1", still}};
  EXPECT_THAT(decide(candidate).err, HasSubstr("generate 1 of the 3 elements"));
  candidate["action"] = {{"3", still}};
  EXPECT_THAT(decide(candidate).err, HasSubstr("a row of the table, 0 to 2"));
}

TEST(DecideCommand, CountsLifts) {
  Json const d =
      to_json(explore({"decide", example("c2_product"), "--json", "--lifts", example("c2_map")}));
  EXPECT_EQ(d["lifts"]["number"], 1);
  EXPECT_EQ(d["lifts"]["first"], Json::parse("[2, 1, 3]"));
  Json more = c2; // two more points above (1, 1): three choices for the fixed point
  more["set"] = 6;
  more["action"]["r"] = {0, 2, 1, 3, 4, 5};
  more["projection"] = {0, 1, 0, 1, 1, 1};
  more["map"] = Json::parse(R"({"set": 3, "action": {"r": [1, 0, 2]}, "values": [0, 1, 1]})");
  Json const three = to_json(decide(more));
  EXPECT_EQ(three["lifts"]["number"], 3);
  EXPECT_EQ(three["minimal"], false);
  EXPECT_EQ(three["adds"]["points"], 2);
  EXPECT_EQ(three["adds"]["orbits"], 2);
}

TEST(DecideCommand, NamesThePlaceAndTheNearestSpelling) {
  TemporaryFile const file{"{\"group\": {\"cyclic\": 2},\n \"lables\": 2}"};
  Outcome const outcome = explore({"decide", file.path()});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            fmt::format("{0}:1:1: missing keys\n"
                        "  found        an object with \"group\", \"lables\"\n"
                        "  expected     an object with the keys \"labels\", \"set\", \"action\", "
                        "\"projection\"\n"
                        "{0}:2:2: unknown key\n"
                        "  at           /lables\n"
                        "  found        \"lables\"\n"
                        "  expected     one of \"group\", \"labels\", \"set\", \"action\", "
                        "\"projection\", \"construction\", \"inputs\", \"map\", \"name\"\n"
                        "  did you mean \"labels\"\n"
                        "2 problems in {0}\n",
                        file.path()));
}

TEST(DecideCommand, SaysWhatItCannotRead) {
  struct Case {
    char const* key;
    char const* value;
    char const* message;
  };

  for (Case const& wrong :
       {Case{"/group", R"({"cyclik": 2})", "at           /group/cyclik"},
        Case{"/action", R"({"s": [0, 1, 2, 3]})", "/action/s"},
        Case{"/action", R"({"r": [0, "x", 2, 3]})", "/action/r/1"},
        Case{"/action", "{\"r\": \"(0 9)\"}", "/action/r"},
        Case{"/labels", "0", "from 1 to"},
        Case{"/labels", R"(["a", "a"])", "name given twice"},
        Case{"/set", "-1", "a whole number from 0"},
        Case{"/inputs", R"("fre")", "did you mean \"free\""},
        Case{"/inputs", R"({"stabiliser": [[]]})", "did you mean \"stabilizers\""},
        Case{"/inputs", "[]", "at least one subgroup"},
        Case{"/inputs", R"({"set": 2, "action": {"r": [1, 1]}})", "/inputs/action/r"},
        Case{"/map", R"({"set": 2, "action": {"r": [1, 0]}, "map": [0, 2]})", "/map/map/1"}}) {
    Json candidate = c2;
    candidate[Json::json_pointer{wrong.key}] = Json::parse(wrong.value);
    Outcome const outcome = decide(candidate, {});
    EXPECT_EQ(outcome.code, ExitCode::bad_input) << wrong.value;
    EXPECT_EQ(outcome.out, "") << wrong.value;
    EXPECT_THAT(outcome.err, HasSubstr(wrong.message));
  }
  EXPECT_THAT(explore({"decide", "no_such.json"}).err, HasSubstr("No such file"));
  EXPECT_EQ(explore({"decide"}).code, ExitCode::bad_input);
  EXPECT_EQ(explore({}).code, ExitCode::bad_input);
}

TEST(DecideCommand, RefusesAKernelThatIsNoneAndNamesIt) {
  Json candidate = Json::parse(R"({"group": {"dihedral": 4}, "labels": 1, "set": 1,
      "action": {"r": [0], "s": [0]}, "projection": [0], "inputs": {"kernel_contains": ["s"]}})");
  EXPECT_THAT(decide(candidate).err, HasSubstr("<s>, which is not normal"));
}

TEST(DecideCommand, SaysWhenSmallerOnesMayExist) {
  // S7 has too many subgroups to list; A7 is normal, and no proper subgroup has a smaller index.
  Json const d = to_json(decide(Json::parse(R"({"group": {"symmetric": 7}, "labels": 2, "set": 2,
      "action": {"a": [0, 1], "b": [0, 1]}, "projection": [0, 1]})")));
  EXPECT_EQ(d["counterexample"]["set"], 2);
  EXPECT_EQ(d["counterexample"]["smallest"], true);
  // With A7 served, G itself is the next that is known; S6 of index 7 is not asked.
  Json const e = to_json(decide(Json::parse(R"({"group": {"symmetric": 7}, "labels": 2, "set": 4,
      "action": {"a": [0, 2, 1, 3], "b": [0, 1, 2, 3]}, "projection": [0, 1, 0, 1]})")));
  EXPECT_EQ(e["counterexample"]["set"], 5040);
  EXPECT_EQ(e["counterexample"]["smallest"], nullptr);
}

TEST(DecideCommand, PrintsLinesForPeople) {
  Outcome const yes = explore({"decide", example("c2_product")});
  EXPECT_THAT(yes.out, ::testing::StartsWith("yes, absolute: W is an equivarification"));
  Outcome const no = explore({"decide", example("c2_without_fixed_points")});
  EXPECT_THAT(no.out, ::testing::StartsWith("no, absolute: W is no equivarification"));
  EXPECT_THAT(no.out, HasSubstr("F(t H)          0\n"));
  EXPECT_THAT(explore({"decide", example("c4_half_turn")}).out,
              ::testing::StartsWith("yes, relative: W is an equivarification"));
}

} // namespace
} // namespace equivarify::codegen
