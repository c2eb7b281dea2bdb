/// \file
/// The shards of `verify` through the program: signals, locks, and several processes.
#include "equivarify/runtime/files/folder_lock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "program/command.hpp"

namespace {

namespace fs = std::filesystem;
using equivarify::testing::CommandResult;
using equivarify::testing::run_command;
using ::testing::HasSubstr;

std::string const verify =
    "verify " SPEC " --tests 1 --inputs 1 --json --cases 1000000 --threads 1 ";
std::string const program = EQUIVARIFY_PROGRAM " " + verify;

class VerifyProgram : public ::testing::Test {
protected:
  CommandResult run(std::string const& command) const { return run_command(folder_, command); }

  /// Runs the program, sends it \p signal as soon as it has a result, and waits for its end.
  CommandResult interrupt(std::string const& signal) const {
    return run(program +
               "--shards shards & id=$!\n"
               "until ls shards/shard-*.txt >ls.txt 2>&1; do sleep 0.01; done\n"
               "kill -" +
               signal + " $id; wait $id");
  }

  /// Whether the shards in the folder end as those of a program that nothing disturbed.
  void expect_to_go_on() const {
    CommandResult const whole = run(program);
    EXPECT_EQ(whole.exit_code, 0) << whole.output;
    EXPECT_TRUE(run(program + "--shards shards").output == whole.output);
    EXPECT_EQ(files(), 64);
  }

  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator{folder_ / "shards"}, fs::directory_iterator{});
  }

  fs::path folder_ = equivarify::testing::empty_folder(
      ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(VerifyProgram, EndsAtASignalWithWholeShardsAndGoesOn) {
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

TEST_F(VerifyProgram, GoesOnAfterAKill) {
  EXPECT_EQ(interrupt("KILL").exit_code, 128 + SIGKILL);
  EXPECT_LT(files(), 64);
  expect_to_go_on();
}

TEST_F(VerifyProgram, WorksInAFolderAloneUnlessItDoesAShare) {
  fs::create_directories(folder_ / "shards");
  equivarify::runtime::FolderLock const lock(folder_ / "shards");
  CommandResult const second = run(program + "--shards shards");
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_EQ(second.output, "equivarify: shards: another process is at work in this folder\n");
  EXPECT_EQ(run(program + "--shards shards --shard 0/64").exit_code, 130);
  EXPECT_EQ(files(), 1);
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

TEST_F(VerifyProgram, SaysTheSameByAnyNumberOfProcesses) {
  CommandResult const whole = run(program);
  EXPECT_TRUE(run(EQUIVARIFY_MPI_PROGRAM " " + verify).output == whole.output);
  CommandResult const shared = run(mpirun(3) + verify + "--shards shards");
  EXPECT_EQ(shared.exit_code, 0);
  EXPECT_TRUE(shared.output == whole.output) << shared.output.substr(0, 500);
  EXPECT_EQ(files(), 64);
}

TEST_F(VerifyProgram, WhoseRankIsKilledGoesOn) {
  CommandResult const killed = run(mpirun(3) + verify +
                                   "--shards shards & id=$!\n"
                                   "until ls shards/shard-*.txt >ls.txt 2>&1; do sleep 0.01; done\n"
                                   "kill -KILL $(pgrep -P $id | tail -n 1); wait $id");
  EXPECT_NE(killed.exit_code, 0);
  EXPECT_LT(files(), 64);
  expect_to_go_on();
}

TEST_F(VerifyProgram, RefusesSeveralProcessesForWhatTheyCannotShare) {
  CommandResult const result = run(mpirun(2) + "check " SPEC);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.output, HasSubstr("equivarify: check works in one process; only verify"));
}

#endif

} // namespace
