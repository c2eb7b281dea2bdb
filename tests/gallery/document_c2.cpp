#include <array>
#include <cstddef>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::size_t rows = 32;
constexpr std::size_t columns = 24;
constexpr std::size_t margin = 2;
constexpr std::size_t line_height = 4;

using Colour = std::array<double, 3>;

/// A page, cell by cell.
class Page {
public:
  Page(Random& random, Colour const& paper) : random_{random} { cells_.fill(paper); }

  /// Writes words on the line whose letters stand in \p row, from column \p first to \p last.
  void write_line(std::size_t row, std::size_t first, std::size_t last, Colour const& ink) {
    std::size_t column = first;
    while (column < last) {
      std::size_t const end = std::min(last, column + 2 + random_.below(5));
      for (; column < end; ++column) {
        write_letter(row, column, ink);
      }
      ++column;
    }
  }

  [[nodiscard]] Colour const& at(std::size_t cell) const { return cells_[cell]; }

private:
  // Letters reach up more often than down, which tells what is up.
  void write_letter(std::size_t row, std::size_t column, Colour const& ink) {
    cells_[row * columns + column] = ink;
    double const shape = random_.uniform();
    if (shape < 0.35) {
      cells_[(row - 1) * columns + column] = ink;
    } else if (shape > 0.9) {
      cells_[(row + 1) * columns + column] = ink;
    }
  }

  Random& random_;
  std::array<Colour, rows * columns> cells_{};
};

Colour draw_colour(Random& random, double low, double high) {
  return {random.uniform(low, high), random.uniform(low, high), random.uniform(low, high)};
}

/// Paragraphs: the first line is indented, the last one short, all others ragged on the right.
Page write_page(Random& random) {
  Page page(random, draw_colour(random, 0.8, 1));
  Colour const ink = draw_colour(random, 0, 0.4);
  std::size_t left = 0;
  for (std::size_t row = 3; row + 1 < rows; row += line_height) {
    bool const starts = left == 0;
    left = starts ? 2 + random.below(3) : left - 1;
    std::size_t const end = columns - margin - random.below(left == 0 ? 12 : 3);
    page.write_line(row, margin + (starts ? 3 : 0), end, ink);
  }
  return page;
}

void add_row(Random& random, Split& split) {
  Page const page = write_page(random);
  bool const upside_down = random.below(2) == 1;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    for (std::size_t cell = 0; cell < rows * columns; ++cell) {
      std::size_t const from = upside_down ? rows * columns - 1 - cell : cell;
      split.field("inputs").add(page.at(from)[channel] + 0.15 * noise(random));
    }
  }
  split.field("stands").add(upside_down ? 1 : 0);
}

} // namespace

std::vector<Split> document_c2(fs::path const&) {
  return draw({{"inputs", {3, rows, columns}}, {"stands", {}}}, 4000, 2000, add_row);
}

} // namespace equivarify::gallery
