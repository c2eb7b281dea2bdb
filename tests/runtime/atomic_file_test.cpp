#include "equivarify/runtime/files/atomic_file.hpp"

#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <string>

#include "runtime/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;

std::string contents(fs::path const& path) {
  std::vector<std::byte> const bytes = runtime::read_bytes(path);
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

TEST(AtomicFile, ReplacesAFileAndLeavesNothingBeside) {
  TemporaryFolder const folder;
  runtime::write_atomically(folder / "file", "first, which is longer");
  runtime::write_atomically(folder / "file", "second");
  EXPECT_EQ(contents(folder / "file"), "second");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(AtomicFile, KeepsTheOldFileAndLeavesNothingWhenItFails) {
  TemporaryFolder const folder;
  fs::create_directories(folder / "file/in the way");
  std::string const message =
      message_of<runtime::DataError>([&] { runtime::write_atomically(folder / "file", "new"); });
  EXPECT_EQ(message, (folder / "file").string() + ": cannot replace: Is a directory");
  EXPECT_FALSE(fs::exists(folder / "file.part"));
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
}

} // namespace
