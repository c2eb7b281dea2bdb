#include "equivarify/runtime/data/png.hpp"

#include "equivarify/runtime/data/resize.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <string>

#include <png.h>

namespace equivarify::runtime {

namespace {

/// libpng's reader of whole pictures; frees what a failed reading leaves.
class PngReader {
public:
  explicit PngReader(std::filesystem::path const& path) : path_(path.string()) {
    image_.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image_, path.c_str()) == 0) {
      fail();
    }
    // Otherwise libpng takes samples of 16 bits for linear light.
    image_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  }

  PngReader(PngReader const&) = delete;
  PngReader(PngReader&&) = delete;
  PngReader& operator=(PngReader const&) = delete;
  PngReader& operator=(PngReader&&) = delete;

  ~PngReader() { png_image_free(&image_); }

  [[nodiscard]] std::size_t rows() const { return image_.height; }

  [[nodiscard]] std::size_t columns() const { return image_.width; }

  /// All pixels, row by row, the channels of a pixel side by side.
  std::vector<std::uint8_t> read(std::size_t channels, std::uint8_t background) {
    image_.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image_));
    png_color const behind{background, background, background};
    if (png_image_finish_read(&image_, &behind, pixels.data(), 0, nullptr) == 0) {
      fail();
    }
    return pixels;
  }

private:
  [[noreturn]] void fail() const {
    throw DataError(
        text(path_, ": cannot read it as a PNG picture: ", std::string(image_.message)));
  }

  std::string path_;
  png_image image_{};
};

/// Before memory is taken: a file of a hundred bytes may claim 65535 by 65535 pixels.
void check_area(PngReader const& picture, std::filesystem::path const& path) {
  constexpr std::size_t most_pixels = 100'000'000;
  if (picture.rows() > most_pixels / std::max<std::size_t>(1, picture.columns())) {
    throw DataError(text(path.string(),
                         ": is ",
                         picture.columns(),
                         " pixels wide and ",
                         picture.rows(),
                         " high, expected at most ",
                         most_pixels,
                         " pixels"));
  }
}

void check_size(PngReader const& picture,
                PictureOptions const& options,
                std::filesystem::path const& path) {
  bool const fits = picture.rows() == options.rows && picture.columns() == options.columns;
  if (!fits && !options.resize) {
    throw DataError(text(path.string(),
                         ": is ",
                         picture.columns(),
                         " pixels wide and ",
                         picture.rows(),
                         " high, expected ",
                         options.columns,
                         " by ",
                         options.rows,
                         "; --resize fits it"));
  }
}

} // namespace

std::vector<std::uint8_t> read_png(std::filesystem::path const& path,
                                   PictureOptions const& options) {
  if (options.channels != 1 && options.channels != 3) {
    throw DataError(text(path.string(),
                         ": a PNG picture has 1 or 3 channels, but the network takes ",
                         options.channels));
  }
  PngReader picture(path);
  check_size(picture, options, path);
  check_area(picture, path);
  std::vector<std::uint8_t> const pixels = picture.read(options.channels, options.invert ? 255 : 0);
  std::size_t const area = picture.rows() * picture.columns();
  std::vector<std::uint8_t> result;
  for (std::size_t channel = 0; channel < options.channels; ++channel) {
    std::vector<std::uint8_t> plane(area);
    for (std::size_t i = 0; i < area; ++i) {
      std::uint8_t const byte = pixels[i * options.channels + channel];
      plane[i] = options.invert ? static_cast<std::uint8_t>(255 - byte) : byte;
    }
    plane = resize({plane, picture.rows(), picture.columns()}, options.rows, options.columns);
    result.insert(result.end(), plane.begin(), plane.end());
  }
  return result;
}

} // namespace equivarify::runtime
