#include "equivarify/runtime/commands/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "runtime/domain_command_case.hpp"
#include "runtime/thread_ranks.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using nlohmann::json;
using runtime::Outcome;
using ::testing::HasSubstr;
using toy::Result;

using domain_command::DomainCommand;

TEST_F(DomainCommand, ReplaysACertificate) {
  check("certificate.json");
  Result const whole = replay("certificate.json");
  EXPECT_EQ(whole.outcome, Outcome::success) << whole.err;
  EXPECT_THAT(whole.out, HasSubstr("4 of 4 shards done once more: the same answers, to the bit\n"));
  EXPECT_THAT(run({"--replay", path("certificate.json"), "--sample", "2"}).out,
              HasSubstr("2 of 4 shards done once more"));
  auto const replay_on = [&](std::string const& domain) {
    return run({"--replay", path("certificate.json"), "--domain", domain});
  };
  EXPECT_EQ(replay_on("levels:0,1").outcome, Outcome::success); // the same inputs by another name
  EXPECT_EQ(replay_on("signs:11").outcome, Outcome::user_error);
  // A program that is equivariant too, but answers otherwise at all inputs.
  Result const other =
      replay("certificate.json", [](std::span<float const>, std::span<float> logits) {
        for (float& logit : logits) {
          logit += 1;
        }
      });
  EXPECT_EQ(other.outcome, Outcome::refuted);
  EXPECT_THAT(other.out, HasSubstr("is not what the certificate says"));
}

// In shares, by ranks, after a kill: what is written is what one process writes at once.
TEST_F(DomainCommand, ReplaysToTheSameBytesHoweverTheWorkIsShared) {
  check("certificate.json");
  auto const replay_to = [&](std::string const& name,
                             std::vector<std::string> more,
                             std::shared_ptr<runtime::Team> const& team = runtime::team_of_one()) {
    more.insert(more.begin(), {"--replay", path("certificate.json"), "--json", path(name)});
    return run(more, {}, team);
  };
  std::vector<std::string> const kept{"--shards", path("replayed")};
  EXPECT_EQ(replay_to("replay.json", {"--threads", "1"}).outcome, Outcome::success);
  std::string const expected = read("replay.json");
  EXPECT_EQ(json::parse(expected)["replayed"], json({0, 1, 2, 3}));
  Result const half = replay_to("shares.json", {"--shards", path("replayed"), "--shard", "1/2"});
  EXPECT_EQ(half.outcome, Outcome::interrupted) << half.err;
  EXPECT_EQ(half.out,
            "not finished: 2 of 4 shards are done once more; the same command goes on, without "
            "--shard\n");
  EXPECT_FALSE(fs::exists(path("shares.json")));
  EXPECT_EQ(replay_to("shares.json", kept).outcome, Outcome::success);
  EXPECT_EQ(read("shares.json"), expected);
  fs::remove(folder_ / "replayed/shard-2.txt");
  write("replayed/shard-1.txt", read("replayed/shard-1.txt").substr(0, 500));
  runtime::testing::run_ranks(3, [&](std::shared_ptr<runtime::Team> const& team) {
    EXPECT_EQ(replay_to("ranks.json", kept, team).outcome, Outcome::success);
  });
  EXPECT_EQ(read("ranks.json"), expected);
  std::vector<std::string> fewer = kept;
  fewer.insert(fewer.end(), {"--sample", "2"});
  EXPECT_THAT(replay_to("sample.json", fewer).err, HasSubstr("shard-0.txt: is of other work"));
  EXPECT_THAT(check("certificate.json", kept).err, HasSubstr("shard-0.txt: is of other work"));
}

TEST_F(DomainCommand, ReplaysNoMoreAfterTheFirstShardThatIsNotWhatIsSaid) {
  check("certificate.json");
  auto const other = [](std::span<float const>, std::span<float> logits) { logits[0] += 1; };
  for (char const* const threads : {"1", "3"}) {
    Result const result = run({"--replay",
                               path("certificate.json"),
                               "--threads",
                               threads,
                               "--json",
                               path("refuted.json")},
                              other);
    EXPECT_EQ(result.outcome, Outcome::refuted) << result.err;
    EXPECT_EQ(result.out, "REFUTED: shard 0, inputs 0 to 511, is not what the certificate says\n");
    EXPECT_EQ(json::parse(read("refuted.json"))["difference"], "shard 0, inputs 0 to 511,");
  }
}

} // namespace
