#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "runtime/domain_command_case.hpp"
#include "runtime/thread_ranks.hpp"
#include "support/shard_file.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using domain_command::DomainCommand;
using domain_command::entries;
using nlohmann::json;
using ring::RingNetwork;
using runtime::Outcome;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using toy::Result;

/// The check of test data by the same program: 2,000 inputs, in 3 shards.
class DataCheckCommand : public DomainCommand {
protected:
  static constexpr std::size_t rows = 2000;

  DataCheckCommand() {
    std::ofstream stream(folder_ / "test.csv");
    for (std::size_t i = 0; i < entries; ++i) {
      stream << "inputs." << i << ',';
    }
    stream << "labels\n";
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < entries; ++i) {
        stream << (row * (i + 3)) % 1009 << ',';
      }
      stream << "0\n";
    }
  }

  Result check_data(std::string const& name,
                    std::vector<std::string> more = {},
                    RingNetwork::Change const& change = {},
                    std::shared_ptr<runtime::Team> const& team = runtime::team_of_one()) const {
    more.insert(more.begin(), {"--data", folder_.path().string(), "--json", path(name)});
    return run(more, change, team);
  }

  /// Wrong for the inputs of rows 1200 and 1300, one of them in two ways, and no finite number.
  static void spoil(std::span<float const> x, std::span<float> logits) {
    if (x[0] == static_cast<float>(1300 * 3 % 1009)) {
      logits[2] += 1;
    }
    if (x[0] == static_cast<float>(1200 * 3 % 1009)) {
      logits[4] = std::numeric_limits<float>::infinity();
    }
  }
};

TEST_F(DataCheckCommand, WritesTheSameBytesHoweverTheWorkIsShared) {
  for (RingNetwork::Change const& change : {RingNetwork::Change(), RingNetwork::Change(spoil)}) {
    Outcome const expected = change ? Outcome::refuted : Outcome::success;
    Result const whole = check_data("whole.json", {"--threads", "1"}, change);
    EXPECT_EQ(whole.outcome, expected) << whole.err;
    EXPECT_EQ(json::parse(read("whole.json"))["first"].is_null(), !change);
    EXPECT_EQ(json::parse(read("whole.json"))["symmetric"], 2); // of two shards: all entries are 0
    fs::remove_all(folder_ / "shards");
    std::vector<std::string> const kept{"--shards", path("shards"), "--threads", "3"};
    std::vector<std::string> share = kept;
    share.insert(share.end(), {"--shard", "1/2"});
    Result const part = check_data("shares.json", share, change);
    EXPECT_EQ(part.outcome, Outcome::interrupted);
    EXPECT_THAT(part.out, HasSubstr("not finished: 1 of 3 shards are done, with "));
    EXPECT_FALSE(fs::exists(folder_ / "shares.json"));
    write("shards/shard-1.txt", read("shards/shard-1.txt").substr(0, 100));
    Result const shared = check_data("shares.json", kept, change);
    EXPECT_EQ(shared.outcome, expected) << shared.err;
    EXPECT_EQ(shared.out, whole.out);
    EXPECT_EQ(read("shares.json"), read("whole.json"));
    fs::remove(folder_ / "shares.json");
    // Of five two have nothing to do.
    std::vector<std::size_t> const teams =
        change ? std::vector<std::size_t>{2, 5} : std::vector<std::size_t>{3};
    for (std::size_t const ranks : teams) {
      runtime::testing::run_ranks(ranks, [&](std::shared_ptr<runtime::Team> const& team) {
        EXPECT_EQ(check_data("ranks.json", {}, change, team).outcome, expected);
      });
      EXPECT_EQ(read("ranks.json"), read("whole.json"));
      fs::remove(folder_ / "ranks.json");
    }
    fs::remove(folder_ / "shards" / "shard-0.txt");
    fs::remove(folder_ / "shards" / "shard-2.txt");
    runtime::testing::run_ranks(2, [&](std::shared_ptr<runtime::Team> const& team) {
      EXPECT_EQ(check_data("ranks.json", {"--shards", path("shards")}, change, team).outcome,
                expected);
    });
    EXPECT_EQ(read("ranks.json"), read("whole.json"));
  }
}

TEST_F(DataCheckCommand, SaysHowManyImagesAreSymmetricAsFarAsItTried) {
  EXPECT_THAT(check_data("a.json").out,
              HasSubstr("\nsymmetric images: 2; some g but e leaves them as they are, so f(x) too: "
                        "their best answers are whole cosets\n"));
  EXPECT_THAT(check_data("a.json", {"--elements", "2"}).out,
              HasSubstr("\nsymmetric images: at least 2; some g but e "));
  EXPECT_THAT(check_data("a.json", {"--elements", "1"}).out,
              Not(HasSubstr("symmetric"))); // e alone
}

// What is wrong in the rows of one rank, that rank alone finds.
TEST_F(DataCheckCommand, ReadsOnEachRankItsRowsAlone) {
  std::string bad = read("test.csv");
  bad.replace(bad.size() - 2, 1, "7"); // the label of row 1999
  write("test.csv", bad);
  EXPECT_THAT(check_data("a.json").err, HasSubstr("ring: " + path("test.csv")));
  runtime::testing::run_ranks(3, [&](std::shared_ptr<runtime::Team> const& team) {
    Result const result = check_data("a.json", {}, {}, team);
    EXPECT_EQ(result.outcome, Outcome::user_error);
    EXPECT_THAT(result.err, HasSubstr("ring: rank 2: " + path("test.csv")));
  });
  EXPECT_FALSE(fs::exists(folder_ / "a.json"));
}

