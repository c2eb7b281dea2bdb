/// \file
/// `equivarify explore heads` from files to answers, in process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "explore/explore_program.hpp"

namespace equivarify::codegen {
namespace {

using support::example;
using support::explore;
using support::Outcome;
using support::TemporaryFile;
using support::to_json;
using Json = nlohmann::json;

Outcome heads(std::string const& text, std::vector<std::string> more = {}) {
  TemporaryFile const file{text};
  more.insert(more.begin(), {"heads", file.path()});
  Outcome outcome = explore(more);
  for (std::string* said : {&outcome.out, &outcome.err}) {
    for (auto at = said->find(file.path()); at != std::string::npos; at = said->find(file.path())) {
      said->replace(at, file.path().size(), "FILE");
    }
  }
  return outcome;
}

TEST(HeadsCommand, CountsAndListsThem) {
  Outcome const outcome = explore({"heads", example("heads_turns"), "--json"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
  Json const d = to_json(outcome);
  EXPECT_EQ(d["exists"], true);
  EXPECT_EQ(d["count"], 3);
  EXPECT_EQ(d["obstruction"], nullptr);
  EXPECT_EQ(d["list"]["complete"], true);
  EXPECT_EQ(d["list"]["orbits"].size(), 3U);
  EXPECT_EQ(d["list"]["maps"].size(), 3U);
}

TEST(HeadsCommand, ShowsThemToPeople) {
  Outcome const outcome = explore({"heads", example("heads_turns")});
  EXPECT_EQ(outcome.out,
            R"(yes: 3 equivariant maps from Z^{xG}, 2 labels under C2, to Y, 3 points
  orbits          1 with stabilizer 1: each to one of 3 points: left right none
  orbits          2 with stabilizer <r>: each to one of 1 points: none
  maps            (1 0) -> left, (0 0) -> none, (1 1) -> none
                  (1 0) -> right, (0 0) -> none, (1 1) -> none
                  (1 0) -> none, (0 0) -> none, (1 1) -> none
)");
}

TEST(HeadsCommand, ShowsTheObstruction) {
  Outcome const outcome = explore({"heads", example("heads_poses")});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_EQ(outcome.out,
            R"(no: there is no equivariant map from Z^{xG}, 2 labels under C4, to Y, 4 points
  obstruction     s = (0 0 0 0) is fixed by all of <r>, and so would its image be
  but             r takes 0 to 1
                  r takes 1 to 2
                  r takes 2 to 3
                  r takes 3 to 0
)");
  Json const d = to_json(explore({"heads", example("heads_poses"), "--json", "--limit", "2"}));
  EXPECT_EQ(d["exists"], false);
  EXPECT_EQ(d["count"], 0);
  EXPECT_EQ(d["list"], nullptr);
  EXPECT_EQ(d["obstruction"]["complete"], false);
  EXPECT_EQ(d["obstruction"]["moved"], Json::parse(R"([
      {"y": 0, "g": "r", "g_y": 1}, {"y": 1, "g": "r", "g_y": 2}])"));
}

TEST(HeadsCommand, CutsListsAndSaysSo) {
  Json const d = to_json(heads(R"({"group": {"cyclic": 2}, "labels": 3, "set": 2,
      "action": {"r": [0, 1]}})",
                               {"--json", "--limit", "5"}));
  EXPECT_EQ(d["count"], 64);
  EXPECT_EQ(d["list"]["maps"].size(), 5U);
  EXPECT_EQ(d["list"]["complete"], false);
}

TEST(HeadsCommand, ListsNothingOfALargeGProduct) {
  Json const d = to_json(heads(R"({"group": {"cyclic": 20}, "labels": 2, "set": 1,
      "action": {"r": [0]}})",
                               {"--json"}));
  EXPECT_EQ(d["count"], 1);
  EXPECT_EQ(d["list"], nullptr);
}

/// Compares what is said of each bad file in `heads_refused` with the text beside it.
TEST(HeadsCommand, RefusesWithTheWholeMessage) {
  std::size_t cases = 0;
  for (auto const& entry : std::filesystem::directory_iterator{REFUSED_FOLDER}) {
    if (entry.path().extension() != ".json") {
      continue;
    }
    std::ostringstream text;
    text << std::ifstream{entry.path()}.rdbuf();
    std::ostringstream expected;
    expected
        << std::ifstream{std::filesystem::path{entry.path()}.replace_extension("expected")}.rdbuf();
    Outcome const outcome = heads(text.str());
    EXPECT_EQ(outcome.code, ExitCode::bad_input) << entry.path();
    EXPECT_EQ(outcome.err, expected.str()) << entry.path();
    ++cases;
  }
  EXPECT_EQ(cases, 9U);
}

TEST(ExploreCommand, NamesTheNearestSubcommand) {
  Outcome const outcome = explore({"decid", "FILE"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.err,
            "equivarify: explore: there is no command decid; expected classify, compare, decide, "
            "heads, minimal or relate (nearest: decide)\n");
}

TEST(ExploreCommand, TakesNoMoreThanASubcommandDoes) {
  Outcome const outcome = explore({"heads", example("heads_turns"), "another"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "equivarify: heads: there is no place for another\n");
}

TEST(ExploreCommand, AsksForASubcommand) {
  Outcome const outcome = explore({});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err,
              ::testing::StartsWith("equivarify: explore: no command; expected classify, "));
}

} // namespace
} // namespace equivarify::codegen
