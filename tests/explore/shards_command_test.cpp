/// \file
/// Commands of `explore` in shards: the same bytes whoever does them, and nothing believed.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "explore/explore_program.hpp"
#include "support/few_cases.hpp"
#include "support/shard_file.hpp"

namespace equivarify::support {
namespace {

namespace fs = std::filesystem;
using codegen::ExitCode;
using ::testing::HasSubstr;

class ExploreShards : public ::testing::Test {
protected:
  ExploreShards() {
    std::ofstream(folder_ / "heads.json")
        << R"json({"group": {"cyclic": 16}, "labels": 2, "set": 2, "action": {"r": [0, 1]}})json";
    write_candidate("yes.json", "Map(G, Z), p(s) = s(e)");
    write_candidate("no.json", "G x Z, p(g, z) = z");
  }

  void write_candidate(std::string const& name, std::string const& construction) const {
    nlohmann::json const form{{"group", "C2 x C2"}, {"labels", 2}, {"construction", construction}};
    std::ofstream(folder_ / name) << form.dump();
  }

  /// Commands with shards of several kinds: 9, 4, 4, 5 of them, and as many until one ends the job.
  [[nodiscard]] std::vector<std::vector<std::string>> commands() const {

    return {{"classify", "--group", "D8", "--points", "65536..65553", "--list", "--limit", "2"},
            {"minimal", "--group", "C16", "--json", "--limit", "7"},
            {"heads", folder_ / "heads.json", "--json", "--limit", "7"},
            {"decide", folder_ / "yes.json", "--json"},
            {"decide", folder_ / "no.json"}};
  }

  [[nodiscard]] Outcome run(std::vector<std::string> command,
                            std::vector<std::string> const& more = {}) const {
    command.insert(command.end(), more.begin(), more.end());
    return explore(command);
  }

  [[nodiscard]] std::vector<std::string> kept() const { return {"--shards", folder_ / "shards"}; }

  /// What the command number \p which says after \p change of the file of one of its shards.
  [[nodiscard]] std::string complaint(std::size_t which,
                                      std::size_t shard,
                                      std::function<std::string(std::string)> const& change) const {
    std::vector<std::string> const command = commands()[which];
    fs::remove_all(folder_ / "shards");
    ExitCode const right = run(command, kept()).code;
    fs::path const path = folder_ / fmt::format("shards/shard-{}.txt", shard);
    forge_shard(path, change(result_of_shard(path)));
    Outcome const outcome = run(command, kept());
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    EXPECT_EQ(outcome.out, "");
    fs::remove(path);
    EXPECT_EQ(run(command, kept()).code, right);
    std::string const folder = folder_ / "shards";
    EXPECT_EQ(outcome.err.rfind("equivarify: " + folder, 0), 0U) << outcome.err;
    return outcome.err.substr(std::min(outcome.err.size(), 12 + folder.size()));
  }

  ::TemporaryFolder folder_;
};

TEST_F(ExploreShards, EndWithTheSameBytesWhoeverDidThem) {
  std::vector<std::string> wholes;
  for (std::vector<std::string> const& command : commands()) {
    wholes.push_back(run(command).out);
    EXPECT_GT(wholes.back().size(), 200U);
  }
  std::string const found = counterexample(6, [&] {
    auto const which = *rc::gen::inRange<std::size_t>(0, wholes.size());
    auto const shares = *rc::gen::inRange<std::size_t>(1, 5);
    auto const threads = *rc::gen::inRange<std::size_t>(1, 4);
    std::vector<std::string> const command = commands()[which];
    fs::remove_all(folder_ / "shards");
    for (std::size_t share = 0; share < shares; ++share) {
      std::vector<std::string> more = kept();
      more.insert(more.end(), {"--shard", fmt::format("{}/{}", share, shares)});
      more.insert(more.end(), {"--threads", std::to_string(threads)});
      ExitCode const code = run(command, more).code;
      RC_ASSERT(code == (share + 1 < shares && which != 4 ? ExitCode::unfinished : code));
    }
    bool const is_same = run(command, kept()).out == wholes[which];
    RC_ASSERT(is_same);
  });
  EXPECT_EQ(found, "");
}

TEST_F(ExploreShards, AreSaidToBeLeftOut) {
  Outcome const outcome = run(commands()[1], {"--shard", "1/3"});
  EXPECT_EQ(outcome.code, ExitCode::unfinished);
  EXPECT_EQ(outcome.out,
            "not finished: 1 of 4 shards of the search for orbits are done, 3 are left out; no "
            "verdict\nwith --shards DIR the same command would go on\n");
  for (std::vector<std::string> const& command : commands()) {
    EXPECT_EQ(run(command, {"--budget", "1e-9"}).code, ExitCode::unfinished) << command.front();
  }
}

// Each of the shards takes many times the budget.
TEST_F(ExploreShards, EndWithinAShardWhenTheBudgetIsUsedUp) {
  std::ofstream(folder_ / "long.json")
      << R"json({"group": "D15", "labels": 2, "set": 1, "action": {"r": [0], "s": [0]}})json";
  std::ofstream(folder_ / "many.json") << R"json({"group": "C2 x C2 x C2 x C2", "labels": 2,
      "construction": "Map(G, Z) x 8, p(s, n) = s(e)"})json";
  std::vector<std::string> few = kept();
  few.insert(few.end(), {"--budget", "0.005"});
  EXPECT_THAT(run({"heads", folder_ / "long.json", "--list-up-to", "1073741824"}, few).out,
              HasSubstr("not finished: 0 of 1024 shards of the search for orbits are done"));
  EXPECT_TRUE(fs::is_empty(folder_ / "shards"));
  std::vector<std::string> const decide{"decide", folder_ / "many.json", "--json"};
  few.insert(few.end(), {"--shard", "66/67"});
  EXPECT_THAT(run(decide, few).out, HasSubstr("not finished: 0 of 67 shards of the decision"));
  EXPECT_TRUE(fs::is_empty(folder_ / "shards"));
  EXPECT_TRUE(run(decide, kept()).out == run(decide).out);
}