// In all turns of two equal images, 891 and 1900.
TEST_F(DataCheckCommand, ShowsNothingOfWhatIsNoNumber) {
  std::vector<float> row;
  for (std::size_t i = 0; i < entries; ++i) {
    row.push_back(static_cast<float>((1900 * (i + 3)) % 1009));
  }
  auto const sum_of_squares = [](std::span<float const> x) { // whole numbers: exact in each turn
    return std::inner_product(x.begin(), x.end(), x.begin(), 0.0F);
  };
  RingNetwork::Change const overflow = [&](std::span<float const> x, std::span<float> logits) {
    if (sum_of_squares(x) == sum_of_squares(row)) {
      std::fill(logits.begin(), logits.end(), std::numeric_limits<float>::infinity());
    }
  };
  Result const result = check_data("whole.json", {}, overflow);
  EXPECT_EQ(result.outcome, Outcome::refuted);
  EXPECT_THAT(
      result.out,
      AllOf(HasSubstr("0 bits differ\n"),
            HasSubstr("f(g x) = g f(x) for all others, to the last bit\n"),
            HasSubstr("NO NUMBERS: 484 of the values are not finite; nothing is shown where "
                      "they are\nfirst: the logit of image 891 turned by g = r0, at (r0, "
                      "turned), is inf\n")));
  json const report = json::parse(read("whole.json"));
  EXPECT_EQ(report["not_finite"], 484);
  EXPECT_EQ(report["first_not_finite"]["image"], 891);
  EXPECT_TRUE(report["first"].is_null());
  runtime::testing::run_ranks(2, [&](std::shared_ptr<runtime::Team> const& team) {
    EXPECT_EQ(check_data("ranks.json", {}, overflow, team).outcome, Outcome::refuted);
  });
  EXPECT_EQ(read("ranks.json"), read("whole.json"));
}

TEST_F(DataCheckCommand, TakesNoShardsOfOtherWork) {
  std::vector<std::string> const kept{"--shards", path("shards")};
  EXPECT_EQ(check_data("a.json", kept).outcome, Outcome::success);
  std::vector<std::string> fewer = kept;
  fewer.insert(fewer.end(), {"--limit", "1000"});
  Result const limited = check_data("b.json", fewer);
  EXPECT_EQ(limited.outcome, Outcome::user_error);
  EXPECT_THAT(limited.err, HasSubstr("images"));
  std::vector<std::string> elements = kept;
  elements.insert(elements.end(), {"--elements", "2"});
  EXPECT_EQ(check_data("b.json", elements).outcome, Outcome::user_error);
}

TEST_F(DataCheckCommand, TakesAnotherSeedForOtherWorkWhereItDrawsElements) {
  auto const check_with = [&](std::string const& folder, std::vector<std::string> more) {
    more.insert(more.end(), {"--shards", path(folder)});
    return check_data("a.json", more);
  };
  EXPECT_EQ(check_with("all", {"--seed", "1"}).outcome, Outcome::success);
  EXPECT_EQ(check_with("all", {"--seed", "2"}).outcome, Outcome::success);
  EXPECT_EQ(check_with("all", {"--elements", "11", "--seed", "2"}).outcome, Outcome::success);
  EXPECT_EQ(check_with("two", {"--elements", "2", "--seed", "1"}).outcome, Outcome::success);
  EXPECT_THAT(check_with("two", {"--elements", "2", "--seed", "2"}).err,
              HasSubstr("elements: 2, drawn by seed 1 there, 2, drawn by seed 2 now"));
}

TEST_F(DataCheckCommand, RefusesAShardThatSaysWhatNoCheckFinds) {
  std::vector<std::string> const kept{"--shards", path("shards")};
  EXPECT_EQ(check_data("a.json", kept, spoil).outcome, Outcome::refuted);
  fs::path const file = folder_ / "shards" / "shard-1.txt";
  std::string const right = equivarify::support::result_of_shard(file);
  json const sound = json::parse(right);
  ASSERT_FALSE(sound["first"].is_null());
  std::vector<json> forged(10, sound);
  forged[0]["values"] = "x";
  forged[1]["images"] = sound["images"].get<std::size_t>() + 1;
  forged[2]["images"] = -640;
  forged[3]["outputs"] = {{1, 1}};
  forged[4]["first"][2] = 1'000'000;
  forged[5].erase("definition");
  forged[6] = json::array();
  forged[7]["first"] = {1, 2};
  forged[8]["first_not_finite"][2] = 1'000'000;
  forged[9]["symmetric"] = sound["images"].get<std::size_t>() + 1;
  std::vector<std::string> texts{right.substr(0, right.size() - 1) + R"(,"more":1})",
                                 R"({"images":1,)" + right.substr(1),
                                 "nothing"};
  for (json const& bad : forged) {
    texts.push_back(bad.dump());
  }
  for (std::string const& bad : texts) {
    equivarify::support::forge_shard(file, bad);
    Result const result = check_data("b.json", kept, spoil);
    EXPECT_EQ(result.outcome, Outcome::user_error) << bad;
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("shard-1.txt"), HasSubstr("expected what a check of its ")));
    EXPECT_FALSE(fs::exists(folder_ / "b.json"));
  }
  equivarify::support::forge_shard(file, right);
  EXPECT_EQ(check_data("b.json", kept, spoil).outcome, Outcome::refuted);
  EXPECT_EQ(read("b.json"), read("a.json"));
}

} // namespace
