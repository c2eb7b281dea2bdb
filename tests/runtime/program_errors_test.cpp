#include "equivarify/runtime/commands/program.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "runtime/toy_program.hpp"
#include "support/options_in_help.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using toy::contents;
using toy::Program;
using toy::Result;
using toy::run;
using toy::toy_program;

TEST_F(Program, NamesMistakesOfItsUser) {
  EXPECT_EQ(run({"evaluate", "--data", data_, "--weights", "none"}).err,
            "toy: none: cannot open: No such file or directory\n");
  EXPECT_EQ(run({"evaluate", "--data", data_, "--weights", "none"}).outcome,
            runtime::Outcome::user_error);
  EXPECT_EQ(run({"train", "--data", data_}).outcome, runtime::Outcome::user_error);
  EXPECT_EQ(run({}).outcome, runtime::Outcome::user_error);
  EXPECT_EQ(run({"fly"}).outcome, runtime::Outcome::user_error);
  for (char const* const batch : {"0", "-3", "many"}) {
    EXPECT_EQ(train({"--batch", batch}).outcome, runtime::Outcome::user_error) << batch;
  }
  EXPECT_FALSE(fs::exists(output_));
}

TEST_F(Program, NoticesThatItsOutputCannotBeWritten) {
  train();
  std::string const images = (folder_ / "t10k-images-idx3-ubyte").string();
  fs::path const anew = folder_ / "anew";
  std::vector<std::vector<std::string>> const calls{
      {"--help"},
      {"train", "--data", data_, "--output", anew.string()},
      {"train", "--data", data_, "--output", output_.string()},
      {"evaluate", "--data", data_, "--weights", weights_},
      {"evaluate", "--data", data_, "--weights", weights_, "--json", "-"},
      {"check", "--data", data_, "--weights", weights_},
      {"predict", images, "--weights", weights_},
      {"bench", "--repetitions", "1", "--seconds", "0"}};
  for (std::vector<std::string> const& call : calls) {
    std::ofstream full("/dev/full");
    std::ostringstream err;
    EXPECT_EQ(run_program(toy_program({full, err, false}), call), runtime::Outcome::user_error)
        << call[0];
    EXPECT_EQ(err.str(), "toy: standard output: cannot be written\n") << call[0];
  }
  EXPECT_EQ(contents(anew / "weights.safetensors"), contents(weights_));
}

TEST_F(Program, NoticesAtOnceThatAFolderCannotBeWritten) {
  Result const result = run({"train", "--data", data_, "--output", "/proc"});
  EXPECT_EQ(result.outcome, runtime::Outcome::user_error);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "toy: /proc: cannot make a file in it: No such file or directory\n");
}

TEST_F(Program, TeachesItsUse) {
  Result const help = run({"--help"});
  EXPECT_EQ(help.outcome, runtime::Outcome::success);
  EXPECT_NE(help.out.find("toy train --data build/mnist --output run"), std::string::npos);
  EXPECT_EQ(run({"train", "--help"}).outcome, runtime::Outcome::success);
}

TEST_F(Program, NamesTheWordThatItDoesNotKnow) {
  Result const option = run({"train", "--datta", "x"});
  EXPECT_EQ(option.outcome, runtime::Outcome::user_error);
  EXPECT_EQ(option.err,
            "toy: train: there is no option --datta (nearest: --data); --help lists all\n");
  EXPECT_EQ(run({"check", "--wieghts=x"}).err,
            "toy: check: there is no option --wieghts (nearest: --weights); --help lists all\n");
  EXPECT_EQ(run({"train", "--wieghts=x"}).err, // none that it has is near
            "toy: train: there is no option --wieghts; --help lists all\n");
  EXPECT_EQ(run({"--hlep"}).err,
            "toy: there is no option --hlep (nearest: --help); --help lists all\n");
  Result const command = run({"trian"});
  EXPECT_EQ(command.outcome, runtime::Outcome::user_error);
  EXPECT_EQ(command.err,
            "toy: there is no command trian; expected train, evaluate, check, predict, adopt, "
            "quantise or bench (nearest: train)\n");
  EXPECT_EQ(run({std::string(200, 'x')}).err.substr(0, 40),
            "toy: there is no command " + std::string(15, 'x'));
}

TEST_F(Program, RefusesNumbersThatNoOptionTakes) {
  struct Case {
    std::vector<std::string> arguments;
    std::string refusal;
  };

  for (Case const& each :
       {Case{{"train", "--epochs", "-1"},
             "--epochs: found -1, expected a whole number from 1 to 100,000"},
        Case{{"train", "--epochs", "99999999999999999999"}, "found 99999999999999999999"},
        Case{{"train", "--limit", "-1"},
             "--limit: found -1, expected a whole number from 0 to 2^64 - 1"},
        Case{{"train", "--batch", "0"},
             "--batch: found 0, expected a whole number from 1 to 65,536"},
        Case{{"train", "--learning-rate", "nan"},
             "--learning-rate: found nan, expected a number greater than 0"},
        Case{{"quantise", "--epochs", "-1"},
             "--epochs: found -1, expected a whole number from 0 to 100,000"},
        Case{{"train", "--batch", "18446744073709551615"}, "found 18446744073709551615"},
        Case{{"quantise", "--epochs", "1", "--learning-rate", "inf"},
             "--learning-rate: found inf, expected a number greater than 0"},
        Case{{"bench", "--seconds", "-1"}, "--seconds: found -1, expected a number from 0 on"}}) {
    Result const result = run(each.arguments);
    EXPECT_EQ(result.outcome, runtime::Outcome::user_error);
    EXPECT_NE(result.err.find(each.refusal), std::string::npos) << result.err;
  }
}

