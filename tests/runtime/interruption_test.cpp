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

/// The toy program's training in a process of its own.
class Process {
public:
  Process(fs::path const& data, fs::path const& output) : id_(::fork()) {
    if (id_ == 0) {
      int const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
      ::dup2(nowhere, STDOUT_FILENO);
      ::execl(TOY_PROGRAM,
              TOY_PROGRAM,
              "train",
              "--data",
              data.c_str(),
              "--output",
              output.c_str(),
              "--epochs",
              "300",
              "--threads",
              "2",
              "--checkpoint-steps",
              "40",
              static_cast<char*>(nullptr));
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

/// Trains in \p output, ending each process after some milliseconds by \p number until one is done;
/// the exit codes on the way.
std::vector<int> train_with_signals(fs::path const& data, fs::path const& output, int number) {
  std::vector<int> codes;
  for (int round = 0; codes.empty() || (codes.back() != 0 && round < 200); ++round) {
    Process const process(data, output);
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
    EXPECT_EQ(Process(folder_.path(), folder_ / "uninterrupted").wait(), 0);
  }

  [[nodiscard]] std::string weights(std::string const& run) const {
    return contents(folder_ / run / "weights.safetensors");
  }

  TemporaryFolder folder_;
};

TEST_F(Interruption, ByKillLosesNothingButTime) {
  std::vector<int> const codes = train_with_signals(folder_.path(), folder_ / "killed", SIGKILL);
  EXPECT_GT(codes.size(), 1U);
  EXPECT_EQ(codes.front(), -SIGKILL);
  EXPECT_EQ(codes.back(), 0);
  EXPECT_FALSE(weights("killed").empty());
  EXPECT_EQ(weights("killed"), weights("uninterrupted"));
}

TEST_F(Interruption, ByControlCGoesOnLater) {
  std::vector<int> const codes = train_with_signals(folder_.path(), folder_ / "stopped", SIGINT);
  EXPECT_THAT(codes, ::testing::Contains(130));
  EXPECT_EQ(codes.back(), 0);
  EXPECT_EQ(weights("stopped"), weights("uninterrupted"));
}

} // namespace
