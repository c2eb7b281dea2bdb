#include "picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace equivarify::gallery {
namespace {

constexpr std::size_t cell_size = 6;
constexpr std::size_t gap = 6;

/// A square at \p x, \p y whose opacity is \p value, counted from -1 to 1.
std::string cell(std::size_t x, std::size_t y, double value) {
  std::array<char, 160> text{};
  int const length = std::snprintf(
      text.data(),
      text.size(),
      R"(<rect x="%zu" y="%zu" width="%zu" height="%zu" fill="%s" fill-opacity="%.2f"/>)",
      x,
      y,
      cell_size,
      cell_size,
      value < 0 ? "#1f6fd6" : "#111",
      std::abs(value));
  return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

std::string picture_of(Field const& field, std::size_t count) {
  std::vector<std::size_t> shape = field.extents;
  shape.insert(shape.begin(), 3 - shape.size(), 1);
  std::size_t const row_size = shape[0] * shape[1] * shape[2];
  double largest = 0;
  for (std::size_t i = 0; i < count * row_size; ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(field.values[i])));
  }
  std::string cells;
  for (std::size_t i = 0; i < count * row_size; ++i) {
    std::size_t const column = i % shape[2];
    std::size_t const row = i / shape[2] % shape[1];
    std::size_t const plane = i % row_size / (shape[1] * shape[2]);
    cells += cell(gap + plane * (shape[2] * cell_size + gap) + column * cell_size,
                  gap + i / row_size * (shape[1] * cell_size + gap) + row * cell_size,
                  static_cast<double>(field.values[i]) / largest);
  }
  std::string const width = std::to_string(gap + shape[0] * (shape[2] * cell_size + gap));
  std::string const height = std::to_string(gap + count * (shape[1] * cell_size + gap));
  return R"(<svg xmlns="http://www.w3.org/2000/svg" width=")" + width + R"(" height=")" + height +
         R"(" style="background:#eee">)" + cells + "</svg>\n";
}

} // namespace equivarify::gallery
