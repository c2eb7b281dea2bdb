/// \file
/// A training that is killed, or refused by the disk, at each of its system calls on files: what it
/// leaves is whole, and the same command ends with the bits of a training that nothing disturbed.
/// The short form tries some of the calls; with FAULTS=all in the environment, every one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"
#include "support/faulted_program.hpp"

namespace {

namespace fs = std::filesystem;
using equivarify::testing::contents;
using equivarify::testing::files_in;

class Faults : public ::testing::Test {
protected:
  Faults() {
    toy::write_data(folder_.path(), 30, 1);
    EXPECT_EQ(train("undisturbed", {{"FAULT_COUNT", count_.string()}}), 0);
    std::ifstream(count_) >> calls_;
    EXPECT_GT(calls_, 20);
  }

  /// Trains in the folder \p run with faults as \p environment says; the exit code, or minus the
  /// signal.
  [[nodiscard]] int
  train(std::string const& run,
        std::vector<std::pair<std::string, std::string>> const& environment) const {
    equivarify::testing::FaultedProgram const program{.words = {TOY_PROGRAM,
                                                                "train",
                                                                "--data",
                                                                folder_.path().string(),
                                                                "--output",
                                                                (folder_ / run).string(),
                                                                "--epochs",
                                                                "4",
                                                                "--threads",
                                                                "1",
                                                                "--checkpoint-steps",
                                                                "3"},
                                                      .output = "/dev/null",
                                                      .errors = errors_};
    return program.run(environment);
  }

  /// Whether the run \p run has the files of the undisturbed one and no other.
  void expect_undisturbed(std::string const& run) const {
    EXPECT_EQ(contents(folder_ / run / "weights.safetensors"),
              contents(folder_ / "undisturbed" / "weights.safetensors"));
    EXPECT_THAT(files_in(folder_ / run),
                ::testing::UnorderedElementsAre(
                    "checkpoint.safetensors", "training.json", "weights.safetensors"));
  }

  /// The calls at which to try a fault.
  [[nodiscard]] std::vector<int> tried() const {
    int const step = equivarify::testing::tries_all_faults() ? 1 : calls_ / 8 + 1;
    std::vector<int> numbers;
    for (int call = 1; call < calls_; call += step) {
      numbers.push_back(call);
    }
    numbers.push_back(calls_);
    return numbers;
  }

  TemporaryFolder folder_;
  fs::path errors_ = folder_ / "errors";
  fs::path count_ = folder_ / "count";
  int calls_ = 0;
};

TEST_F(Faults, KillsBeforeAndAfterACallLoseNothing) {
  for (int const call : tried()) {
    for (char const* const when : {"before", "after"}) {
      std::string const run = std::to_string(call) + when;
      ASSERT_EQ(train(run, {{"FAULT_AT", std::to_string(call)}, {"FAULT", when}}), -SIGKILL) << run;
      ASSERT_EQ(train(run, {}), 0) << run << contents(errors_);
      expect_undisturbed(run);
    }
  }
}

TEST_F(Faults, OfTheDiskAreNamedAndLeaveNoPart) {
  for (int const call : tried()) {
    for (int const error : {ENOSPC, EIO}) {
      std::string const run = std::to_string(call) + "error" + std::to_string(error);
      int const code =
          train(run, {{"FAULT_AT", std::to_string(call)}, {"FAULT", std::to_string(error)}});
      if (code != 0) { // a folder's own fsync may fail
        EXPECT_EQ(code, 2) << run;
        EXPECT_THAT(contents(errors_), ::testing::HasSubstr(std::strerror(error))); // NOLINT
        EXPECT_THAT(files_in(folder_ / run),
                    ::testing::Not(::testing::Contains(::testing::HasSubstr(".part"))));
        ASSERT_EQ(train(run, {}), 0) << run << contents(errors_);
      }
      expect_undisturbed(run);
    }
  }
}

} // namespace
