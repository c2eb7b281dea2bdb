#include <array>
#include <fstream>
#include <stdexcept>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t bands = 4;
constexpr std::size_t cells = 9;
// The first rows are those from which Statlog's contestants learnt.
constexpr std::size_t train_rows = 4435;

} // namespace

// \p source has a row for each neighbourhood: the four bands of the first of 3 x 3 cells, then
// those of the next, then the class of the cell in the middle, from 1.
std::vector<Split> landsat_d4(fs::path const& source) {
  std::ifstream file(source);
  std::vector<Field> const fields{{"inputs", {bands, 3, 3}}, {"cover", {}}};
  std::vector<Split> splits{{"train", fields}, {"test", fields}};
  std::array<double, bands * cells> light{};
  std::size_t row = 0;
  while (file >> light[0]) {
    for (std::size_t i = 1; i < light.size(); ++i) {
      file >> light[i];
    }
    std::size_t cover = 0;
    file >> cover;
    Split& split = splits[row++ < train_rows ? 0 : 1];
    for (std::size_t band = 0; band < bands; ++band) {
      for (std::size_t cell = 0; cell < cells; ++cell) {
        split.field("inputs").add((light[cell * bands + band] - 83) / 20);
      }
    }
    split.field("cover").add(static_cast<double>(cover) - 1);
  }
  if (row <= train_rows) {
    throw std::runtime_error(source.string() + ": found " + std::to_string(row) +
                             " rows, expected more than " + std::to_string(train_rows) +
                             " of 36 numbers and a class");
  }
  return splits;
}

} // namespace equivarify::gallery
