/// \file
/// `equivarify explore minimal` and `classify`, from the command line to what is printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "explore/explore_program.hpp"

namespace equivarify::codegen {
namespace {

using support::decide;
using support::example;
using support::explore;
using support::Outcome;
using support::TemporaryFile;
using support::to_json;
using Json = nlohmann::json;

TEST(MinimalCommand, FindsTheCornersOfASquare) {
  TemporaryFile const file;
  Outcome const outcome =
      explore({"minimal", example("d4_corners"), "--json", "--output", file.path()});
  EXPECT_EQ(outcome.code, ExitCode::done);
  Json const d = to_json(outcome);
  EXPECT_EQ(d["points"], 28);
  EXPECT_EQ(d["scope"], "relative");
  EXPECT_EQ(d["product"]["points"], 256);
  EXPECT_EQ(d["quotient"]["points"], 256);
  EXPECT_EQ(d["forced"]["complete"], true);
  Outcome const again = explore({"decide", file.path(), "--json"});
  EXPECT_EQ(again.code, ExitCode::done);
  EXPECT_EQ(to_json(again)["minimal"], true);
  EXPECT_EQ(to_json(again)["points"], 28);
}

TEST(MinimalCommand, TakesAGSetASpecOrAnExpression) {
  TemporaryFile const square{R"({"group": {"dihedral": 4}, "points": 4,
      "generators": {"r": [1, 2, 3, 0], "s": [1, 0, 3, 2]}})"};
  EXPECT_EQ(to_json(explore({"minimal", square.path(), "--json"}))["points"], 28);
  Json const spec = to_json(
      explore({"minimal", std::string{SPECS_FOLDER} + "/tiny_c4.json", "--labels", "3", "--json"}));
  EXPECT_EQ(spec["points"], 81); // an image of 28x28 can have any stabilizer
  EXPECT_EQ(spec["inputs"], "the arrays on a C4-set of 784 places");
  Json const half = to_json(explore(
      {"minimal", "--group", "D4", "--inputs", R"({"kernel_contains": ["r^2"]})", "--json"}));
  EXPECT_EQ(half["points"], 16);
  EXPECT_EQ(half["quotient"]["points"], 16);
  EXPECT_EQ(half["quotient"]["scope"], "relative");
  EXPECT_EQ(to_json(explore({"minimal", "--group", "D4", "--inputs", "free", "--json"}))["points"],
            256);
  EXPECT_EQ(explore({"minimal", "--group", "D4"}).code, ExitCode::done);
  EXPECT_EQ(explore({"minimal"}).code, ExitCode::bad_input);
}

TEST(MinimalCommand, CountsWhereNothingCanBeListed) {
  Outcome const outcome = explore({"minimal", "--group", "octahedral", "--labels", "10", "--json"});
  EXPECT_EQ(to_json(outcome)["points"], "1000000000000000000000000");
  EXPECT_EQ(to_json(outcome)["forced"], nullptr);
}

TEST(ClassifyCommand, CountsAndLists) {
  Json const d =
      to_json(explore({"classify", "--group", "C2", "--points", "2..6", "--list", "--json"}));
  std::vector<Json> counts;
  for (Json const& row : d["counts"]) {
    counts.push_back(row["classes"]);
  }
  EXPECT_EQ(counts, (std::vector<Json>{0, 0, 1, 2, 6}));
  EXPECT_EQ(d["scope"], "absolute");
  ASSERT_EQ(d["list"].size(), 9U);
  for (Json const& candidate : d["list"]) {
    Outcome const outcome = decide(candidate);
    EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
    EXPECT_EQ(to_json(outcome)["minimal"], candidate["set"] == 4);
  }
}

Json class_of(Json const& candidate) {
  TemporaryFile const file{candidate.dump()};
  return to_json(explore({"classify", file.path(), "--json"}));
}

TEST(ClassifyCommand, SaysToWhichClassAConstructionBelongs) {
  Json const d =
      class_of({{"group", {{"cyclic", 2}}},
                {"labels", 2},
                {"construction", "G, p(g) = 1; Map(G, Z), p(s) = s(e); 1, p(x) = 0; G, p(g) = 1"}});
  EXPECT_EQ(d["is_equivarification"], true);
  EXPECT_EQ(d["points"], 9);
  EXPECT_EQ(d["added"]["complete"], true);
  Json const point{{"stabilizer", "<r>"}, {"points", 1}, {"labels", {0}}, {"times", 1}};
  Json const pairs{{"stabilizer", "1"}, {"points", 2}, {"labels", {1, 1}}, {"times", 2}};
  EXPECT_EQ(d["added"]["orbits"], (Json{point, pairs}));
}

TEST(ClassifyCommand, ACandidateThatLacksAnOrbitIsInNoClass) {
  TemporaryFile const file{R"({"group": {"cyclic": 2}, "labels": 2,
      "construction": "G, p(g) = 1; G, p(g) = 0; Z, p(z) = z"})"};
  Outcome const outcome = explore({"classify", file.path()});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_EQ(outcome.out,
            "absolute: 6 points over 2 labels under C2\n"
            "  no equivarification: it lacks an orbit of Z^{xG}; `explore decide` shows a map with "
            "no lift\n"
            "    2 points, stabilizer 1, labels 1 0\n");
  TemporaryFile const small{
      R"({"group": {"cyclic": 2}, "labels": 2, "construction": "Z, p(z) = z"})"};
  EXPECT_EQ(explore({"classify", small.path()}).code, ExitCode::refuted);
}

