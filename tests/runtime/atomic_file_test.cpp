#include "equivarify/runtime/files/atomic_file.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/part_file.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;

std::string contents(fs::path const& path) {
  std::vector<std::byte> const bytes = runtime::read_bytes(path);
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

std::ptrdiff_t files_in(TemporaryFolder const& folder) {
  return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

/// What writer \p k writes in all rounds; no two writers write as much.
std::string text_of(std::size_t k) {
  return std::string(10'000 * (k + 1), static_cast<char>('a' + k));
}

/// Whether \p found is the whole text of one of \p writers.
bool is_one_of(std::string const& found, std::size_t writers) {
  std::size_t const k = found.size() / 10'000 - 1;
  return k < writers && found == text_of(k);
}

/// Starts a process that runs \p work; its number.
template <typename Work>
pid_t started(Work const& work) {
  pid_t const process = ::fork();
  if (process == 0) {
    int code = 1;
    try {
      work();
      code = 0;
    } catch (...) {
      code = 1;
    }
    ::_exit(code);
  }
  return process;
}

int status_of(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return status;
}

constexpr std::size_t writers = 4;
constexpr int rounds = 100;

TEST(AtomicFile, IsWholeWhileSeveralProcessesWriteIt) {
  TemporaryFolder const folder;
  runtime::write_atomically(folder / "file", text_of(0));
  std::vector<pid_t> processes;
  for (std::size_t k = 0; k < writers; ++k) {
    processes.push_back(started([&] {
      for (int round = 0; round < rounds; ++round) {
        runtime::write_atomically(folder / "file", text_of(k));
        if (!is_one_of(contents(folder / "file"), writers)) {
          throw std::runtime_error("torn");
        }
      }
    }));
  }
  for (pid_t const process : processes) {
    EXPECT_EQ(status_of(process), 0);
  }
  EXPECT_EQ(files_in(folder), 1);
}

TEST(AtomicFile, IsWholeWhileSeveralThreadsWriteIt) {
  TemporaryFolder const folder;
  std::vector<std::future<void>> threads;
  for (std::size_t k = 0; k < writers; ++k) {
    threads.push_back(std::async(std::launch::async, [&folder, k] {
      for (int round = 0; round < rounds; ++round) {
        runtime::write_atomically(folder / "file", text_of(k));
        runtime::require_writable(folder.path());
      }
    }));
  }
  for (std::future<void>& thread : threads) {
    EXPECT_NO_THROW(thread.get());
  }
  EXPECT_TRUE(is_one_of(contents(folder / "file"), writers));
  EXPECT_EQ(files_in(folder), 1);
}

TEST(PartFile, OfADeadWriterIsRemovedByTheNextAndThatOfALivingOneIsNot) {
  TemporaryFolder const folder;
  runtime::PartFile const living(folder / "file");
  pid_t const process = started([&] {
    runtime::PartFile const dead(folder / "file");
    ::raise(SIGKILL);
  });
  EXPECT_TRUE(WIFSIGNALED(status_of(process)));
  EXPECT_EQ(files_in(folder), 2);
  runtime::write_atomically(folder / "other", "new");
  EXPECT_EQ(files_in(folder), 3);
  runtime::write_atomically(folder / "file", "new");
  EXPECT_EQ(files_in(folder), 3); // file, other, and the part of the living writer
  EXPECT_EQ(contents(folder / "file"), "new");
}

TEST(PartFile, IsNotMistakenForAnotherFile) {
  TemporaryFolder const folder;
  std::vector<std::string> const names{"file.part",
                                       "file.1.part",
                                       "file.1-.part",
                                       "file.-1.part",
                                       "file.1-a.part",
                                       "file.1-2.parts",
                                       "other.file.1-2.part"};
  for (std::string const& name : names) {
    std::ofstream(folder / name) << "kept";
  }
  std::ofstream(folder / "file.1-2.part") << "abandoned";
  runtime::write_atomically(folder / "file", "new");
  for (std::string const& name : names) {
    EXPECT_TRUE(fs::exists(folder / name)) << name;
  }
  EXPECT_FALSE(fs::exists(folder / "file.1-2.part"));
}

TEST(AtomicFile, ReplacesAFileAndLeavesNothingElse) {
  TemporaryFolder const folder;
  runtime::write_atomically(folder / "file", "first, which is longer");
  runtime::write_atomically(folder / "file", "second");
  EXPECT_EQ(contents(folder / "file"), "second");
  EXPECT_EQ(files_in(folder), 1);
}

TEST(AtomicFile, KeepsTheOldFileAndLeavesNothingWhenItFails) {
  TemporaryFolder const folder;
  fs::create_directories(folder / "file/in the way");
  std::string const message =
      message_of<runtime::DataError>([&] { runtime::write_atomically(folder / "file", "new"); });
  EXPECT_EQ(message, (folder / "file").string() + ": cannot replace: Is a directory");
  EXPECT_EQ(files_in(folder), 1);
}

TEST(AtomicFile, IsNotMadeOfADevice) {
  runtime::write_atomically("/dev/null", "lost");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_EQ(message_of<runtime::DataError>([] { runtime::write_atomically("/dev/full", "lost"); }),
            "/dev/full: cannot write: No space left on device");
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST(AtomicFile, BeyondALimitIsNotRead) {
  TemporaryFolder const folder;
  runtime::write_atomically(folder / "file", "12345");
  EXPECT_EQ(message_of<runtime::DataError>(
                [&] { static_cast<void>(runtime::read_bytes(folder / "file", 4)); }),
            (folder / "file").string() + ": has 5 bytes, expected at most 4");
  EXPECT_EQ(runtime::read_bytes(folder / "file", 5).size(), 5U);
}

TEST(AtomicFile, NamesWhatItCannotRead) {
  TemporaryFolder const folder;
  EXPECT_EQ(message_of<runtime::DataError>(
                [&] { static_cast<void>(runtime::read_bytes(folder / "none")); }),
            (folder / "none").string() + ": cannot open: No such file or directory");
  EXPECT_EQ(
      message_of<runtime::DataError>([&] { static_cast<void>(runtime::read_bytes("/dev/zero")); }),
      "/dev/zero: is a device or a pipe, expected a file");
  EXPECT_EQ(message_of<runtime::DataError>(
                [&] { static_cast<void>(runtime::read_bytes(folder.path())); }),
            folder.path().string() + ": is a folder, expected a file");
}

} // namespace
