// Programs, files and folders as the system gives them, and as it does not.

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/process/child_process.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/program.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "support/expect_error.hpp"
#include <sys/wait.h>
#include <unistd.h>

namespace equivarify::codegen {
namespace {

using support::expect_error;
using ::testing::HasSubstr;

constexpr ChildLimits short_wait{.seconds = 0.3, .output = 1'000};

/// The environment variable TMPDIR while this lives.
class TemporaryPlace {
public:
  explicit TemporaryPlace(std::string const& place) { ::setenv("TMPDIR", place.c_str(), 1); }

  TemporaryPlace(TemporaryPlace const&) = delete;
  TemporaryPlace(TemporaryPlace&&) = delete;
  TemporaryPlace& operator=(TemporaryPlace const&) = delete;
  TemporaryPlace& operator=(TemporaryPlace&&) = delete;

  ~TemporaryPlace() { ::unsetenv("TMPDIR"); }
};

/// Whether the process \p number has ended; who adopted it may not have taken note yet.
bool has_ended(std::string const& number) {
  std::ifstream stat{"/proc/" + number + "/stat"};
  std::string id;
  std::string name;
  std::string state;
  return !(stat >> id >> name >> state) || state == "Z";
}

/// Whether the process \p number is gone, or goes within ten seconds.
bool ends_soon(std::string const& number) {
  for (int i = 0; i < 1000; ++i) {
    if (has_ended(number)) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  return false;
}

TEST(Program, GetsEachWordAsItIs) {
  ChildOutcome const outcome =
      run({"printf", "[%s]", "it's", "a b", "$HOME", ""}, {.limits = {.output = 1'000}});
  EXPECT_EQ(outcome.output, "[it's][a b][$HOME][]");
  EXPECT_EQ(outcome.exit_code, 0);
}

TEST(Program, RunsInAFolderWithAnyName) {
  TemporaryFolder const folder;
  std::filesystem::path const place = folder.path() / "it's a folder; really";
  std::filesystem::create_directory(place);
  write_file(place / "here", "yes");
  EXPECT_EQ(run({"cat", "here"}, {.folder = place}).output, "yes");
}

TEST(Program, ReadsItsInputAndJoinsItsChannels) {
  EXPECT_EQ(run({"cat"}, {.input = "text"}).output, "text");
  ChildOutcome const apart = run({"sh", "-c", "echo out; echo err >&2"}, {});
  EXPECT_EQ(apart.output, "out\n");
  EXPECT_EQ(apart.last_words, "err\n");
  EXPECT_EQ(run({"sh", "-c", "echo out; echo err >&2"}, {.joined = true}).output, "out\nerr\n");
}

TEST(Program, MayBeMissing) {
  EXPECT_EQ(run({"no-such-program-of-equivarify"}, {}).exit_code, no_such_program);
}

TEST(Program, IsShownAsAPersonWouldTypeIt) {
  EXPECT_EQ(as_typed({"c++", "-std=c++20", "a b.cpp", "it's", ""}),
            R"(c++ -std=c++20 'a b.cpp' 'it'\''s' '')");
}

TEST(ChildProcess, IsKilledThoughItLeavesItsGroup) {
  auto const start = std::chrono::steady_clock::now();
  auto const body = [] {
    setsid();
    sleep(100);
    return 0;
  };
  EXPECT_TRUE(run_in_child(body, "", short_wait).timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{20});
}

TEST(ChildProcess, TakesWithItWhatItStartedInSilence) {
  ChildOutcome const outcome =
      run({"sh", "-c", "sleep 100 > /dev/null 2>&1 & echo $!"}, {.limits = {.output = 1'000}});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_TRUE(ends_soon(outcome.output.substr(0, outcome.output.find('\n')))) << outcome.output;
}

TEST(ChildProcess, TakesWithItWhatWentToASessionOfItsOwn) {
  ChildOutcome const outcome =
      run({"sh", "-c", "setsid sh -c 'echo $$; exec sleep 100 > /dev/null 2>&1' & wait"},
          {.limits = short_wait});
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_TRUE(ends_soon(outcome.output.substr(0, outcome.output.find('\n')))) << outcome.output;
}

TEST(ChildProcess, TakesWithItWhatWasOrphaned) {
  ChildOutcome const outcome =
      run({"sh", "-c", "(setsid sh -c 'echo $$; exec sleep 100 > /dev/null 2>&1' &)"},
          {.limits = {.output = 1'000}});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_TRUE(ends_soon(outcome.output.substr(0, outcome.output.find('\n')))) << outcome.output;
}

TEST(ChildProcess, MayHaveItsAnswerWrittenByWhatItStarted) {
  ChildOutcome const outcome =
      run({"sh", "-c", "(sleep 0.2; echo late) &"}, {.limits = {.output = 1'000}});
  EXPECT_EQ(outcome.output, "late\n");
}

/// The process that has the child, killed by a signal that it cannot see.
TEST(ChildProcess, EndsWithTheProgramHoweverThatEnds) {
  for (int const signal : {SIGINT, SIGTERM, SIGKILL}) {
    TemporaryFolder const folder;
    std::filesystem::path const file = folder.path() / "number";
    pid_t const program = fork();
    if (program == 0) {
      std::signal(SIGINT, SIG_DFL);
      static_cast<void>(run({"sh", "-c", "setsid sh -c 'echo $$ > number; exec sleep 100'"},
                            {.folder = folder.path(), .limits = {.seconds = 60}}));
      _exit(0);
    }
    std::string number;
    for (int i = 0; i < 1'000 && number.empty(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
      std::ifstream{file} >> number;
    }
    kill(program, signal);
    waitpid(program, nullptr, 0);
    ASSERT_FALSE(number.empty());
    EXPECT_TRUE(ends_soon(number)) << signal;
  }
}

TEST(ChildProcess, ThatASignalEndedSaysSo) {
  EXPECT_EQ(run({"sh", "-c", "kill -11 $$"}, {}).signal, SIGSEGV);
  EXPECT_EQ(run({"sh", "-c", "exit 7"}, {}).exit_code, 7);
}

TEST(ChildProcess, IsGivenAsLongAsAClockCanCount) {
  EXPECT_FALSE(run({"true"}, {.limits = {.seconds = 1e300, .output = 0}}).timed_out);
}

TEST(ChildProcess, IsStoppedWhenItWritesTooMuch) {
  ChildOutcome const outcome = run({"yes"}, {.limits = {.seconds = 20, .output = 1'000}});
  EXPECT_TRUE(outcome.overflowed);
  EXPECT_EQ(outcome.exit_code, -1);
}

TEST(TemporaryFolder, GoesAwayWithItsOwner) {
  std::filesystem::path path;
  {
    TemporaryFolder const folder;
    path = folder.path();
    write_file(path / "file", "content");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TemporaryFolder, NeedsAPlaceThatExists) {
  TemporaryPlace const place{"/no-such-place"};
  expect_error<ProcessError>([] { return TemporaryFolder{}.path(); },
                             "the folder for temporary files that the environment variable TMPDIR "
                             "names does not exist");
}

TEST(WriteFile, WritesToADeviceAsItIs) {
  write_file("/dev/null", "x");
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  try {
    write_file("/dev/full", "x");
    ADD_FAILURE() << "written";
  } catch (InputError const& error) {
    EXPECT_EQ(error.problems().front().found, "No space left on device");
  }
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST(WriteFile, LeavesNothingWhereItFails) {
  TemporaryFolder const folder;
  std::filesystem::path const file = folder.path() / "taken";
  std::filesystem::create_directory(file);
  write_file(file / "inside", "content");
  EXPECT_THROW(write_file(file, "x"), InputError);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder.path()}, {}), 1);
  try {
    write_file(folder.path() / "missing" / "out.txt", "x");
    ADD_FAILURE() << "written";
  } catch (InputError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("out.txt: cannot be written"));
    EXPECT_EQ(error.problems().front().found, "No such file or directory");
  }
}

} // namespace
} // namespace equivarify::codegen
