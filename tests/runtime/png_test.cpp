#include "equivarify/runtime/data/png.hpp"

#include "equivarify/runtime/data/resize.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <numeric>
#include <string>

#include "runtime/temporary_folder.hpp"
#include <png.h>
#include <zlib.h>

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;

using Bytes = std::vector<std::uint8_t>;

/// Writes \p pixels as a PNG picture in libpng's format \p format.
void write_png(fs::path const& path,
               std::uint32_t format,
               std::uint32_t columns,
               Bytes const& pixels,
               Bytes const& palette = {}) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.format = format;
  image.width = columns;
  std::uint32_t const entry = PNG_IMAGE_PIXEL_CHANNELS(format);
  image.height = static_cast<std::uint32_t>(pixels.size()) / entry / columns;
  image.colormap_entries = static_cast<std::uint32_t>(palette.size() / 3);
  ASSERT_NE(png_image_write_to_file(&image, path.c_str(), 0, pixels.data(), 0, palette.data()), 0)
      << image.message;
}

Bytes read_2x2(fs::path const& path, bool invert = false) {
  return runtime::read_png(path, {.rows = 2, .columns = 2, .invert = invert});
}

class Png : public ::testing::Test {
protected:
  TemporaryFolder folder_;
  fs::path file_ = folder_ / "picture.png";
};

TEST_F(Png, GreyIsReadAsItIs) {
  write_png(file_, PNG_FORMAT_GRAY, 2, {0, 10, 200, 255});
  EXPECT_EQ(read_2x2(file_), (Bytes{0, 10, 200, 255}));
}

TEST_F(Png, IsInvertedOnDemand) {
  write_png(file_, PNG_FORMAT_GRAY, 2, {0, 10, 200, 255});
  EXPECT_EQ(read_2x2(file_, true), (Bytes{255, 245, 55, 0}));
}

TEST_F(Png, GreyColoursBecomeGrey) {
  write_png(file_, PNG_FORMAT_RGB, 2, {0, 0, 0, 10, 10, 10, 200, 200, 200, 255, 255, 255});
  EXPECT_EQ(read_2x2(file_), (Bytes{0, 10, 200, 255}));
}

TEST_F(Png, PalettesAreResolved) {
  write_png(file_, PNG_FORMAT_RGB_COLORMAP, 2, {1, 0, 0, 1}, {0, 0, 0, 255, 255, 255});
  EXPECT_EQ(read_2x2(file_), (Bytes{255, 0, 0, 255}));
}

TEST_F(Png, TransparentPixelsShowTheBackground) {
  write_png(file_, PNG_FORMAT_GA, 2, {77, 0, 77, 255, 77, 0, 77, 255});
  EXPECT_EQ(read_2x2(file_), (Bytes{0, 77, 0, 77}));
  EXPECT_EQ(read_2x2(file_, true), (Bytes{0, 178, 0, 178}));
}

