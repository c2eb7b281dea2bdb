#include "equivarify/runtime/data/resize.hpp"

#include <algorithm>
#include <cmath>

namespace equivarify::runtime {

namespace {

/// How much of old pixel `place` a new pixel covers, as a share of the new pixel.
struct Cover {
  std::size_t place = 0;
  double share = 0;
};

/// What new pixel \p index of \p count covers in a line of \p old pixels.
std::vector<Cover> cover(std::size_t index, std::size_t count, std::size_t old) {
  double const scale = static_cast<double>(old) / static_cast<double>(count);
  double const begin = static_cast<double>(index) * scale;
  double const end = begin + scale;
  std::vector<Cover> parts;
  for (auto place = static_cast<std::size_t>(begin); place < old; ++place) {
    auto const left = static_cast<double>(place);
    double const part = std::min(end, left + 1) - std::max(begin, left);
    if (part <= 0) {
      break;
    }
    parts.push_back({place, part / scale});
  }
  return parts;
}

/// The mean of the pixels of \p plane that \p down and \p across cover.
std::uint8_t
mean(Plane const& plane, std::vector<Cover> const& down, std::vector<Cover> const& across) {
  double sum = 0;
  for (Cover const& row : down) {
    for (Cover const& column : across) {
      sum += row.share * column.share * plane.pixels[row.place * plane.columns + column.place];
    }
  }
  return static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L));
}

} // namespace

std::vector<std::uint8_t> resize(Plane const& plane, std::size_t rows, std::size_t columns) {
  if (rows == plane.rows && columns == plane.columns) {
    return {plane.pixels.begin(), plane.pixels.end()};
  }
  std::vector<std::uint8_t> result;
  result.reserve(rows * columns);
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<Cover> const down = cover(row, rows, plane.rows);
    for (std::size_t column = 0; column < columns; ++column) {
      result.push_back(mean(plane, down, cover(column, columns, plane.columns)));
    }
  }
  return result;
}

} // namespace equivarify::runtime
