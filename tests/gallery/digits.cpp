#include "digits.hpp"

#include "equivarify/runtime/data/idx.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <cmath>

namespace equivarify::gallery {
namespace {

using runtime::NumberArray;

NumberArray read(fs::path const& source, std::string const& name) {
  std::vector<fs::path> const found = runtime::find_idx(source, name);
  if (found.empty()) {
    throw runtime::DataError(source.string() + " has no " + name);
  }
  return runtime::read_idx(found.front());
}

/// The light of cell \p row, \p column of \p picture; none outside.
double light_in(Picture const& picture, double row, double column) {
  bool const inside = row >= 0 && column >= 0 && row < digit_size && column < digit_size;
  return inside ? static_cast<double>(picture[static_cast<std::size_t>(row * digit_size + column)])
                : 0;
}

/// The light of \p picture at \p row, \p column.
double light_at(Picture const& picture, double row, double column) {
  double const i = std::floor(row);
  double const j = std::floor(column);
  double sum = 0;
  for (double const r : {i, i + 1}) {
    for (double const c : {j, j + 1}) {
      sum += (1 - std::abs(row - r)) * (1 - std::abs(column - c)) * light_in(picture, r, c);
    }
  }
  return sum;
}

/// Row and column of the centre of light.
std::array<double, 2> centre_of(Picture const& picture) {
  double light = 0;
  double row = 0;
  double column = 0;
  for (std::size_t cell = 0; cell < picture.size(); ++cell) {
    double const here = static_cast<double>(picture[cell]);
    light += here;
    row += here * static_cast<double>(cell / digit_size);
    column += here * static_cast<double>(cell % digit_size);
  }
  return {row / light, column / light};
}

} // namespace

Digits read_digits(fs::path const& source, std::string const& split) {
  NumberArray const images = read(source, split + "-images-idx3-ubyte");
  NumberArray const labels = read(source, split + "-labels-idx1-ubyte");
  Digits digits;
  if (images.row_size() != Picture{}.size() || images.rows() != labels.rows()) {
    throw runtime::DataError(source.string() + ": expected pictures of 28 x 28, each with a label");
  }
  digits.pictures.resize(images.rows());
  for (std::size_t i = 0; i < images.rows(); ++i) {
    for (std::size_t cell = 0; cell < digits.pictures[i].size(); ++cell) {
      digits.pictures[i][cell] =
          static_cast<float>(images.bytes[i * images.row_size() + cell]) / 255.0F;
    }
    digits.classes.push_back(labels.bytes[i]);
  }
  return digits;
}

Picture turned(Picture const& picture, double angle, Pivot pivot) {
  constexpr double middle = (digit_size - 1) / 2.0;
  auto const [row, column] =
      pivot == Pivot::light ? centre_of(picture) : std::array{middle, middle};
  Picture result{};
  for (std::size_t cell = 0; cell < result.size(); ++cell) {
    double const i = static_cast<double>(cell / digit_size) - middle;
    double const j = static_cast<double>(cell % digit_size) - middle;
    result[cell] = static_cast<float>(light_at(picture,
                                               row + std::cos(angle) * i + std::sin(angle) * j,
                                               column - std::sin(angle) * i + std::cos(angle) * j));
  }
  return result;
}

} // namespace equivarify::gallery