TEST_F(Png, ColoursComeChannelByChannel) {
  write_png(file_, PNG_FORMAT_RGB, 2, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(runtime::read_png(file_, {.channels = 3, .rows = 1, .columns = 2}),
            (Bytes{1, 4, 2, 5, 3, 6}));
}

/// Samples of 16 bits as a PNG file, of \p channels channels, in one row.
void write_png_16(fs::path const& path, int channels, std::vector<std::uint16_t> const& samples) {
  png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(writer);
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  png_init_io(writer, file);
  auto const columns =
      static_cast<std::uint32_t>(samples.size()) / static_cast<std::uint32_t>(channels);
  png_set_IHDR(writer,
               info,
               columns,
               1,
               16,
               channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(writer, info);
  Bytes row;
  for (std::uint16_t const sample : samples) {
    row.push_back(static_cast<std::uint8_t>(sample >> 8U));
    row.push_back(static_cast<std::uint8_t>(sample & 0xFFU));
  }
  png_write_row(writer, row.data());
  png_write_end(writer, nullptr);
  png_destroy_write_struct(&writer, &info);
  static_cast<void>(std::fclose(file));
}

TEST_F(Png, SamplesOf16BitsAreRoundedTo8) {
  std::vector<std::uint16_t> samples(256);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<std::uint16_t>(257 * i);
  }
  write_png_16(file_, 1, samples);
  Bytes const grey = runtime::read_png(file_, {.rows = 1, .columns = 256});
  write_png_16(file_, 3, [&] {
    std::vector<std::uint16_t> colours;
    for (std::uint16_t const sample : samples) {
      colours.insert(colours.end(), 3, sample);
    }
    return colours;
  }());
  Bytes const colours = runtime::read_png(file_, {.rows = 1, .columns = 256});
  for (int i = 0; i < 256; ++i) {
    EXPECT_NEAR(grey[static_cast<std::size_t>(i)], i, 1);
    EXPECT_NEAR(colours[static_cast<std::size_t>(i)], i, 1);
  }
}

TEST_F(Png, ThatClaimsMoreThanTheLimitTakesNoMemory) {
  write_png(file_, PNG_FORMAT_GRAY, 2, Bytes(4));
  std::fstream stream(file_, std::ios::binary | std::ios::in | std::ios::out);
  Bytes header{'I', 'H', 'D', 'R', 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 0, 0, 0, 0};
  auto const sum = static_cast<std::uint32_t>(crc32(0, header.data(), 17));
  for (unsigned shift : {24U, 16U, 8U, 0U}) {
    header.push_back(static_cast<std::uint8_t>(sum >> shift));
  }
  stream.seekp(12);
  stream.write(reinterpret_cast<char const*>(header.data()), 21);
  stream.close();
  EXPECT_EQ(
      message_of<runtime::DataError>([&] {
        static_cast<void>(runtime::read_png(file_, {.rows = 2, .columns = 2, .resize = true}));
      }),
      file_.string() + ": is 65535 pixels wide and 65535 high, expected at most 100000000 pixels");
}

TEST_F(Png, OfAnotherSizeIsRefused) {
  write_png(file_, PNG_FORMAT_GRAY, 3, Bytes(6));
  EXPECT_EQ(message_of<runtime::DataError>([&] { static_cast<void>(read_2x2(file_)); }),
            file_.string() + ": is 3 pixels wide and 2 high, expected 2 by 2; --resize fits it");
}

TEST_F(Png, OfAnotherSizeIsFittedOnDemand) {
  write_png(file_, PNG_FORMAT_GRAY, 4, {0, 20, 100, 100, 40, 60, 100, 100});
  EXPECT_EQ(runtime::read_png(file_, {.rows = 1, .columns = 2, .resize = true}), (Bytes{30, 100}));
}

TEST_F(Png, MustBeOne) {
  std::ofstream(file_) << "no picture";
  EXPECT_EQ(message_of<runtime::DataError>([&] { static_cast<void>(read_2x2(file_)); }),
            file_.string() + ": cannot read it as a PNG picture: Not a PNG file");
}

TEST(Resize, KeepsAPictureOfTheRightSize) {
  Bytes const pixels{1, 2, 3, 4, 5, 6};
  EXPECT_EQ(runtime::resize({pixels, 2, 3}, 2, 3), pixels);
}

TEST(Resize, CountsPartsOfPixelsInProportion) {
  EXPECT_EQ(runtime::resize({Bytes{0, 90, 240}, 1, 3}, 1, 2), (Bytes{30, 190}));
}

TEST(Resize, RepeatsPixelsWhenItEnlarges) {
  EXPECT_EQ(runtime::resize({Bytes{7, 9}, 1, 2}, 2, 4), (Bytes{7, 7, 9, 9, 7, 7, 9, 9}));
}

TEST(Resize, KeepsAnEvenPictureEven) {
  EXPECT_EQ(runtime::resize({Bytes(std::size_t{31} * 17, 200), 31, 17}, 28, 28),
            Bytes(std::size_t{28} * 28, 200));
}

} // namespace
