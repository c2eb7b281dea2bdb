#include "equivarify/runtime/data/dataset.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <zlib.h>

namespace equivarify::runtime {

namespace {

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
