/// \file
/// What the program says of a command line that it does not take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/options_in_help.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

std::string const spec_of_tiny = std::string{SPECS_FOLDER} + "/tiny_c4.json";

TEST(CommandLine, TeachesByExample) {
  Outcome const help = run_equivarify({"--help"});
  EXPECT_EQ(help.code, ExitCode::done);
  EXPECT_THAT(help.out, HasSubstr("equivarify check specs/mnist_c4.json"));
  EXPECT_EQ(help.err, "");
  for (char const* command : {"check", "verify", "report"}) {
    Outcome const own = run_equivarify({command, "--help"});
    EXPECT_EQ(own.code, ExitCode::done);
    EXPECT_THAT(own.out, HasSubstr("Example")) << command;
  }
}

TEST(CommandLine, KnowsItsVersion) {
  EXPECT_THAT(run_equivarify({"--version"}).out, ::testing::StartsWith("equivarify "));
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
  for (std::vector<std::string> const& arguments : {std::vector<std::string>{},
                                                    {"chekc"},
                                                    {"check"},
                                                    {"check", spec_of_tiny, "--frobnicate"},
                                                    {"verify", spec_of_tiny, "--seed", "x"}}) {
    Outcome const outcome = run_equivarify(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err, "");
  }
}

TEST(CommandLine, NamesTheNearestOption) {
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--wieghts", "x"}).err,
            "equivarify: verify: there is no option --wieghts (nearest: --weights); --help lists "
            "all\n");
  // What is missing as well is of less use to whom a misspelling happened.
  EXPECT_EQ(run_equivarify({"explore", "decide", "--limt=3"}).err,
            "equivarify: decide: there is no option --limt (nearest: --limit); --help lists all\n");
  EXPECT_EQ(run_equivarify({"generate", "--outptu", "x", spec_of_tiny}).err,
            "equivarify: generate: there is no option --outptu (nearest: --output); --help lists "
            "all\n");
  EXPECT_EQ(run_equivarify({"--versoin"}).err,
            "equivarify: there is no option --versoin (nearest: --version); --help lists all\n");
}

TEST(CommandLine, SaysAllThatIsWrong) {
  EXPECT_EQ(
      run_equivarify(
          {"verify", "--wieghts=x", "--sead", "3", "--tests", "0", "--shard", "3/2", "a", "b"})
          .err,
      "equivarify: verify: 5 problems\n"
      "  there is no option --wieghts (nearest: --weights); --help lists all\n"
      "  there is no option --sead (nearest: --seed); --help lists all\n"
      "  there is no place for b\n"
      "  --tests: found 0, expected a whole number from 1 to 1,000,000\n"
      "  --shard: found 3/2, expected I/N, one of N shares counted from 0, such as 0/4 to 3/4\n");
  EXPECT_THAT(run_equivarify({"generate", "--target", "pyton"}).err,
              ::testing::StartsWith("equivarify: generate: 3 problems\n  SPEC is required\n"));
}

TEST(CommandLine, NamesTheNearestValue) {
  auto const complaint = [](std::vector<std::string> const& arguments) {
    Outcome const outcome = run_equivarify(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    return outcome.err.substr(0, outcome.err.find('\n'));
  };
  EXPECT_EQ(
      complaint({"generate", spec_of_tiny, "--output", "x", "--target", "pytroch"}),
      "equivarify: generate: --target: found 'pytroch', expected one of cpp, c, onnx, pytorch, "
      "page, vnnlib (nearest: 'pytorch')");
  EXPECT_THAT(complaint({"generate", spec_of_tiny, "--output", "x", "--target", "java"}),
              ::testing::EndsWith("expected one of cpp, c, onnx, pytorch, page, vnnlib"));
  std::string const passes = ", expected one of norm, relu, fourier, winograd";
  EXPECT_EQ(run_equivarify({"plan", spec_of_tiny, "--without", "winogard", "fuss", "relu"}).err,
            "equivarify: plan: 2 problems\n  --without: found 'winogard'" + passes +
                " (nearest: 'winograd')\n  --without: found 'fuss'" + passes + "\n");
  EXPECT_THAT(run_equivarify({"lift", "x.onnx", "--construction", "kernel-quotient"}).err,
              HasSubstr("(nearest: 'kernel_quotient')\n"));
  EXPECT_EQ(complaint({"symmetries", "x.csv", "--search", "alway"}),
            "equivarify: symmetries: --search: found 'alway', expected one of auto, always, never "
            "(nearest: 'always')");
  EXPECT_THAT(run_equivarify({"plan", "--help"}).out, HasSubstr("{"));
}

TEST(CommandLine, RefusesValuesOfFlagsAndOptionsWithTooManyOrNone) {
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--json=yes"}).err,
            "equivarify: verify: --json: found yes, expected no value\n");
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--json=true"}).err,
            "equivarify: verify: --json: found true, expected no value\n");
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--json=maybe", "--jsno"}).err,
            "equivarify: verify: 2 problems\n"
            "  there is no option --jsno (nearest: --json); --help lists all\n"
            "  --json: found maybe, expected no value\n");
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--seed", "1", "--seed", "2"}).err,
            "equivarify: verify: --seed: found 2 values, expected one\n");
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--seed"}).err,
            "equivarify: verify: --seed: found none, expected a value\n");
  EXPECT_EQ(run_equivarify({"verify", "--seed", "--json", spec_of_tiny}).err,
            "equivarify: verify: --seed: found --json, expected a whole number from 0 to "
            "2^64 - 1\n");
  EXPECT_EQ(run_equivarify({"generate", "--output", "--inference-only", spec_of_tiny}).err,
            "equivarify: generate: --output: found --inference-only, expected a value\n");
  EXPECT_EQ(run_equivarify({"verify", "--json=", spec_of_tiny}).err,
            "equivarify: verify: --json: found =, expected no value\n");
}

