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

/// What a list of numbers says of each image: there are \p count numbers, called \p what.
struct Column {
  std::size_t count = 0;
  char const* what = "";
  char const* range = "";
};

/// The list in \p path, one number below the count of \p column for each of \p images images.
std::vector<std::uint8_t> read_column(fs::path const& path,
                                      std::size_t images,
                                      Description const& network,
                                      Column const& column) {
  IdxArray list = read_idx(path);
  if (list.extents.size() != 1) {
    throw DataError(text(path.string(),
                         ": holds ",
                         product_text(list.extents),
                         " values, expected one list of ",
                         column.what,
                         "s"));
  }
  if (list.values.size() != images) {
    throw DataError(text(path.string(),
                         ": holds ",
                         list.values.size(),
                         " ",
                         column.what,
                         "s for ",
                         images,
                         " images"));
  }
  auto const bad = std::find_if(list.values.begin(), list.values.end(), [&](std::uint8_t number) {
    return number >= column.count;
  });
  if (bad != list.values.end()) {
    throw DataError(text(path.string(),
                         ": ",
                         column.what,
                         " ",
                         bad - list.values.begin(),
                         " is ",
                         int{*bad},
                         ", but the network ",
                         network.name,
                         " has ",
                         column.range,
                         " 0 to ",
                         column.count - 1));
  }
  return std::move(list.values);
}

} // namespace

std::uint32_t Dataset::checksum() const {
  uLong sum = crc32_z(0, pixels.data(), pixels.size());
  sum = crc32_z(sum, classes.data(), classes.size());
  if (!poses.empty()) { // zlib takes a null pointer for a wish to start anew
    sum = crc32_z(sum, poses.data(), poses.size());
  }
  return static_cast<std::uint32_t>(sum);
}

std::string pose_name(Pose pose) {
  switch (pose) {
  case Pose::upright:
    return "upright";
  case Pose::given:
    return "given";
  case Pose::unknown:
    return "unknown";
  }
  return {};
}

Dataset load_dataset(fs::path const& folder,
                     Split split,
                     Description const& description,
                     std::size_t limit) {
  std::string const stem = split == Split::train ? "train" : "t10k";
  fs::path const image_path = find_idx(folder, stem + "-images-idx3-ubyte");
  fs::path const label_path = find_idx(folder, stem + "-labels-idx1-ubyte");
  IdxArray images = read_idx(image_path);
  check_images(images, description, image_path);
  std::size_t const count = images.extents[0];
  Dataset dataset{
      description.input_size(),
      std::move(images.values),
      read_column(label_path, count, description, {description.classes, "label", "classes"}),
      {}};
  if (description.training.pose == Pose::given) {
    dataset.poses = read_column(find_idx(folder, stem + "-poses-idx1-ubyte"),
                                count,
                                description,
                                {description.order, "pose", "elements"});
  }
  if (count == 0) {
    throw DataError(text(image_path.string(), ": holds no image"));
  }
  if (limit != 0 && limit < dataset.size()) {
    dataset.classes.resize(limit);
    dataset.poses.resize(std::min(limit, dataset.poses.size()));
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

} // namespace equivarify::runtime
