#include "equivarify/runtime/commands/program.hpp"
#include "equivarify/runtime/weights/weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "runtime/domain_command_case.hpp"
#include "runtime/thread_ranks.hpp"
#include "support/shard_file.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using nlohmann::json;
using ring::RingNetwork;
using runtime::Outcome;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using toy::contents;
using toy::Result;

using domain_command::DomainCommand;
using domain_command::entries;

TEST_F(DomainCommand, ChecksEveryInputAndCertifiesIt) {
  Result const result = check("certificate.json");
  EXPECT_EQ(result.outcome, Outcome::success) << result.err;
  EXPECT_EQ(result.out,
            "bits:11: 2,048 inputs, in 188 orbits: 2 of 1, 186 of 11\n"
            "45,496 values compared, 0 bits differ\n"
            "f(g x) = g f(x) for every one of these inputs x and all 11 elements g, to the last "
            "bit\n");
  json const certificate = json::parse(read("certificate.json"));
  EXPECT_EQ(certificate["verdict"], "holds");
  EXPECT_EQ(certificate["orbits"], 188);
  EXPECT_EQ(certificate["shards"].size(), 4U);
  EXPECT_EQ(certificate["shards"][3][1], 2048);
}

TEST_F(DomainCommand, WritesTheSameBytesHoweverTheWorkIsShared) {
  check("certificate.json", {"--threads", "1"});
  check("threads.json", {"--threads", "3"});
  EXPECT_EQ(read("threads.json"), read("certificate.json"));
  std::vector<std::string> const kept{"--shards", path("shards")};
  for (char const* const share : {"1/2", "0/2"}) {
    std::vector<std::string> part = kept;
    part.insert(part.end(), {"--shard", share});
    Result const result = check("shares.json", part);
    EXPECT_EQ(result.outcome, *share == '1' ? Outcome::interrupted : Outcome::success);
  }
  EXPECT_EQ(read("shares.json"), read("certificate.json"));
  fs::remove(folder_ / "shards/shard-2.txt");
  write("shards/shard-1.txt", read("shards/shard-1.txt").substr(0, 500));
  EXPECT_EQ(check("resumed.json", kept).outcome, Outcome::success);
  EXPECT_EQ(read("resumed.json"), read("certificate.json"));
}

TEST_F(DomainCommand, RefusesAShardThatSaysWhatNoCheckFinds) {
  std::vector<std::string> const kept{"--shards", path("shards")};
  check("certificate.json", kept);
  fs::path const file = folder_ / "shards/shard-1.txt";
  std::string const right = equivarify::support::result_of_shard(file);
  auto const with = [&](std::string const& found, std::string const& forged) {
    std::string changed = right;
    return changed.replace(changed.find(found), found.size(), forged);
  };
  for (std::string const& forged : {std::string{"nothing"},
                                    with("{", R"({"more":1,)"),
                                    with("{", R"({"first":1,)"),
                                    with(R"("orbits":)", R"("orbits":-)"),
                                    with(R"("difference":null)", R"("difference":{})"),
                                    with(R"("orbits_of_size":[[)", R"("orbits_of_size":[[7,8,)")}) {
    equivarify::support::forge_shard(file, forged);
    Result const result = check("forged.json", kept);
    EXPECT_EQ(result.outcome, Outcome::user_error) << forged;
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("shard-1.txt"),
                      HasSubstr("expected what a check of its 512 inputs found")));
  }
}

TEST_F(DomainCommand, IsSharedByRanks) {
  check("certificate.json");
  runtime::testing::run_ranks(3, [&](std::shared_ptr<runtime::Team> const& team) {
    Result const result =
        run({"--domain", "bits:11", "--json", path("ranks.json"), "--shards", path("shards")},
            {},
            team);
    EXPECT_EQ(result.outcome, Outcome::success) << result.err;
  });
  EXPECT_EQ(read("ranks.json"), read("certificate.json"));
  runtime::testing::run_ranks(2, [&](std::shared_ptr<runtime::Team> const& team) {
    std::string const domain = team->is_first() ? "bits:11" : "signs:11";
    Result const result = run({"--domain", domain}, {}, team);
    EXPECT_EQ(result.outcome, Outcome::user_error);
    EXPECT_THAT(result.err, HasSubstr("rank 1 has other work than rank 0"));
  });
}

