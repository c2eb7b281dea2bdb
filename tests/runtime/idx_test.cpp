#include "equivarify/runtime/data/idx.hpp"

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"
#include <zlib.h>

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;

using Extents = std::vector<std::size_t>;
using Paths = std::vector<fs::path>;

std::vector<std::uint8_t> counted(std::size_t size) {
  std::vector<std::uint8_t> values(size);
  std::iota(values.begin(), values.end(), std::uint8_t{0});
  return values;
}

/// Compresses the file \p path to \p path.gz and removes it.
void compress(fs::path const& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string const contents((std::istreambuf_iterator<char>(stream)),
                             std::istreambuf_iterator<char>());
  auto* const file = gzopen((path.string() + ".gz").c_str(), "wb");
  gzwrite(file, contents.data(), static_cast<unsigned>(contents.size()));
  gzclose(file);
  fs::remove(path);
}

std::string complaint_about(fs::path const& path) {
  return message_of<runtime::DataError>([&] { static_cast<void>(runtime::read_idx(path)); });
}

TEST(Idx, ReadsPlainFiles) {
  TemporaryFolder const folder;
  toy::write_idx(folder / "f", {2, 3, 4}, counted(24));
  runtime::NumberArray const array = runtime::read_idx(folder / "f");
  EXPECT_EQ(array.extents, (Extents{2, 3, 4}));
  EXPECT_EQ(array.bytes, counted(24));
}

TEST(Idx, ReadsGzipFilesWhateverTheirName) {
  TemporaryFolder const folder;
  toy::write_idx(folder / "f", {300, 200}, counted(60000));
  compress(folder / "f");
  EXPECT_EQ(runtime::read_idx(folder / "f.gz").bytes, counted(60000));
  fs::rename(folder / "f.gz", folder / "f");
  EXPECT_EQ(runtime::read_idx(folder / "f").bytes, counted(60000));
}

TEST(Idx, FindsAFileAndItsCompressedForm) {
  TemporaryFolder const folder;
  auto const found = [&] { return runtime::find_idx(folder.path(), "f"); };
  EXPECT_EQ(found(), Paths{});
  toy::write_idx(folder / "f", {1}, {7});
  EXPECT_EQ(found(), Paths{folder / "f"});
  compress(folder / "f");
  EXPECT_EQ(found(), Paths{folder / "f.gz"});
  toy::write_idx(folder / "f", {1}, {7});
  EXPECT_EQ(found(), (Paths{folder / "f", folder / "f.gz"}));
}

TEST(Idx, FindsTheNamesThatOtherProgramsWrite) {
  TemporaryFolder const folder;
  std::string const name = "train-images-idx3-ubyte";
  auto const found = [&] { return runtime::find_idx(folder.path(), name); };
  fs::path const dotted = folder / "train-images.idx3-ubyte";
  toy::write_idx(dotted, {1}, {7});
  EXPECT_EQ(found(), Paths{dotted});
  compress(dotted);
  EXPECT_EQ(found(), Paths{dotted.string() + ".gz"});
  fs::remove(dotted.string() + ".gz");
  fs::create_directory(folder / name);
  EXPECT_EQ(found(), Paths{});
  toy::write_idx(folder / name / name, {1}, {7});
  EXPECT_EQ(found(), Paths{folder / name / name});
}

TEST(Idx, ToldFromPicturesOfEachKind) {
  TemporaryFolder const folder;
  std::vector<std::pair<std::string, std::string>> const starts{{"\xFF\xD8\xFF\xE0", "JPEG"},
                                                                {"GIF89a", "GIF"},
                                                                {"BM..", "BMP"},
                                                                {"P5\n2 2", "PGM"},
                                                                {"P6\n2 2", "PPM"},
                                                                {"P4\n2 2", "PBM"},
                                                                {std::string("II*\0", 4), "TIFF"},
                                                                {"RIFF", "WebP"}};
  for (auto const& [start, kind] : starts) {
    std::ofstream(folder / "f", std::ios::binary) << start;
    EXPECT_EQ(complaint_about(folder / "f"),
              (folder / "f").string() +
                  ": not an IDX file: expected it to start with two zero bytes; its first bytes "
                  "are those of a " +
                  kind +
                  " picture: of pictures, PNG alone is read (ImageMagick makes one: convert "
                  "PICTURE picture.png)");
  }
}

TEST(Idx, SaysWhatIsWrongWithAFile) {
  TemporaryFolder const folder;
  std::string const file = (folder / "f").string();
  EXPECT_EQ(complaint_about(file), file + ": cannot open it: No such file or directory");
  EXPECT_EQ(complaint_about(folder.path()),
            folder.path().string() + ": is a folder, expected an IDX file");
  std::ofstream(file) << "<html>";
  EXPECT_EQ(complaint_about(file),
            file + ": not an IDX file: expected it to start with two zero bytes");
  std::ofstream(file, std::ios::binary) << std::string("\0\0\x0a\x01\0\0\0\1", 8);
  EXPECT_EQ(complaint_about(file),
            file + ": an IDX file of type 10, expected 8 (unsigned bytes), 9 (signed bytes), 11 or "
                   "12 (whole numbers of 16 or 32 bits), 13 or 14 (floating-point numbers of 32 or "
                   "64 bits)");
  std::ofstream(file, std::ios::binary) << std::string("\0\0\x08\x03\0\0\0\1", 8);
  EXPECT_EQ(complaint_about(file), file + ": an IDX file that ends inside its header");
  toy::write_idx(file, {2, 5}, counted(9));
  EXPECT_EQ(complaint_about(file), file + ": its header promises 10 values, but 9 follow");
  toy::write_idx(file, {2, 5}, counted(11));
  EXPECT_EQ(complaint_about(file), file + ": its header promises 10 values, but more follow");
  toy::write_idx(file, {1U << 31U, 1U << 31U}, {});
  EXPECT_EQ(complaint_about(file),
            file + ": its header promises more than 1073741824 bytes (1 GiB), the limit");
}