TEST_F(Program, RefusesAnEmptyValueOfAnyOption) {
  std::size_t options = 0;
  for (char const* const command :
       {"train", "evaluate", "check", "predict", "adopt", "quantise", "bench"}) {
    for (std::string const& option :
         equivarify::support::options_with_values(run({command, "--help"}).out)) {
      Result const result = run({command, option, ""});
      EXPECT_EQ(result.outcome, runtime::Outcome::user_error) << command << ' ' << option;
      EXPECT_NE(result.err.find(option + ": "), std::string::npos) << result.err;
      options += 1;
    }
  }
  EXPECT_GT(options, 40U);
  Result const result = run({"train", "--output", "x", "--validation", ""});
  EXPECT_NE(result.err.find("--validation: found '', expected a value"), std::string::npos)
      << result.err;
  EXPECT_EQ(run({"predict", "", "--weights", weights_}).outcome, runtime::Outcome::user_error);
}

TEST_F(Program, SaysAllThatIsWrongWithItsOptions) {
  EXPECT_EQ(run({"check", "--data", data_, "--domain", "bit:36", "--threads", "0"}).err,
            "toy: check: 4 problems\n"
            "  --data excludes --domain\n"
            "  --weights is required\n"
            "  --threads: found 0, expected a whole number from 1 to 1,024\n"
            "  --domain: \"bit:36\" names no domain and no file: expected bits:N, signs:N, "
            "levels:V,V,..., tic_tac_toe, reachable:FILE or a data file (nearest: bits:N)\n");
  EXPECT_NE(run({"check", "--weights", "w", "--domain", "bits:35", "--limit", "3"})
                .err.find("--domain: the domain bits:35 does not fit: the network toy takes inputs "
                          "of 36 numbers, so write bits:36\n"),
            std::string::npos);
}

TEST_F(Program, RefusesValuesOfFlagsAndOptionsWithTooMany) {
  EXPECT_EQ(run({"train", "--data", data_, "--output", "x", "--fresh=yes"}).err,
            "toy: train: --fresh: found yes, expected no value\n");
  EXPECT_EQ(run({"train", "--data", data_, "--data", data_, "--output", "x"}).err,
            "toy: train: --data: found 2 values, expected one\n");
  EXPECT_FALSE(fs::exists("x"));
}

TEST_F(Program, SaysAllThatIsWrongWithItsShards) {
  EXPECT_EQ(run({"check", "--weights", "w", "--shard", "3/2", "--budget", "-1"}).err,
            "toy: check: 2 problems\n"
            "  --shard: found 3/2, expected I/N, one of N shares counted from 0, such as 0/4 to "
            "3/4\n"
            "  --budget: found -1, expected a number from 0 on\n");
}

TEST_F(Program, NamesEveryWordThatItDoesNotKnow) {
  // What is missing may be what was misspelt, and a word after an option its value.
  EXPECT_EQ(run({"check", "--wieghts", "w", "--dommain=x", "--threads", "0", "more"}).err,
            "toy: check: 4 problems\n"
            "  there is no option --wieghts (nearest: --weights); --help lists all\n"
            "  there is no option --dommain (nearest: --domain); --help lists all\n"
            "  there is no place for more\n"
            "  --threads: found 0, expected a whole number from 1 to 1,024\n");
  EXPECT_EQ(
      run({"--verson", "x", "trian", "--frob"}).err,
      "toy: 2 problems\n"
      "  there is no option --verson; --help lists all\n"
      "  there is no command trian; expected train, evaluate, check, predict, adopt, quantise "
      "or bench (nearest: train)\n");
}

TEST(ProgramErrors, OfMemoryAreNoBug) {
  std::ostringstream out;
  std::ostringstream err;
  runtime::Program const program{
      runtime::describe<toy::Model>(),
      [](runtime::ThreadPool&) -> std::unique_ptr<runtime::Network> { throw std::bad_alloc(); },
      {out, err, false}};
  EXPECT_EQ(run_program(program, {"bench"}), runtime::Outcome::user_error);
  EXPECT_EQ(err.str(), "toy: not enough memory\n");
}

TEST(ProgramErrors, OfItsOwnAreInternal) {
  std::ostringstream out;
  std::ostringstream err;
  runtime::Program const program{runtime::describe<toy::Model>(),
                                 [](runtime::ThreadPool&) -> std::unique_ptr<runtime::Network> {
                                   throw std::logic_error("a bug");
                                 },
                                 {out, err, false}};
  EXPECT_EQ(run_program(program, {"bench"}), runtime::Outcome::internal_error);
  EXPECT_EQ(err.str(), "toy: internal error: a bug\n");
}

} // namespace
