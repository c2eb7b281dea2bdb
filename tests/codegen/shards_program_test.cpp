/// \file
/// Commands in shards through the program: signals, kills, locks, and several processes.
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/folder_lock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "program/command.hpp"

namespace {

namespace fs = std::filesystem;
using equivarify::testing::CommandResult;
using equivarify::testing::run_command;
using ::testing::HasSubstr;

/// A command with more shards than are done before a kill.
struct LongCommand {
  char const* name;
  std::string arguments;
  std::ptrdiff_t shards;

  friend std::ostream& operator<<(std::ostream& stream, LongCommand const& command) {
    return stream << command.name;
  }
};

LongCommand const verify{
    "verify", "verify " SPEC " --tests 1 --inputs 1 --json --cases 1000000 ", 64};

class ShardsProgram : public ::testing::Test {
protected:
  explicit ShardsProgram(LongCommand command = verify) : command_{std::move(command)} {
    std::ofstream(folder_ / "heads.json")
        << R"({"group": "D12", "labels": 2, "set": 1, "action": {"r": [0], "s": [0]}})";
    std::ofstream(folder_ / "decide.json") << R"json({"group": "C2 x C2 x C2 x C2", "labels": 2,
                   "construction": "Map(G, Z) x 16, p(s, n) = s(e)"})json";
  }

  /// The program with the command's arguments.
  [[nodiscard]] std::string program() const { return EQUIVARIFY_PROGRAM " " + command_.arguments; }

  CommandResult run(std::string const& command) const { return run_command(folder_, command); }

  /// Runs the program, sends it \p signal as soon as it has a result, and waits for its end.
  CommandResult interrupt(std::string const& signal) const {
    return run(program() +
               "--shards shards & id=$!\n"
               "n=0; until ls shards/shard-*.txt >ls.txt 2>&1 || [ $n -ge 20000 ]\n" // if it fails
               "do sleep 0.01; n=$((n + 1)); done\n"
               "kill -" +
               signal + " $id; wait $id");
  }

  /// Whether the shards in the folder end as those of a program that nothing disturbed.
  void expect_to_go_on() const {
    CommandResult const whole = run(program());
    EXPECT_EQ(whole.exit_code, 0) << whole.output;
    EXPECT_TRUE(run(program() + "--shards shards").output == whole.output);
    EXPECT_EQ(files(), command_.shards);
  }

  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator{folder_ / "shards"}, fs::directory_iterator{});
  }

  LongCommand command_;
  fs::path folder_ = equivarify::testing::empty_folder(
      ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ShardsProgram, EndsAtASignalWithWholeShardsAndGoesOn) {
  for (char const* const signal : {"INT", "TERM"}) {
    fs::remove_all(folder_ / "shards");
    CommandResult const result = interrupt(signal);
    EXPECT_EQ(result.exit_code, 130);
    EXPECT_THAT(result.output, HasSubstr("not finished: "));
    EXPECT_THAT(result.output, HasSubstr("the same command goes on"));
    EXPECT_LT(files(), 64);
  }
  expect_to_go_on();
}

TEST_F(ShardsProgram, VerifyNamesWhatASignalLeavesOutWithoutShardsToo) {
  CommandResult const result =
      run(EQUIVARIFY_PROGRAM " verify " SPEC " --inputs 1000000 --json --progress 2>progress.txt & "
                             "id=$!\n"
                             "n=0; until [ -s progress.txt ] || [ $n -ge 20000 ]\n"
                             "do sleep 0.01; n=$((n + 1)); done\n"
                             "kill -INT $id; wait $id");
  EXPECT_EQ(result.exit_code, 130) << result.output;
  EXPECT_THAT(result.output, HasSubstr(R"("verdict": "unfinished")"));
  EXPECT_THAT(result.output, HasSubstr(R"("left_out": [)"));
}

