/// \file
/// PNG pictures as input for a network.
#ifndef EQUIVARIFY_RUNTIME_DATA_PNG_HPP
#define EQUIVARIFY_RUNTIME_DATA_PNG_HPP

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace equivarify::runtime {

/// What a network expects of a picture, and how far a picture may be changed to fit.
struct PictureOptions {
  std::size_t channels = 1; ///< 1: grey, 3: red, green, blue
  std::size_t rows = 28;
  std::size_t columns = 28;
  bool invert = false; ///< for dark ink on light paper: each byte b becomes 255 - b
  bool resize = false; ///< otherwise another size is refused
};

/// The bytes of the PNG file \p path, channel by channel, row by row. Any colour type is converted;
/// what is transparent shows the background that becomes 0; a sample of 16 bits becomes the byte
/// next to sample / 257. At most 100 million pixels are read.
///
/// \throws DataError naming the file, its size and the size expected.
[[nodiscard]] std::vector<std::uint8_t> read_png(std::filesystem::path const& path,
                                                 PictureOptions const& options);

} // namespace equivarify::runtime

#endif