/// Each candidate of the list is in a class of its own.
TEST(ClassifyCommand, TellsAllOfAListApart) {
  for (std::string const group : {"C2", "C3", "S3"}) {
    bool const is_large = group == "S3";
    Json const d = to_json(explore({"classify",
                                    "--group",
                                    group,
                                    "--points",
                                    is_large ? "66" : "4..10",
                                    "--list",
                                    "--limit",
                                    "60",
                                    "--json"}));
    std::set<std::string> classes;
    for (Json const& candidate : d["list"]) {
      Json const found = class_of(candidate);
      EXPECT_EQ(found["is_equivarification"], true);
      classes.insert(found["points"].dump() + found["added"].dump());
    }
    EXPECT_EQ(classes.size(), d["list"].size());
    EXPECT_GT(classes.size(), 5U);
  }
}

TEST(ClassifyCommand, TakesAFileOrAQuestionAndNotBoth) {
  TemporaryFile const file{
      R"({"group": {"cyclic": 2}, "labels": 2, "construction": "Map(G, Z), p(s) = s(e"})"};
  Outcome const malformed = explore({"classify", file.path()});
  EXPECT_EQ(malformed.code, ExitCode::bad_input);
  EXPECT_THAT(malformed.err, ::testing::HasSubstr("/construction"));
  EXPECT_EQ(explore({"classify", file.path(), "--points", "4"}).code, ExitCode::bad_input);
  EXPECT_EQ(explore({"classify", "--group", "C2"}).code, ExitCode::bad_input);
  EXPECT_EQ(explore({"classify"}).code, ExitCode::bad_input);
}

TEST(MinimalCommand, RefusesACandidateThatIsNone) {
  for (char const* candidate :
       {R"json("construction": "Map(G, Z), p(s) = s(e")json",
        R"json("construction": "Map(G, Z), p(s) = t(e)")json",
        R"json("construction": "Z, p(z) = z", "where": {"Z": []})json",
        R"json("set": 2, "action": {"r": [0, 0]}, "projection": [0, 1])json",
        R"json("set": 2)json"}) {
    std::string const question = R"({"group": {"cyclic": 2}, "labels": 2, )";
    TemporaryFile const file{question + candidate + "}"};
    EXPECT_EQ(explore({"minimal", file.path()}).code, ExitCode::bad_input) << candidate;
  }
}

TEST(ClassifyCommand, RefusesSizesThatAreNone) {
  for (char const* points : {"", "x", "6..2", "1..999999", "-1"}) {
    EXPECT_EQ(explore({"classify", "--group", "C2", "--points", points}).code, ExitCode::bad_input)
        << points;
  }
}

} // namespace
} // namespace equivarify::codegen
