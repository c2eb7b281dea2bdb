#include "equivarify/runtime/dataset.hpp"

#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/idx.hpp"
#include "equivarify/runtime/text.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// Extents as people write them, such as `60000 x 28 x 28`.
std::string product_text(std::vector<std::size_t> const& extents) {
  std::string result;
  for (std::size_t const extent : extents) {
    result += (result.empty() ? "" : " x ") + std::to_string(extent);
  }
  return result;
}

void check_images(IdxArray const& images, Description const& network, fs::path const& path) {
  std::vector<std::size_t> expected{network.rows, network.columns};
  if (network.channels != 1) {
    expected.insert(expected.begin(), network.channels);
  }
  if (!std::equal(
          images.extents.begin() + 1, images.extents.end(), expected.begin(), expected.end())) {
    throw DataError(text(path.string(),
                         ": holds ",
                         product_text(images.extents),
                         " values, but the network ",
                         network.name,
                         " takes images of ",
                         product_text(expected)));
  }
}

void check_labels(IdxArray const& labels,
                  std::size_t images,
                  Description const& network,
                  fs::path const& path) {
  if (labels.extents.size() != 1) {
    throw DataError(text(path.string(),
                         ": holds ",
                         product_text(labels.extents),
                         " values, expected one list of labels"));
  }
  if (labels.values.size() != images) {
    throw DataError(
        text(path.string(), ": holds ", labels.values.size(), " labels for ", images, " images"));
  }
  auto const bad = std::find_if(labels.values.begin(),
                                labels.values.end(),
                                [&](std::uint8_t label) { return label >= network.classes; });
  if (bad != labels.values.end()) {
    throw DataError(text(path.string(),
                         ": label ",
                         bad - labels.values.begin(),
                         " is ",
                         int{*bad},
                         ", but the network ",
                         network.name,
                         " has classes 0 to ",
                         network.classes - 1));
  }
}

} // namespace

std::uint32_t Dataset::checksum() const {
  uLong sum = crc32_z(0, pixels.data(), pixels.size());
  sum = crc32_z(sum, classes.data(), classes.size());
  return static_cast<std::uint32_t>(sum);
}

Dataset load_dataset(fs::path const& folder,
                     Split split,
                     Description const& description,
                     std::size_t limit) {
  std::string const stem = split == Split::train ? "train" : "t10k";
  fs::path const image_path = find_idx(folder, stem + "-images-idx3-ubyte");
  fs::path const label_path = find_idx(folder, stem + "-labels-idx1-ubyte");
  IdxArray images = read_idx(image_path);
  IdxArray labels = read_idx(label_path);
  check_images(images, description, image_path);
  check_labels(labels, images.extents[0], description, label_path);
  if (labels.values.empty()) {
    throw DataError(text(image_path.string(), ": holds no image"));
  }
  Dataset dataset{description.input_size(), std::move(images.values), std::move(labels.values)};
  if (limit != 0 && limit < dataset.size()) {
    dataset.classes.resize(limit);
    dataset.pixels.resize(limit * dataset.image_size);
  }
  return dataset;
}

void to_floats(std::span<std::uint8_t const> pixels, std::span<float> floats) {
  static std::array<float, 256> const table = [] {
    std::array<float, 256> values{};
    for (std::size_t byte = 0; byte < values.size(); ++byte) {
      values[byte] = static_cast<float>(byte) / 255.0F;
    }
    return values;
  }();
  std::transform(
      pixels.begin(), pixels.end(), floats.begin(), [](std::uint8_t byte) { return table[byte]; });
}

void turn(std::span<float const> image,
          std::span<std::uint32_t const> permutation,
          std::span<float> turned) {
  for (std::size_t i = 0; i < turned.size(); ++i) {
    turned[i] = image[permutation[i]];
  }
}

} // namespace equivarify::runtime
