#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;

/// The toy program in a process of its own.
class Process {
public:
  explicit Process(std::vector<std::string> arguments) : id_(::fork()) {
    if (id_ == 0) {
      int const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
      ::dup2(nowhere, STDOUT_FILENO);
      arguments.insert(arguments.begin(), TOY_PROGRAM);
      std::vector<char*> pointers;
      for (std::string& argument : arguments) {
        pointers.push_back(argument.data());
      }
      pointers.push_back(nullptr);
      ::execv(TOY_PROGRAM, pointers.data());
      ::_exit(127);
    }
  }

  void signal(int number) const { ::kill(id_, number); }

  /// The exit code, or minus the signal that ended the process.
  [[nodiscard]] int wait() const {
    int status = 0;
    ::waitpid(id_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

private:
  pid_t id_;
};

std::string contents(fs::path const& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> training(fs::path const& data, fs::path const& output) {
  return {"train",
          "--data",
          data.string(),
          "--output",
          output.string(),
          "--epochs",
          "300",
          "--threads",
          "2",
          "--checkpoint-steps",
          "40"};
}

/// Runs the program with \p arguments, ending each process after some milliseconds by \p number
/// until one is done; the exit codes on the way.
std::vector<int> run_with_signals(std::vector<std::string> const& arguments, int number) {
  std::vector<int> codes;
  for (int round = 0; codes.empty() || (codes.back() != 0 && round < 200); ++round) {
    Process const process(arguments);
    std::this_thread::sleep_for(std::chrono::milliseconds(10 + 7 * round));
    process.signal(number);
    codes.push_back(process.wait());
  }
  return codes;
}

class Interruption : public ::testing::Test {
protected:
  Interruption() {
    toy::write_data(folder_.path(), 100, 1);
    EXPECT_EQ(Process(training(folder_.path(), folder_ / "uninterrupted")).wait(), 0);
  }

  [[nodiscard]] std::string weights(std::string const& run) const {
    return contents(folder_ / run / "weights.safetensors");
  }

  TemporaryFolder folder_;
};

TEST_F(Interruption, ByKillLosesNothingButTime) {
  std::vector<int> const codes =
      run_with_signals(training(folder_.path(), folder_ / "killed"), SIGKILL);
  EXPECT_GT(codes.size(), 1U);
  EXPECT_EQ(codes.front(), -SIGKILL);
  EXPECT_EQ(codes.back(), 0);
  EXPECT_FALSE(weights("killed").empty());
  EXPECT_EQ(weights("killed"), weights("uninterrupted"));
}

TEST_F(Interruption, ByControlCGoesOnLater) {
  for (int const signal : {SIGINT, SIGUSR1}) { // mpirun passes the second one on
    std::string const run = "stopped" + std::to_string(signal);
    std::vector<int> const codes =
        run_with_signals(training(folder_.path(), folder_ / run), signal);
    EXPECT_THAT(codes, ::testing::Contains(130));
    EXPECT_EQ(codes.back(), 0);
    EXPECT_EQ(weights(run), weights("uninterrupted"));
  }
}

TEST_F(Interruption, OfTheCheckOfADomainLosesNothing) {
  runtime::Dataset const rows = toy::make_data(8000, 7);
  toy::write_idx(folder_ / "rows.idx", {rows.size(), toy::side, toy::side}, rows.inputs.bytes);
  auto const check = [&](std::string const& certificate, std::vector<std::string> more) {
    more.insert(more.begin(),
                {"check",
                 "--domain",
                 (folder_ / "rows.idx").string(),
                 "--weights",
                 (folder_ / "uninterrupted/weights.safetensors").string(),
                 "--json",
                 (folder_ / certificate).string()});
    return more;
  };
  ASSERT_EQ(Process(check("whole.json", {})).wait(), 0);
  std::vector<int> const codes =
      run_with_signals(check("killed.json", {"--shards", (folder_ / "shards").string()}), SIGKILL);
  EXPECT_EQ(codes.front(), -SIGKILL);
  EXPECT_EQ(codes.back(), 0);
  EXPECT_FALSE(contents(folder_ / "whole.json").empty());
  EXPECT_EQ(contents(folder_ / "killed.json"), contents(folder_ / "whole.json"));
}

} // namespace
