/// \file
/// Labelled images as training and evaluation use them.
#ifndef EQUIVARIFY_RUNTIME_DATASET_HPP
#define EQUIVARIFY_RUNTIME_DATASET_HPP

#include "equivarify/runtime/network.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Images of one size, each with its class.
struct Dataset {
  std::size_t image_size = 0; ///< pixels of an image, all channels counted
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> classes;
  std::vector<std::uint8_t>
      poses{}; ///< the element that turned each; empty where none was recorded

  /// The number of images.
  [[nodiscard]] std::size_t size() const { return classes.size(); }

  /// The pixels of image \p index.
  [[nodiscard]] std::span<std::uint8_t const> image(std::size_t index) const {
    return std::span(pixels).subspan(index * image_size, image_size);
  }

  /// A number that tells this data set from others; not a cryptographic digest.
  [[nodiscard]] std::uint32_t checksum() const;
};

/// Which of MNIST's two pairs of files.
enum class Split {
  train, ///< train-images-idx3-ubyte, train-labels-idx1-ubyte, train-poses-idx1-ubyte
  test   ///< t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, t10k-poses-idx1-ubyte
};

/// `upright`, `given`, `unknown`.
[[nodiscard]] std::string pose_name(Pose pose);

/// The images of \p split in \p folder for the network \p description, at most \p limit of them
/// (0: all); see find_idx for the names of the files. Poses are read where
/// the network is trained with given ones.
///
/// \throws DataError when the files are missing or damaged, or do not fit each other or the
/// network.
[[nodiscard]] Dataset load_dataset(std::filesystem::path const& folder,
                                   Split split,
                                   Description const& description,
                                   std::size_t limit = 0);

/// Writes byte / 255 for each pixel: the same number for the same byte wherever it lies, so that
/// turning an image and converting it commute to the bit.
void to_floats(std::span<std::uint8_t const> pixels, std::span<float> floats);

} // namespace equivarify::runtime

#endif
