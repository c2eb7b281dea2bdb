#include "equivarify/runtime/dataset.hpp"

#include "equivarify/runtime/error.hpp"
#include "equivarify/runtime/idx.hpp"
#include "equivarify/runtime/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

namespace fs = std::filesystem;

/// The checksum \p sum of what came before, and of \p bytes.
uLong add_checksum(uLong sum, std::span<std::uint8_t const> bytes) {
  // zlib takes a null pointer for a wish to start anew
  return bytes.empty() ? sum : crc32_z(sum, bytes.data(), bytes.size());
}

/// Numbers that are all below 256 count as the bytes that IDX files have.
uLong add_checksum(uLong sum, std::vector<std::uint32_t> const& numbers) {
  bool const are_bytes = std::all_of(
      numbers.begin(), numbers.end(), [](std::uint32_t number) { return number < 256; });
  std::size_t const bytes = are_bytes ? 1 : sizeof(std::uint32_t);
  std::vector<std::uint8_t> text;
  text.reserve(bytes * numbers.size());
  for (std::uint32_t const number : numbers) {
    for (std::size_t i = 0; i < bytes; ++i) {
      text.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    }
  }
  return add_checksum(sum, text);
}

/// Arrays with the same bytes and another type are others.
uLong add_checksum(uLong sum, NumberArray const& array) {
  sum = add_checksum(sum, array.bytes);
  if (array.type == NumberType::u8) {
    return sum;
  }
  std::string const name = name_of(array.type);
  return add_checksum(sum, std::vector<std::uint8_t>(name.begin(), name.end()));
}

void check_images(NumberArray const& images, Description const& network, fs::path const& path) {
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
std::vector<std::uint32_t> read_column(fs::path const& path,
                                       std::size_t images,
                                       Description const& network,
                                       Column const& column) {
  NumberArray const list = read_idx(path);
  if (list.extents.size() != 1) {
    throw DataError(text(path.string(),
                         ": holds ",
                         product_text(list.extents),
                         " values, expected one list of ",
                         column.what,
                         "s"));
  }
  if (list.rows() != images) {
    throw DataError(text(
        path.string(), ": holds ", list.rows(), " ", column.what, "s for ", images, " images"));
  }
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < images; ++i) {
    double const number = number_at(list, i);
    if (!(number >= 0 && number < static_cast<double>(column.count)) ||
        number != std::floor(number)) {
      throw DataError(text(path.string(),
                           ": ",
                           column.what,
                           " ",
                           i,
                           " is ",
                           exact(number),
                           ", but the network ",
                           network.name,
                           " has ",
                           column.range,
                           " 0 to ",
                           column.count - 1));
    }
    numbers.push_back(static_cast<std::uint32_t>(number));
  }
  return numbers;
}

} // namespace

std::size_t Dataset::target_size() const {
  std::size_t size = 0;
  for (NumberArray const& array : targets) {
    size += array.row_size();
  }
  return size;
}

void Dataset::input(std::size_t index, std::span<float> values) const {
  std::size_t const first = index * values.size();
  if (inputs.type == NumberType::u8) {
    to_floats(std::span(inputs.bytes).subspan(first, values.size()), values);
  } else {
    to_floats(inputs, first, values);
  }
}

void Dataset::target(std::size_t index, std::span<float> values) const {
  for (NumberArray const& array : targets) {
    std::size_t const size = array.row_size();
    to_floats(array, index * size, values.first(size));
    values = values.subspan(size);
  }
}

std::uint32_t Dataset::checksum() const {
  uLong sum = add_checksum(0, inputs);
  sum = add_checksum(sum, classes);
  sum = add_checksum(sum, poses);
  for (NumberArray const& array : targets) {
    sum = add_checksum(sum, array);
  }
  return static_cast<std::uint32_t>(sum);
}

Dataset pictures_of_bytes(std::size_t image_size,
                          std::vector<std::uint8_t> pixels,
                          std::vector<std::uint32_t> classes) {
  return {.inputs = {{classes.size(), image_size}, NumberType::u8, std::move(pixels)},
          .classes = std::move(classes)};
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
  Dataset dataset{.inputs = read_idx(image_path)};
  check_images(dataset.inputs, description, image_path);
  std::size_t const count = dataset.size();
  dataset.classes =
      read_column(label_path, count, description, {description.classes, "label", "classes"});
  if (description.training.pose == Pose::given) {
    dataset.poses = read_column(find_idx(folder, stem + "-poses-idx1-ubyte"),
                                count,
                                description,
                                {description.order, "pose", "elements"});
  }
  if (count == 0) {
    throw DataError(text(image_path.string(), ": holds no image"));
  }
  if (limit != 0 && limit < count) {
    dataset.inputs.keep_rows(limit);
    dataset.classes.resize(limit);
    dataset.poses.resize(std::min(limit, dataset.poses.size()));
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
