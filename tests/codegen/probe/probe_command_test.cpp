/// \file
/// `equivarify probe` from the command line to the exit code.
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using support::Outcome;
using support::run_equivarify;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Outcome probe(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "probe");
  return run_equivarify(arguments);
}

/// A folder with a form for the black boxes of a test; of its own, since tests run side by side.
class ProbeCommand : public ::testing::Test {
protected:
  ProbeCommand() {
    std::ofstream{form} << R"({"group": "C4",
      "input": {"shape": [1, 2, 2], "action": {"r": "quarter_turn"}},
      "output": {"shape": [1], "copies": "regular"}})";
  }

  static std::string program(std::string const& mode) {
    return std::string{BOX_PROGRAM} + " " + mode;
  }

private:
  TemporaryFolder const place_;

protected:
  std::string const folder = place_.path().string();
  std::string const form = folder + "/turns.json";
};

TEST_F(ProbeCommand, HoldsForALift) {
  for (std::vector<std::string> const& box :
       {std::vector<std::string>{"--program", program("lift")},
        {"--program", program("lift text"), "--format", "text"},
        {"--library", BOX_LIBRARY}}) {
    std::vector<std::string> arguments{form};
    arguments.insert(arguments.end(), box.begin(), box.end());
    Outcome const outcome = probe(arguments);
    EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
    EXPECT_THAT(
        outcome.out,
        AllOf(HasSubstr("holds: f(g x) = g f(x) to the bit\n"), HasSubstr("all 4 elements of C4")));
  }
}

TEST_F(ProbeCommand, NamesTheAuthorsConvention) {
  Outcome const outcome = probe({form, "--library", BOX_LIBRARY, "--function", "opposite"});
  EXPECT_EQ(outcome.code, ExitCode::refuted) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("refutes: f(g x) = g f(x) to the bit\n  g = r\n  x = 1 at [0]["),
                    HasSubstr("  follows opposite: f(g x)(h) = f(x)(h g) (the authors' opposite "
                              "shift"),
                    HasSubstr("the largest subgroup under which f(g x) = g f(x) held: <r^2>, 2")));
}

TEST_F(ProbeCommand, ShrinksAndReplaysASubtleMistake) {
  std::string const failing = folder + "/failing.txt";
  Outcome const outcome = probe({form, "--program", program("wrong"), "--write-input", failing});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  EXPECT_THAT(outcome.out, HasSubstr("x = 1 at [0][0][1], 1 at [0][1][0], 0 elsewhere\n"));
  EXPECT_THAT(outcome.out, HasSubstr("--program '" + program("wrong") + "' --input '" + failing));
  std::ifstream file{failing};
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), "0 1 1 0\n");
  Outcome const again = probe({form, "--program", program("wrong"), "--input", failing});
  EXPECT_EQ(again.code, ExitCode::refuted);
  EXPECT_THAT(again.out, HasSubstr("1 input, all 4 elements"));
  Outcome const fine = probe({form, "--program", program("lift"), "--input", failing});
  EXPECT_EQ(fine.code, ExitCode::done);
}

TEST_F(ProbeCommand, AcceptsWhatATolerancePermits) {
  std::vector<std::string> const arguments{form, "--program", program("wrong"), "--tolerance"};
  auto const with = [&](char const* tolerance) {
    std::vector<std::string> all = arguments;
    all.emplace_back(tolerance);
    return probe(all).code;
  };
  EXPECT_EQ(with("0.3"), ExitCode::done);
  EXPECT_EQ(with("0.2"), ExitCode::refuted);
}

struct MotionCase {
  char const* function;
  char const* input;
  char const* output;
};