TEST_F(ShardsProgram, FindsAForgedResultByDoingItAgain) {
  EXPECT_THAT(run(program() + "--shards shards --recheck 0/1 2>&1").output,
              HasSubstr("no kept shard was done once more"));
  CommandResult const same = run(program() + "--shards shards --recheck 0/16 2>&1 >json.txt");
  EXPECT_EQ(same.exit_code, 0);
  EXPECT_EQ(same.output, "4 of 64 shards done once more: the same results\n");

  std::string file = equivarify::testing::read_file(folder_ / "shards/shard-7.txt");
  std::size_t const digest = file.find("result: ") + 8;
  std::size_t const result = file.find('\n', digest) + 1;
  std::size_t const equations = file.find("\"equations\":") + 12;
  ASSERT_LT(result, equations);
  file.insert(equations, "1");
  std::string const sum = equivarify::runtime::sha256(std::string_view(file).substr(result));
  file.replace(digest, sum.size(), sum);
  std::ofstream(folder_ / "shards/shard-7.txt") << file;
  EXPECT_EQ(run(program() + "--shards shards --recheck 0/16").exit_code, 0);
  CommandResult const found = run(program() + "--shards shards --recheck 7/16");
  EXPECT_EQ(found.exit_code, 2);
  EXPECT_THAT(found.output,
              HasSubstr("shards/shard-7.txt: is no result of this work: done again, it came out "
                        "otherwise"));
}

TEST_F(ShardsProgram, WorksInAFolderAloneUnlessItDoesAShare) {
  fs::create_directories(folder_ / "shards");
  equivarify::runtime::FolderLock const lock(folder_ / "shards");
  CommandResult const second = run(program() + "--shards shards");
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_EQ(second.output, "equivarify: shards: another process is at work in this folder\n");
  EXPECT_EQ(run(program() + "--shards shards --shard 0/64").exit_code, 130);
  EXPECT_EQ(files(), 1);
}

/// Every command that works in shards.
class ShardsOf : public ShardsProgram, public ::testing::WithParamInterface<LongCommand> {
protected:
  ShardsOf() : ShardsProgram{GetParam()} {}
};

std::string const more = "--list-up-to 1048576 --limit 2 ";

INSTANTIATE_TEST_SUITE_P(
    Each,
    ShardsOf,
    ::testing::Values(
        verify,
        LongCommand{"classify",
                    "explore classify --group D10 --points 1048576..1048596 --list " + more,
                    128},
        LongCommand{"minimal", "explore minimal --group D10 " + more, 64},
        LongCommand{
            "heads", "explore heads heads.json --json --limit 2 --list-up-to 16777216 ", 1024},
        LongCommand{"decide", "explore decide decide.json --limit 2 ", 67}),
    [](auto const& of) { return of.param.name; });

TEST_P(ShardsOf, GoOnAfterAKill) {
  EXPECT_EQ(interrupt("KILL").exit_code, 128 + SIGKILL);
  EXPECT_LT(files(), command_.shards);
  expect_to_go_on();
}

#ifdef EQUIVARIFY_MPI_PROGRAM

/// Some mpirun give the first rank a terminal.
std::string mpirun(std::size_t ranks) {
  return std::string(equivarify::testing::mpi_settings)
      .append("export NO_COLOR=1; ")
      .append(MPIRUN " -n ")
      .append(std::to_string(ranks))
      .append(" " EQUIVARIFY_MPI_PROGRAM " ");
}

TEST_P(ShardsOf, SayTheSameByAnyNumberOfProcesses) {
  CommandResult const whole = run(program());
  EXPECT_TRUE(run(EQUIVARIFY_MPI_PROGRAM " " + command_.arguments).output == whole.output);
  CommandResult const shared = run(mpirun(3) + command_.arguments + "--shards shards");
  EXPECT_EQ(shared.exit_code, 0);
  EXPECT_TRUE(shared.output == whole.output) << shared.output.substr(0, 500);
  EXPECT_EQ(files(), command_.shards);
}

TEST_P(ShardsOf, GoOnAfterARankIsKilled) {
  CommandResult const killed =
      run(mpirun(3) + command_.arguments +
          "--shards shards & id=$!\n"
          "n=0; until ls shards/shard-*.txt >ls.txt 2>&1 || [ $n -ge 20000 ]\n"
          "do sleep 0.01; n=$((n + 1)); done\n"
          "kill -KILL $(pgrep -P $id | tail -n 1); wait $id");
  EXPECT_NE(killed.exit_code, 0);
  EXPECT_LT(files(), command_.shards);
  expect_to_go_on();
}

TEST_F(ShardsProgram, RefusesSeveralProcessesForWhatTheyCannotShare) {
  CommandResult const result = run(mpirun(2) + "explore relate decide.json decide.json");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output,
              HasSubstr("equivarify: explore relate works in one process; only verify, explore "
                        "classify, explore decide, explore heads, explore minimal share"));
}

#endif

} // namespace
