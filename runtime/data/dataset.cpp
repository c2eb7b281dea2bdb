#include "equivarify/runtime/data/dataset.hpp"

#include "equivarify/runtime/data/checksum.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace equivarify::runtime {

std::size_t Dataset::target_size() const {
  std::size_t size = 0;
  for (NumberArray const& array : targets) {
    size += array.row_size();
  }
  return size;
}

void Dataset::input(std::size_t index, std::span<float> values) const {
  std::size_t const first = (index - inputs.first_row) * values.size();
  if (inputs.type == NumberType::u8) {
    to_floats(std::span(inputs.bytes).subspan(first, values.size()), values);
  } else {
    to_floats(inputs, first, values);
  }
}

void Dataset::target(std::size_t index, std::span<float> values) const {
  for (NumberArray const& array : targets) {
    std::size_t const size = array.row_size();
    to_floats(array, (index - array.first_row) * size, values.first(size));
    values = values.subspan(size);
  }
}

std::uint32_t Dataset::checksum() const {
  return joined_checksum(*this, {parts_of_checksum(*this)});
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