TEST(CommandLine, RefusesValuesOfTheFlagsThatAllCommandsHave) {
  for (char const* const flag : {"--help", "-h", "--version"}) {
    EXPECT_EQ(run_equivarify({std::string{flag} + "=yes"}).err,
              std::string{"equivarify: "} + flag + ": found yes, expected no value\n");
  }
  Outcome const outcome = run_equivarify({"check", "--help=x", spec_of_tiny});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.err, "equivarify: check: --help: found x, expected no value\n");
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(run_equivarify({"--version=1", "check", spec_of_tiny}).err,
            "equivarify: check: --version: found 1, expected no value\n");
}

TEST(CommandLine, ReadsNumbersAsDecimalOnes) {
  auto const report = [](std::string const& number) {
    return run_equivarify({"explore", "minimal", "--group", "C2", "--labels", number}).out;
  };
  EXPECT_EQ(report("010"), report("10"));
  EXPECT_NE(report("010"), report("8"));
  EXPECT_EQ(run_equivarify({"verify", spec_of_tiny, "--tests", "00"}).err,
            "equivarify: verify: --tests: found 0, expected a whole number from 1 to 1,000,000\n");
}

TEST(CommandLine, TakesTwoDashesForTheEndOfOptions) {
  EXPECT_EQ(run_equivarify({"check", "--", spec_of_tiny}).code, ExitCode::done);
  EXPECT_EQ(run_equivarify({"plan", "--no-measure", "--", spec_of_tiny}).code, ExitCode::done);
  EXPECT_THAT(run_equivarify({"check", "--", "-x.json"}).err,
              ::testing::StartsWith("-x.json: cannot be read\n"));
  EXPECT_EQ(run_equivarify({"check", "--", spec_of_tiny, "--json"}).err,
            "equivarify: check: there is no place for --json\n");
}

TEST(CommandLine, RefusesOptionsBeforeTheCommand) {
  EXPECT_EQ(run_equivarify({"--json", "verify", spec_of_tiny}).err,
            "equivarify: verify: --json stands before verify, expected after it\n");
  EXPECT_EQ(run_equivarify({"--sed", "2", "verify", spec_of_tiny}).err,
            "equivarify: verify: there is no option --sed (nearest: --seed); --help lists all\n");
  EXPECT_EQ(run_equivarify({"explore", "--labels", "2", "minimal", "--group", "C2"}).err,
            "equivarify: minimal: --labels stands before minimal, expected after it\n");
  EXPECT_EQ(run_equivarify({"explore", "--lables=2", "minimal", "--group", "C2"}).err,
            "equivarify: minimal: there is no option --lables (nearest: --labels); --help lists "
            "all\n");
  EXPECT_EQ(run_equivarify({"explore", "C2", "minimal", "--group", "C2"}).err,
            "equivarify: minimal: there is no place for C2 before minimal\n");
}