/// Every kind of motion of specs, with signs: a vector, the value of a position, shifts, colours.
TEST_F(ProbeCommand, TakesTheMotionsOfSpecs) {
  std::string const file = folder + "/motions.json";
  for (MotionCase const& motion :
       {MotionCase{
            "moments",
            R"({"shape": [1, 3, 3], "integers": true, "action": {"r": "quarter_turn"}})",
            R"({"shape": [2], "action": {"r": [{"signs": [-1, 1]}, {"permutation": [1, 0]}]}})"},
        {"difference",
         R"({"shape": [2, 3, 3], "integers": true, "action": {"r": {"permute_channels": [1, 0]}}})",
         R"({"shape": [1], "action": {"r": "negate"}})"},
        {"doubled",
         R"({"shape": [1, 1, 4], "action": {"r": {"shift_columns": 1}}})",
         R"({"shape": [1, 1, 4], "action": {"r": {"shift_columns": 1}}})"},
        {"doubled",
         R"({"shape": [3, 2, 2], "action": {"r": {"negate_channels": [1]}}})",
         R"({"shape": [3, 2, 2], "action": {"r": {"negate_channels": [1]}}})"}}) {
    std::ofstream{file} << R"({"group": "C4", "input": )" << motion.input << R"(, "output": )"
                        << motion.output << "}";
    Outcome const outcome = probe({file, "--library", BOX_LIBRARY, "--function", motion.function});
    EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err << outcome.out;
  }
}

TEST_F(ProbeCommand, SeesWrongSignsAndNamesTheLawThatIsFollowed) {
  std::string const file = folder + "/wrong_signs.json";
  std::ofstream{file} << R"({"group": "C4",
      "input": {"shape": [1, 3, 3], "integers": true, "action": {"r": "quarter_turn"}},
      "output": {"shape": [2], "action": {"r": [{"signs": [1, -1]}, {"permutation": [1, 0]}]}}})";
  Outcome const outcome = probe({file, "--library", BOX_LIBRARY, "--function", "moments"});
  EXPECT_EQ(outcome.code, ExitCode::refuted) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("  follows right_action: f(g x) = g^-1 f(x)"),
                    HasSubstr("the largest subgroup under which f(g x) = g f(x) held: <r^2>, 2")));
}

TEST_F(ProbeCommand, SpeaksJson) {
  Outcome const outcome =
      probe({form, "--program", program("opposite"), "--json", "--elements", "generators"});
  EXPECT_EQ(outcome.code, ExitCode::refuted);
  nlohmann::json const report = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(report["verdict"], "refuted");
  EXPECT_EQ(report["counterexample"]["g"], "r");
  EXPECT_EQ(report["counterexample"]["nonzero_entries_of_x"].size(), 1U);
  EXPECT_EQ(report["identification"]["follows"][0]["name"], "opposite");
  EXPECT_EQ(report["all_elements"], false);
  Outcome const nan = probe({form, "--program", program("nan"), "--json"});
  EXPECT_EQ(nan.code, ExitCode::done);
  EXPECT_GT(nlohmann::json::parse(nan.out)["outputs_that_are_nan"], 0);
}

TEST_F(ProbeCommand, SaysTheSameForTheSameSeed) {
  std::vector<std::string> const arguments{form, "--program", program("wrong"), "--seed", "7"};
  EXPECT_EQ(probe(arguments).out, probe(arguments).out);
}

TEST_F(ProbeCommand, EndsWithTwoWhereTheBlackBoxIsAtFault) {
  for (char const* mode : {"exits", "dies", "extra", "floods", "words"}) {
    Outcome const outcome = probe({form, "--program", program(mode)});
    EXPECT_EQ(outcome.code, ExitCode::bad_input) << mode;
    EXPECT_THAT(outcome.err, HasSubstr("equivarify: the program '")) << mode;
    EXPECT_EQ(outcome.out, "");
  }
  Outcome const slow = probe({form, "--program", program("hangs"), "--timeout", "0.2"});
  EXPECT_EQ(slow.code, ExitCode::bad_input);
}

TEST_F(ProbeCommand, RefusesACommandLineThatMakesNoSense) {
  for (std::vector<std::string> const& arguments :
       {std::vector<std::string>{form},
        {form, "--program", "x", "--library", "y"},
        {form, "--program", "x", "--format", "json"},
        {folder + "/missing.json", "--program", "x"},
        {form, "--program", program("lift"), "--input", form},
        {form, "--program", program("lift"), "--input", "/dev/null"}}) {
    Outcome const outcome = probe(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    EXPECT_NE(outcome.err, "");
  }
}

TEST_F(ProbeCommand, TeachesByExample) {
  Outcome const help = probe({"--help"});
  EXPECT_EQ(help.code, ExitCode::done);
  EXPECT_THAT(help.out, AllOf(HasSubstr("Examples:"), HasSubstr("int equivarify_evaluate(")));
  EXPECT_THAT(help.out, Not(HasSubstr("\t")));
}

} // namespace
} // namespace equivarify::codegen