TEST_F(DomainCommand, NamesTheDomainThatWasMeant) {
  EXPECT_THAT(run({"--domain", "tic_tac_to"}).err,
              HasSubstr("\"tic_tac_to\" names no domain and no file: expected "));
  EXPECT_THAT(run({"--domain", "tic_tac_to"}).err, HasSubstr(" (nearest: tic_tac_toe)"));
  EXPECT_THAT(run({"--domain", "bit:11"}).err, HasSubstr(" (nearest: bits:N)"));
  EXPECT_THAT(run({"--domain", "nothing_like_it"}).err, Not(HasSubstr("nearest")));
}

TEST_F(DomainCommand, TakesNoEmptyName) {
  for (std::string const option : {"--domain", "--replay", "--shards"}) {
    Result const result = run({option, ""});
    EXPECT_EQ(result.outcome, Outcome::user_error);
    EXPECT_THAT(
        result.err,
        HasSubstr(option +
                  (option == "--domain" ? ": \"\" names no domain and no file: " : ": found '', ") +
                  "expected "));
  }
}

TEST_F(DomainCommand, RefusesACertificateWhoseRowsAreNone) {
  check("certificate.json");
  json const certificate = json::parse(read("certificate.json"));
  for (json const& row : {json::array({0, 512}), json(7), json::object()}) {
    json changed = certificate;
    changed["shards"][0] = row;
    write("changed.json", changed.dump());
    Result const result = replay("changed.json");
    EXPECT_EQ(result.outcome, Outcome::user_error);
    EXPECT_THAT(result.err, HasSubstr("has rows that are not those of the domain's shards"));
  }
  std::string const deep = std::string(100'000, '[') + std::string(100'000, ']');
  write("deep.json", R"({"domain": "bits:11", "size": )" + deep + "}");
  EXPECT_THAT(replay("deep.json").err, HasSubstr("is no certificate that check --domain wrote"));
}

TEST_F(DomainCommand, SaysWhatABudgetLeavesOut) {
  Result const result = check("certificate.json", {"--budget", "1e-9"});
  EXPECT_EQ(result.outcome, Outcome::interrupted);
  EXPECT_EQ(result.out,
            "not finished: 0 of 4 shards are done, with 0 of 2,048 inputs; 2,048 are left out\n"
            "with --shards DIR the same command would go on\n");
  EXPECT_FALSE(fs::exists(path("certificate.json")));
}

TEST_F(DomainCommand, EndsWithinAShardWhenTheBudgetIsUsedUp) {
  std::atomic<std::size_t> evaluated = 0;
  auto const slow = [&](std::span<float const>, std::span<float>) {
    evaluated += 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  std::vector<std::string> const kept{"--shards", path("shards"), "--threads", "1"};
  std::vector<std::string> few = kept;
  few.insert(few.end(), {"--budget", "0.05"});
  Result const result = check("certificate.json", few, slow);
  EXPECT_EQ(result.outcome, Outcome::interrupted);
  EXPECT_THAT(result.out, HasSubstr("not finished: 0 of 4 shards are done, with 0 of 2,048 "));
  EXPECT_LE(evaluated, 50U + 64); // a shard has some hundred evaluations, of up to 64 at once
  EXPECT_TRUE(fs::is_empty(folder_ / "shards"));
  EXPECT_FALSE(fs::exists(path("certificate.json")));
  EXPECT_EQ(check("resumed.json", kept).outcome, Outcome::success);
  check("certificate.json");
  EXPECT_EQ(read("resumed.json"), read("certificate.json"));
}

TEST_F(DomainCommand, RefutesWithTheInputThatIsWrong) {
  std::vector<float> wrong(entries);
  wrong[2] = wrong[3] = wrong[7] = 1;
  Result const result = check("certificate.json", {"--threads", "2"}, ring::wrong_at(wrong));
  EXPECT_EQ(result.outcome, Outcome::refuted);
  EXPECT_THAT(result.out,
              HasSubstr("REFUTED: f(g x) is not g f(x)\nfirst: in the orbit of input "));
  EXPECT_THAT(result.out, HasSubstr("(0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0)"));
  json const certificate = json::parse(read("certificate.json"));
  EXPECT_EQ(certificate["verdict"], "refuted");
  EXPECT_TRUE(certificate["first"]["moved"] == wrong || certificate["first"]["input"] == wrong);
  EXPECT_EQ(replay("certificate.json", ring::wrong_at(wrong)).outcome, Outcome::refuted);
}

TEST_F(DomainCommand, RefutesWhatIsNoNumberAtOneInput) {
  Result const result =
      check("certificate.json", {}, [](std::span<float const> x, std::span<float> logits) {
        if (std::count(x.begin(), x.end(), 1.0F) == 10 && x[4] == 0) {
          logits[3] = std::numeric_limits<float>::quiet_NaN();
        }
      });
  EXPECT_EQ(result.outcome, Outcome::refuted) << result.err;
  EXPECT_THAT(result.out, HasSubstr(" is no finite number, expected "));
}

// The same bits everywhere say nothing where they are no number.
TEST_F(DomainCommand, ShowsNothingOfWhatIsNowhereANumber) {
  RingNetwork::Change const overflow = [](std::span<float const> x, std::span<float> logits) {
    if (std::count(x.begin(), x.end(), 1.0F) == 11) {
      std::fill(logits.begin(), logits.end(), std::numeric_limits<float>::quiet_NaN());
    }
  };
  Result const result = check("certificate.json", {}, overflow);
  EXPECT_EQ(result.outcome, Outcome::refuted) << result.err;
  EXPECT_THAT(result.out,
              HasSubstr("NO NUMBERS: f(g x) is no finite number, so that nothing is shown\nfirst: "
                        "in the orbit of input 2047, at x = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)\n"));
  json certificate = json::parse(read("certificate.json"));
  EXPECT_EQ(certificate["verdict"], "no_numbers");
  EXPECT_GT(certificate["not_finite"], 0);
  EXPECT_EQ(replay("certificate.json", overflow).outcome, Outcome::refuted);
  EXPECT_EQ(replay("certificate.json").outcome, Outcome::refuted); // which has numbers
  certificate["verdict"] = "holds";
  write("forged.json", certificate.dump());
  Result const forged = run({"--replay", path("forged.json"), "--sample", "1"}, overflow);
  EXPECT_EQ(forged.outcome, Outcome::user_error);
  EXPECT_THAT(forged.err, HasSubstr("says that it holds, but its rows do not"));
}

TEST_F(DomainCommand, TakesNoResultsOfOtherWork) {
  std::vector<std::string> const kept{"--shards", path("shards")};
  check("certificate.json", kept);
  Result const result = run({"--domain", "signs:11", "--shards", path("shards")});
  EXPECT_EQ(result.outcome, Outcome::user_error);
  EXPECT_THAT(result.err, HasSubstr("shard-0.txt: is of other work:\n  domain: bits:11 there, "));
  EXPECT_EQ(check("certificate.json", {"--shard", "2/2"}).err,
            "ring: check: --shard: found 2/2, expected I/N, one of N shares counted from 0, "
            "such as 0/4 "
            "to 3/4\n");
  EXPECT_EQ(run({"--shards", "there"}).outcome, Outcome::user_error);
}

TEST_F(DomainCommand, RefusesForgedCertificates) {
  check("certificate.json");
  json const good = json::parse(read("certificate.json"));
  auto const outcome_of = [&](auto const& forge) {
    json forged = good;
    forge(forged);
    write("forged.json", forged.dump());
    return replay("forged.json").outcome;
  };
  EXPECT_EQ(outcome_of([](json&) {}), Outcome::success);
  for (char const* const key :
       {"spec_sha256", "weights_sha256", "domain_sha256", "answers_sha256", "size", "orbits"}) {
    EXPECT_EQ(outcome_of([&](json& forged) { forged[key] = "1"; }), Outcome::user_error) << key;
    EXPECT_EQ(outcome_of([&](json& forged) { forged.erase(key); }), Outcome::user_error) << key;
  }
  EXPECT_EQ(outcome_of([](json& forged) { forged["shards"].erase(3); }), Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) { forged["shards"] = json::array(); }),
            Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) { forged["shards"][1][0] = 511; }), Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) { forged["shards"][1] = "row"; }), Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) { forged["verdict"] = "refuted"; }), Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) { forged["first"] = json::object(); }),
            Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) {
              forged["orbits_of_size"] = {{"a", 1}};
            }),
            Outcome::user_error);
  EXPECT_EQ(outcome_of([](json& forged) {
              forged["shards"][1][2] = forged["shards"][1][2].get<int>() + 1;
              forged["orbits"] = forged["orbits"].get<int>() + 1;
            }),
            Outcome::refuted);
  EXPECT_EQ(outcome_of([](json& forged) { forged["orbits_of_size"][0][1] = 3; }), Outcome::refuted);
}

} // namespace