TEST(CommandLine, RefusesWhatNoOptionTakes) {
  struct Case {
    std::vector<std::string> arguments;
    std::string refusal;
  };

  std::string const most = ", expected a whole number from 0 to 2.64 - 1\n"; // as a pattern
  for (Case const& each :
       {Case{{"verify", spec_of_tiny, "--cases", "99999999999999999999"},
             "--cases: found 99999999999999999999" + most},
        Case{{"verify", spec_of_tiny, "--seed", "-1"}, "--seed: found -1" + most},
        Case{{"verify", spec_of_tiny, "--seed", " -1"}, "--seed: found  -1" + most},
        Case{{"verify", spec_of_tiny, "--seed", "1.5"}, "--seed: found 1.5" + most},
        Case{{"verify", spec_of_tiny, "--seed", "18446744073709551616"},
             "--seed: found 18446744073709551616" + most},
        Case{{"verify", spec_of_tiny, "--tests", "99999999999999999999"},
             "--tests: found 99999999999999999999, expected a whole number from 1 to 1,000,000"},
        Case{{"verify", spec_of_tiny, "--inputs", "99999999999999999999"}, "--inputs: "},
        Case{{"verify", spec_of_tiny, "--inputs", "-3"},
             "--inputs: found -3, expected a whole number from 0 to 1,000,000\n"},
        Case{{"verify", spec_of_tiny, "--tests", ""},
             "--tests: found '', expected a whole number from 1 to 1,000,000\n"},
        Case{{"verify", spec_of_tiny, "--seed", "0x10"}, "--seed: found 0x10" + most},
        Case{{"verify", spec_of_tiny, "--budget", "0x10"},
             "--budget: found 0x10, expected seconds from 0\n"},
        Case{{"verify", spec_of_tiny, "--budget", ""},
             "--budget: found '', expected seconds from 0\n"},
        Case{{"verify", spec_of_tiny, "--threads", "4294967297"}, "--threads: "},
        Case{{"verify", spec_of_tiny, "--shards", ""}, "--shards: found '', expected a value"},
        Case{{"verify", spec_of_tiny, "--budget", "1e999"},
             "--budget: found 1e999, expected seconds from 0"},
        Case{{"explore", "minimal", "--group", "C2", "--limit", "99999999999999999999"},
             "--limit: found 99999999999999999999" + most},
        Case{{"explore", "minimal", "--group", "C2", "--labels", "4294967298"}, "--labels: "},
        Case{{"probe", "x.json", "--ulps", "99999999999999999999"},
             "--ulps: found 99999999999999999999" + most}}) {
    Outcome const outcome = run_equivarify(each.arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input) << each.refusal;
    EXPECT_THAT('\n' + outcome.err, ContainsRegex("(\n|:) *" + each.refusal));
  }
}

TEST(CommandLine, RefusesAnEmptyValueOfAnyOption) {
  std::size_t options = 0;
  std::vector<std::vector<std::string>> commands;
  for (char const* const name : {"action",
                                 "adopt",
                                 "agree",
                                 "check",
                                 "generate",
                                 "group",
                                 "inspect",
                                 "lift",
                                 "mutants",
                                 "plan",
                                 "probe",
                                 "report",
                                 "symmetries",
                                 "theory",
                                 "verify"}) {
    commands.push_back({name});
  }
  for (char const* const name : {"classify", "compare", "decide", "heads", "minimal", "relate"}) {
    commands.push_back({"explore", name});
  }
  for (std::vector<std::string> const& command : commands) {
    auto const with = [&](std::vector<std::string> const& more) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), more.begin(), more.end());
      return run_equivarify(arguments);
    };
    for (std::string const& option : support::options_with_values(with({"--help"}).out)) {
      Outcome const outcome = with({option, ""});
      EXPECT_EQ(outcome.code, ExitCode::bad_input) << command.back() << ' ' << option;
      EXPECT_THAT('\n' + outcome.err, ContainsRegex("(\n|:) *" + option + ": ")) << command.back();
      options += 1;
    }
  }
  EXPECT_GT(options, 100U);
  EXPECT_THAT(
      run_equivarify({"verify", spec_of_tiny, "--certificate", ""}).err,
      ::testing::StartsWith("equivarify: verify: --certificate: found '', expected a value\n"));
  EXPECT_EQ(run_equivarify({"check", ""}).code, ExitCode::bad_input);
}

TEST(CommandLine, SaysThatAFileIsMissing) {
  Outcome const outcome = run_equivarify({"check", "no_such_spec.json"});
  EXPECT_EQ(outcome.code, ExitCode::bad_input);
  EXPECT_EQ(outcome.err,
            "no_such_spec.json: cannot be read\n"
            "  found        No such file or directory\n"
            "  expected     a spec in a JSON file\n"
            "1 problem in no_such_spec.json\n");
}

TEST(CommandLine, SaysThatAFolderIsNoFile) {
  EXPECT_THAT(run_equivarify({"check", SPECS_FOLDER}).err,
              HasSubstr("found        Is a directory\n"));
}

} // namespace
} // namespace equivarify::codegen