TEST_F(ExploreShards, OfOtherWorkAreRefused) {
  EXPECT_EQ(run(commands()[1], kept()).code, ExitCode::done);
  Outcome const other = run({"minimal", "--group", "D8"}, kept());
  EXPECT_EQ(other.code, ExitCode::bad_input);
  EXPECT_THAT(other.err, HasSubstr("is of other work:\n  question: "));
  EXPECT_THAT(run(commands()[2], kept()).err, HasSubstr("command: explore minimal there"));
}

TEST_F(ExploreShards, ThatNameNoMapAreRefused) {
  for (char const* const wrong : {"0 -1\n", "0\n", "9 0\n", "0 99999\n", "x\n", "0 1 2\n"}) {
    EXPECT_EQ(complaint(2, 1, [&](std::string const&) { return wrong; }),
              fmt::format("/shard-1.txt: is no result of this work: \"{}\" names no map of this "
                          "shard\nDelete it, and the same command does this shard again.\n",
                          std::string_view(wrong).substr(0, std::string_view(wrong).size() - 1)));
  }
}

TEST_F(ExploreShards, ThatNameAMapTwiceOrOneThatStandsForNoOrbitAreRefused) {
  auto const twice = [](std::string const& text) {
    return text.substr(0, text.find('\n') + 1) + text;
  };
  EXPECT_THAT(complaint(2, 1, twice), HasSubstr("names no map of this shard"));
  auto const next = [](std::string const& text) {
    std::string const number = text.substr(2, text.find('\n') - 2);
    return text.substr(0, 2) + std::to_string(std::stoul(number) + 1) +
           text.substr(text.find('\n'));
  };
  EXPECT_THAT(complaint(2, 1, next), HasSubstr("stands for no orbit"));
}

TEST_F(ExploreShards, ThatLeaveAnOrbitOutAreRefused) {
  auto const shorter = [](std::string const& text) { return text.substr(text.find('\n') + 1); };
  EXPECT_EQ(
      complaint(2, 0, shorter),
      ": the shards name 4079 orbits of maps from the cosets of 1, but there are 4080: one of "
      "them is no result of this work. Delete this folder, and the same command starts "
      "anew.\n");
}

TEST_F(ExploreShards, WithAWrongDecisionAreRefused) {
  for (char const* const wrong : {"", "0 0 0 0\n", "99 0\n", "0 7\n", "0\n", "x 0\n"}) {
    EXPECT_THAT(complaint(3, 0, [&](std::string const&) { return wrong; }),
                HasSubstr("no result of this work"));
  }
  EXPECT_EQ(complaint(3, 0, [](std::string const&) { return "0 1\n1 0\n"; }),
            ": the certificate that the shards make does not pass its check: one of them is no "
            "result of this work. Delete this folder, and the same command starts anew.\n");
  EXPECT_THAT(complaint(4, 0, [](std::string const&) { return "none 0 0\n"; }),
              HasSubstr("is no map with a point above it"));
}

} // namespace
} // namespace equivarify::support
