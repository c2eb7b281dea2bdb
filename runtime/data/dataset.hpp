/// \file
/// Labelled images as training and evaluation use them.
#ifndef EQUIVARIFY_RUNTIME_DATA_DATASET_HPP
#define EQUIVARIFY_RUNTIME_DATA_DATASET_HPP

#include "equivarify/runtime/data/data_folder.hpp"
#include "equivarify/runtime/data/numbers.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Pictures, each with what is to be learnt of it. A picture is any input of a network, of bytes or
/// of other numbers. A rank may hold some of them alone, its share, which follow one another.
struct Dataset {
  NumberArray inputs;                   ///< one row for each picture
  std::vector<std::uint32_t> classes{}; ///< of those held, for a network with labels (h, class)
  std::vector<std::uint32_t> poses{};   ///< the element that turned each; empty: none recorded
  std::vector<NumberArray> targets{};   ///< of a network with outputs: one array for each, in order

  /// The number of pictures, held or not.
  [[nodiscard]] std::size_t size() const { return inputs.rows(); }

  /// The numbers of one picture, all channels counted.
  [[nodiscard]] std::size_t input_size() const { return inputs.row_size(); }

  /// The numbers of one picture's targets, all outputs counted.
  [[nodiscard]] std::size_t target_size() const;

  /// Writes picture \p index, which is held, as the network takes it: bytes as byte / 255, all
  /// other numbers as they are. \p values has input_size() places.
  void input(std::size_t index, std::span<float> values) const;

  /// Writes the targets of picture \p index, which is held, one output after the other; a class as
  /// its number. \p values has target_size() places.
  void target(std::size_t index, std::span<float> values) const;

  /// A number that tells this data set, all of which is held, from others; not a cryptographic
  /// digest.
  [[nodiscard]] std::uint32_t checksum() const;
};

/// Pictures of bytes, of \p image_size pixels each, with their \p classes.
[[nodiscard]] Dataset pictures_of_bytes(std::size_t image_size,
                                        std::vector<std::uint8_t> pixels,
                                        std::vector<std::uint32_t> classes);

/// `upright`, `given`, `unknown`.
[[nodiscard]] std::string pose_name(Pose pose);

/// The data of \p split in \p folder for the network \p description, the pictures that \p choice
/// asks for; see DataFolder for what is read. Poses are read where the network is trained with
/// given ones. Others than these pictures are not looked at, but that there are as many of all that
/// is said of them; the pictures beyond a limit do not count.
///
/// \throws DataError when something is missing, there twice or damaged, does not fit the network or
/// the pictures, or is no finite number; the message names the place.
[[nodiscard]] Dataset load_dataset(std::filesystem::path const& folder,
                                   Split split,
                                   Description const& description,
                                   RowChoice const& choice = {});

/// Writes byte / 255 for each pixel: the same number for the same byte wherever it lies, so that
/// turning an image and converting it commute to the bit.
void to_floats(std::span<std::uint8_t const> pixels, std::span<float> floats);

} // namespace equivarify::runtime

#endif
