/// \file
/// The program from its command line to its exit code, in process.
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/codegen/verify/exhaustive_shards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "support/run_equivarify.hpp"
#include "support/shard_file.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::HasSubstr;
using ::testing::Not;

std::string const tiny = std::string{SPECS_FOLDER} + "/tiny_c4.json";

TEST(CheckCommand, PrintsTheNetworkAsATable) {
  Outcome const outcome = run_equivarify({"check", tiny});
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_THAT(outcome.out, HasSubstr(R"(
  group   C4, 4 elements: 4 copies of every value
  input   1x28x28, r by quarter_turn
  labels  10 classes x 4 elements
)"));
  EXPECT_THAT(outcome.out, HasSubstr(R"(
  block / layer   type            one copy                parameters   multiply-adds  G acts on
  conv1           lift    y(h) = F(h^-1 x)
    conv1         conv2d          1x28x28 -> 4x28x28              40         112,896  copies of C4
    relu1         relu            4x28x28 -> 4x28x28                                  copies of C4
    max_pool2d1   max_pool2d      4x28x28 -> 4x14x14                                  copies of C4
  conv2           concat  y(h) = F(s(h g0), s(h g1), ...)
    conv2         conv2d          16x14x14 -> 8x14x14          1,160         903,168  copies of C4
    relu2         relu            8x14x14 -> 8x14x14                                  copies of C4
    max_pool2d2   max_pool2d      8x14x14 -> 8x7x7                                    copies of C4
  dense           concat  y(h) = F(s(h g0), s(h g1), ...)
    flatten1      flatten         32x7x7 -> 1568                                      copies of C4
    dense         dense           1568 -> 16                  25,104         100,352  copies of C4
    relu3         relu            16 -> 16                                            copies of C4
  logits          lift    y(h) = F(s(h))
    logits        dense           16 -> 10                       170             640  copies of C4
  total                                                       26,474       1,117,056
)"));
}

TEST(VerifyCommand, VerifiesATinyNetwork) {
  Outcome const outcome = run_equivarify({"verify", tiny, "--tests", "20", "--inputs", "1"});
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_THAT(outcome.out, HasSubstr("holds    lift-equivariant"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("REFUTED")));
}

TEST(VerifyCommand, EndsWithOneWhereALemmaIsRefuted) {
  Outcome const outcome = run_equivarify(
      {"verify", tiny, "--tests", "20", "--inputs", "1", "--convention", "opposite", "--json"});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_EQ(nlohmann::json::parse(outcome.out)["verdict"], "refuted");
}

TEST(VerifyCommand, RefusesAConventionThatDoesNotExist) {
  Outcome const outcome = run_equivarify({"verify", tiny, "--convention", "oposite"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr("nearest: 'opposite'"));
}

TEST(VerifyCommand, ListsTheConventions) {
  EXPECT_THAT(run_equivarify({"verify", "--help"}).out,
              HasSubstr("\n  opposite               the authors' program"));
}

TEST(VerifyCommand, SaysTheSameForTheSameSeed) {
  std::vector<std::string> const arguments{
      "verify", tiny, "--tests", "20", "--inputs", "1", "--seed", "9"};
  EXPECT_EQ(run_equivarify(arguments).out, run_equivarify(arguments).out);
}

TEST(VerifyCommand, DoesExhaustiveChecksInShardsToTheSameBytes) {
  ::TemporaryFolder const temporary;
  auto const folder = temporary / "shards";
  auto const verify = [](std::vector<std::string> const& more) {
    std::vector<std::string> arguments{
        "verify", tiny, "--tests", "1", "--inputs", "1", "--json", "--cases", "300"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_equivarify(arguments);
  };
  Outcome const whole = verify({});
  EXPECT_EQ(whole.code, ExitCode::done) << whole.err;
  std::vector<std::string> const kept{"--shards", folder.string()};
  std::vector<std::string> share = kept;
  share.insert(share.end(), {"--shard", "1/3", "--threads", "2"});
  Outcome const part = verify(share);
  EXPECT_EQ(part.code, ExitCode::unfinished);
  EXPECT_EQ(part.out,
            "not finished: 21 of 64 shards of the exhaustive checks are done, 43 are left out; no "
            "verdict\nthe same command goes on, and gives the verdict without --shard\n");
  EXPECT_EQ(verify(kept).out, whole.out);
  EXPECT_EQ(verify({"--budget", "1e-9"}).code, ExitCode::unfinished);
  // Each of the shards takes many times the budget.
  std::filesystem::remove_all(folder);
  EXPECT_THAT(
      run_equivarify(
          {"verify", tiny, "--cases", "1000000", "--shards", folder.string(), "--budget", "0.001"})
          .out,
      HasSubstr("not finished: 0 of 64 shards of the exhaustive checks"));
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  EXPECT_EQ(verify(kept).out, whole.out);
  Outcome const other = verify({"--shards", folder.string(), "--seed", "2"});
  EXPECT_EQ(other.code, ExitCode::bad_input);
  EXPECT_THAT(other.err, HasSubstr("is of other work:\n  seed: 1 there, 2 now"));
  EXPECT_EQ(verify({"--shard", "3"}).code, ExitCode::bad_input);
}

std::vector<std::string> quick_verify(std::vector<std::string> const& more) {
  std::vector<std::string> arguments{"verify", tiny, "--tests", "2", "--inputs", "2"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(VerifyCommand, RefusesAShardThatSaysWhatNoShardCanSay) {
  ::TemporaryFolder const folder;
  std::vector<std::string> const command =
      quick_verify({"--cases", "300", "--shards", folder / "shards"});
  EXPECT_EQ(run_equivarify(command).code, ExitCode::done);
  std::filesystem::path const path = folder / "shards/shard-3.txt";
  auto const complaint = [&](std::string const& result) {
    support::forge_shard(path, result);
    Outcome const outcome = run_equivarify(command);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    std::string const start = "equivarify: " + path.string() + ": is no result of this work: ";
    EXPECT_EQ(outcome.err.rfind(start, 0), 0U) << outcome.err;
    return outcome.err.substr(std::min(start.size(), outcome.err.size()));
  };
  std::string const end = "\nDelete it, and the same command does this shard again.\n";
  std::string const whole = support::result_of_shard(path);
  nlohmann::json const right = nlohmann::json::parse(whole);
  EXPECT_EQ(complaint("nothing"), "expected a list of what 19 lemmas had" + end);
  EXPECT_EQ(complaint("[]"), "expected a list of what 19 lemmas had" + end);
  nlohmann::json changed = right;
  changed[1].erase("cases");
  EXPECT_EQ(complaint(changed.dump()),
            "of the lemma lift-equivariant it does not say what was seen" + end);
  changed[1]["cases"] = right[1]["cases"].get<int>() + 1;
  EXPECT_EQ(complaint(changed.dump()),
            "of the lemma lift-equivariant it has " + changed[1]["cases"].dump() +
                " cases, expected " + right[1]["cases"].dump() + end);
  changed = right;
  changed[1]["complete"] = right[1]["complete"].get<int>() + 1;
  EXPECT_EQ(complaint(changed.dump()),
            "of the lemma lift-equivariant it has other sets than those of this part" + end);
  changed = right;
  changed[1]["equations"] = 0;
  EXPECT_EQ(complaint(changed.dump()),
            "of the lemma lift-equivariant it has 0 equations in " + right[1]["cases"].dump() +
                " cases, expected one in each at least" + end);
  std::string const keys = "expected what was seen of each lemma, each key once and no other" + end;
  EXPECT_EQ(complaint(R"([{"more":1,)" + whole.substr(2)), keys);
  EXPECT_EQ(complaint(R"([{"cases":1,)" + whole.substr(2)), keys);
}

TEST(VerifyCommand, ReadsWhatRefutesALemmaFromShards) {
  ::TemporaryFolder const folder;
  std::vector<std::string> const command = quick_verify(
      {"--json", "--cases", "300", "--shards", folder / "shards", "--convention", "opposite"});
  Outcome const first = run_equivarify(command);
  EXPECT_EQ(first.code, ExitCode::refuted) << first.err;
  EXPECT_EQ(run_equivarify(command).out, first.out);
  std::filesystem::path const path = folder / "shards/shard-0.txt";
  nlohmann::json changed = nlohmann::json::parse(support::result_of_shard(path));
  auto const refuted = std::find_if(
      changed.begin(), changed.end(), [](auto const& one) { return one.contains("refutation"); });
  ASSERT_NE(refuted, changed.end());
  (*refuted)["refutation"]["facts"][0].erase("value");
  support::forge_shard(path, changed.dump());
  Outcome const outcome = run_equivarify(command);
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_THAT(outcome.err, HasSubstr(" it does not say what was seen\n"));
}

TEST(VerifyCommand, KeepsNoShardThatWasCutShort) {
  Network const network = load_network(tiny);
  auto const cases = [&](bool has_time) {
    VerificationOptions options{.cases = 300};
    options.watch.goes_on = [=] { return has_time; };
    EXPECT_TRUE(
        check_lemmas_in_shards(network, {}, *runtime::team_of_one(), options).is_complete());
    std::vector<std::uint64_t> counts;
    for (auto const& report : options.exhaustive) {
      EXPECT_FALSE(report.cut_short);
      counts.push_back(report.cases);
    }
    return counts;
  };
  EXPECT_EQ(cases(false), cases(true));
}

TEST(VerifyCommand, NamesWhatABudgetLeavesOutAndVerifiesNothing) {
  ::TemporaryFolder const folder;
  std::string const certificate = folder / "certificate.json";
  Outcome const outcome =
      run_equivarify(quick_verify({"--budget", "1e-9", "--certificate", certificate}));
  EXPECT_EQ(outcome.code, ExitCode::unfinished) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("  partly   kernel "));
  EXPECT_THAT(outcome.out, HasSubstr("  untried  "));
  EXPECT_THAT(outcome.out,
              HasSubstr("  left out, as time was over:\n"
                        "    network: 2 of 2 random inputs\n"
                        "    lemma action: cases on small sets\n"
                        "    lemma action: random instances\n"));
  EXPECT_THAT(outcome.out, HasSubstr("    lemma kernel: random instances\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nNOT FINISHED: what was checked holds; no verdict"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("VERIFIED")));
  EXPECT_EQ(outcome.err, certificate + ": not written, for checks were left out\n");
  EXPECT_FALSE(std::filesystem::exists(certificate));
}

TEST(VerifyCommand, LeavesNothingOutWhereTheBudgetIsLarge) {
  Outcome const outcome = run_equivarify(quick_verify({"--budget", "100000"}));
  EXPECT_EQ(outcome.code, ExitCode::done);
  EXPECT_EQ(outcome.out, run_equivarify(quick_verify({})).out);
}

TEST(VerifyCommand, ABudgetSavesNoStatementThatIsFalse) {
  Outcome const outcome =
      run_equivarify({"verify",
                      std::string{SPECS_FOLDER} + "/../tests/refute/convolution_as_it_is.json",
                      "--budget",
                      "1e-9",
                      "--json"});
  EXPECT_EQ(outcome.code, ExitCode::refuted) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr(R"("verdict": "refuted")"));
  EXPECT_THAT(outcome.out, HasSubstr(R"("left_out": [)"));
}

TEST(VerifyCommand, SaysWhatIsDoneWhereItIsAskedFor) {
  EXPECT_EQ(run_equivarify(quick_verify({})).err, "");
  std::string const err = run_equivarify(quick_verify({"--progress"})).err;
  EXPECT_THAT(err, HasSubstr(" s  network: random input 2 of 2\n"));
  EXPECT_THAT(err, HasSubstr(" s  lemma 1 of "));
  EXPECT_THAT(err, Not(HasSubstr("\x1b")));
}

TEST(VerifyCommand, WritesColourOnlyWhereItMay) {
  std::vector<std::string> const arguments{"verify", tiny, "--tests", "5", "--inputs", "1"};
  EXPECT_THAT(run_equivarify(arguments, true).out, HasSubstr("\x1b["));
  EXPECT_THAT(run_equivarify(arguments, false).out, Not(HasSubstr("\x1b[")));
}

} // namespace
} // namespace equivarify::codegen