TEST(Idx, ReadsEveryTypeOfNumbers) {
  TemporaryFolder const folder;
  auto const one = [&](std::string const& bytes) {
    std::ofstream(folder / "f", std::ios::binary) << bytes;
    runtime::NumberArray const array = runtime::read_idx(folder / "f");
    EXPECT_EQ(array.extents, Extents{1});
    return std::pair(array.type, runtime::number_at(array, 0));
  };
  std::string const start("\0\0", 2);
  std::string const extent("\1\0\0\0\1", 5);
  using runtime::NumberType;
  EXPECT_EQ(one(start + "\x08" + extent + "\xff"), std::pair(NumberType::u8, 255.0));
  EXPECT_EQ(one(start + "\x09" + extent + "\xff"), std::pair(NumberType::i8, -1.0));
  EXPECT_EQ(one(start + "\x0b" + extent + "\1\2"), std::pair(NumberType::i16, 258.0));
  EXPECT_EQ(one(start + "\x0c" + extent + "\xff\xff\xff\xfe"), std::pair(NumberType::i32, -2.0));
  EXPECT_EQ(one(start + "\x0d" + extent + std::string("\x3f\xc0\0\0", 4)),
            std::pair(NumberType::f32, 1.5));
  EXPECT_EQ(one(start + "\x0e" + extent + std::string("\xbf\xf8\0\0\0\0\0\0", 8)),
            std::pair(NumberType::f64, -1.5));
}

TEST(Idx, SaysThatACompressedFileBreaksOff) {
  TemporaryFolder const folder;
  std::vector<std::uint8_t> noise(60000);
  runtime::Random random(1);
  for (std::uint8_t& byte : noise) {
    byte = static_cast<std::uint8_t>(random.below(256));
  }
  toy::write_idx(folder / "f", {60000}, noise);
  compress(folder / "f");
  fs::resize_file(folder / "f.gz", 30000);
  EXPECT_EQ(complaint_about(folder / "f.gz"),
            (folder / "f.gz").string() +
                ": damaged: the compressed data break off; copy or download it again");
}

class DatasetFiles : public ::testing::Test {
protected:
  [[nodiscard]] std::string complaint() const {
    return message_of<runtime::DataError>([&] {
      static_cast<void>(load_dataset(folder_.path(), runtime::Split::test, description_));
    });
  }

  [[nodiscard]] std::string file(std::string const& name) const {
    return (folder_ / name).string();
  }

  void write(Extents const& images, std::vector<std::uint8_t> const& labels) const {
    std::size_t const size =
        std::accumulate(images.begin(), images.end(), std::size_t{1}, std::multiplies<>());
    toy::write_idx(file("t10k-images-idx3-ubyte"), images, counted(size));
    toy::write_idx(file("t10k-labels-idx1-ubyte"), {labels.size()}, labels);
  }

  TemporaryFolder folder_;
  runtime::Description description_ = runtime::describe<toy::Model>();
};

TEST_F(DatasetFiles, AreReadAsFarAsAskedFor) {
  write({3, 6, 6}, {0, 2, 1});
  runtime::Dataset const data =
      load_dataset(folder_.path(), runtime::Split::test, description_, {.limit = 2});
  EXPECT_EQ(data.size(), 2U);
  EXPECT_EQ(data.classes, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(data.inputs.extents, (Extents{2, 6, 6}));
  EXPECT_EQ(data.inputs.bytes[36], 36);
}

TEST_F(DatasetFiles, MustFitTheNetwork) {
  write({2, 28, 28}, {0, 1});
  EXPECT_EQ(complaint(),
            file("t10k-images-idx3-ubyte") +
                ": holds 2 x 28 x 28 values, but the network toy takes images of 6 x 6");
}

TEST_F(DatasetFiles, MustFitEachOther) {
  write({2, 6, 6}, {0, 1, 2});
  EXPECT_EQ(complaint(), file("t10k-labels-idx1-ubyte") + ": holds 3 labels for 2 images");
}

TEST_F(DatasetFiles, MustHaveClassesOfTheNetwork) {
  write({2, 6, 6}, {0, 3});
  EXPECT_EQ(complaint(),
            file("t10k-labels-idx1-ubyte") +
                ": label 1 is 3, but the network toy has classes 0 to 2");
}

TEST_F(DatasetFiles, MustHoldAnImage) {
  write({0, 6, 6}, {});
  EXPECT_EQ(complaint(), file("t10k-images-idx3-ubyte") + ": holds no image");
}

} // namespace
