#include "equivarify/runtime/data/array_files.hpp"
#include "equivarify/runtime/data/zip_archive.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "runtime/data/written.hpp"
#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;
using written::ZipForm;

class Npz : public ::testing::Test {
protected:
  [[nodiscard]] runtime::NumberArray read(std::string const& bytes,
                                          std::string const& name = "x") const {
    written::save(file_, bytes);
    return runtime::open_npz(file_)->read({name});
  }

  /// What is wrong with the archive, or with its member x.npy.
  [[nodiscard]] std::string complaint(std::string const& bytes) const {
    std::string const message =
        message_of<runtime::DataError>([&] { static_cast<void>(read(bytes)); });
    return message.starts_with(file_.string()) ? message.substr(file_.string().size()) : message;
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "data.npz";
};

std::string const two = written::npy("|u1", {2}, "ab");
std::string const three = written::npy("|u1", {3}, "abc");

TEST_F(Npz, ReadsMembersInEveryForm) {
  for (bool const is_deflated : {false, true}) {
    for (bool const is_large : {false, true}) {
      std::string const archive =
          written::zip({{"x.npy", two}, {"other.txt", "hello"}, {"y.npy", three}},
                       {.is_deflated = is_deflated, .is_large = is_large});
      EXPECT_EQ(read(archive).rows(), 2U);
      EXPECT_EQ(read(archive, "y").rows(), 3U);
      auto const opened = runtime::open_npz(file_);
      EXPECT_FALSE(opened->has({"z"}));
      EXPECT_FALSE(opened->has({"other.txt"}));
      EXPECT_EQ(opened->place({"y"}), file_.string() + ", member y.npy");
    }
  }
}

TEST_F(Npz, MayEndInAComment) {
  std::string archive = written::zip({{"x.npy", two}});
  archive[archive.size() - 2] = 5;
  EXPECT_EQ(read(archive + "hello").rows(), 2U);
}

/// Any array, stored or deflated.
RC_GTEST_FIXTURE_PROP(Npz, ReadsWhatWasWritten, ()) {
  auto const values = *rc::gen::arbitrary<std::vector<std::uint8_t>>();
  ZipForm const form{.is_deflated = *rc::gen::arbitrary<bool>(),
                     .is_large = *rc::gen::arbitrary<bool>()};
  std::string const member = written::npy("|u1", {values.size()}, written::raw(values));
  RC_ASSERT(read(written::zip({{"x.npy", member}}, form)).bytes == values);
}

TEST_F(Npz, SaysWhatIsWrongWithAnArchive) {
  EXPECT_EQ(complaint("hello"), ": not a zip archive: it has no directory at its end");
  EXPECT_EQ(complaint(written::zip({{"x.npy", two}, {"x.npy", two}})),
            ": a zip archive with two members called x.npy");
  EXPECT_EQ(complaint(written::zip({{"x.npy", two}}, {.flags = 1})),
            ": its member x.npy is encrypted");
  std::string const whole = written::zip({{"x.npy", two}});
  auto const with = [&](std::size_t from_end, int value) {
    std::string changed = whole;
    changed[changed.size() - from_end] = static_cast<char>(value);
    return complaint(changed);
  };
  EXPECT_EQ(with(12, 2), ": a damaged zip archive: its directory has 1 entries, expected 2");
  EXPECT_EQ(with(18, 1), ": a zip archive of several parts, expected a whole one");
  std::size_t const entry = 22 + 46 + 5; // of the directory, before the end
  EXPECT_EQ(with(entry, 'Q'), ": a damaged zip archive: its directory has bytes that are no entry");
  EXPECT_EQ(with(entry - 10, 12),
            ": its member x.npy is packed by method 12, expected 0 (stored) or 8 (deflated)");
  EXPECT_EQ(with(entry - 28, 99), ": a damaged zip archive: its directory breaks off in an entry");
  EXPECT_EQ(with(7, 0x7f).find(": a zip archive with a directory of "), 0U);
}

TEST_F(Npz, SaysWhatIsWrongWithAMember) {
  std::string const start = ", member x.npy: a damaged zip archive: ";
  std::string const whole = written::zip({{"x.npy", two}});
  auto const with = [&](std::size_t place, int value) {
    std::string changed = whole;
    changed[place] = static_cast<char>(value);
    return complaint(changed);
  };
  EXPECT_EQ(with(0, 'Q'), start + "it does not begin where the directory says");
  EXPECT_EQ(with(30, 'y'), start + "it has another name than the directory says");
  EXPECT_EQ(with(35 + two.size() - 1, 'c'), start + "its checksum is another one");
  std::size_t const sizes = whole.size() - 22 - 46 - 5 + 20;
  EXPECT_EQ(with(sizes, 1), start + "it is stored, but its two sizes differ");
}

TEST_F(Npz, SaysWhereCompressedDataAreDamaged) {
  std::string const start = ", member x.npy: a damaged zip archive: ";
  std::string const whole = written::zip({{"x.npy", two}}, {.is_deflated = true});
  std::string changed = whole;
  changed[35] = '\x07'; // a block of a kind that does not exist
  EXPECT_EQ(complaint(changed), start + "it cannot be unpacked");
  std::size_t const directory = whole.size() - 22 - 46 - 5;
  changed = whole;
  changed[directory + 20] = 20; // the compressed size
  EXPECT_EQ(complaint(changed), start + "its compressed data break off");
  changed = whole;
  changed[directory + 24] = static_cast<char>(two.size() - 1);
  EXPECT_EQ(complaint(changed), start + "it has more bytes than the directory says");
  changed[directory + 24] = static_cast<char>(two.size() + 1);
  EXPECT_EQ(complaint(changed),
            start + "it has " + std::to_string(two.size()) + " bytes, but the directory says " +
                std::to_string(two.size() + 1));
}

TEST_F(Npz, SaysThatItsFileIsMissing) {
  auto const about = [](std::filesystem::path const& path) {
    return message_of<runtime::DataError>([&] { static_cast<void>(runtime::open_npz(path)); });
  };
  EXPECT_EQ(about(folder_ / "none"),
            (folder_ / "none").string() + ": cannot open it: No such file or directory");
  EXPECT_EQ(about(folder_.path()),
            folder_.path().string() + ": is a folder, expected a zip archive");
}

} // namespace
