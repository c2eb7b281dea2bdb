#include <algorithm>
#include <cstdint>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

constexpr std::uint32_t size = 4;
constexpr std::uint32_t boards = 1U << (size * size);

/// The cells of a torus, one bit each, row by row.
using Board = std::uint32_t;

std::uint32_t cell(std::uint32_t row, std::uint32_t column) {
  return row % size * size + column % size;
}

bool lives(Board board, std::uint32_t row, std::uint32_t column) {
  return (board >> cell(row, column) & 1U) != 0;
}

/// Conway's game of life.
bool lives_next(Board board, std::uint32_t row, std::uint32_t column) {
  int neighbours = 0;
  for (std::uint32_t i = 3; i < 6; ++i) {
    for (std::uint32_t j = 3; j < 6; ++j) {
      neighbours += (i != 4 || j != 4) && lives(board, row + i, column + j) ? 1 : 0;
    }
  }
  return neighbours == 3 || (neighbours == 2 && lives(board, row, column));
}

/// \p board moved by \p down and \p right after \p turns quarter turns.
Board moved(Board board, std::uint32_t turns, std::uint32_t down, std::uint32_t right) {
  for (; turns > 0; --turns) {
    Board turned = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
      for (std::uint32_t j = 0; j < size; ++j) {
        turned |= lives(board, j, size - 1 - i) ? 1U << cell(i, j) : 0U;
      }
    }
    board = turned;
  }
  Board result = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    for (std::uint32_t j = 0; j < size; ++j) {
      result |= lives(board, i, j) ? 1U << cell(i + down, j + right) : 0U;
    }
  }
  return result;
}

/// Whether no shift or turn of \p board has a smaller number.
bool is_first_of_orbit(Board board) {
  for (std::uint32_t g = 0; g < 4 * size * size; ++g) {
    if (moved(board, g / (size * size), g / size % size, g % size) < board) {
      return false;
    }
  }
  return true;
}

void add_row(Split& split, Board board) {
  for (std::uint32_t i = 0; i < size; ++i) {
    for (std::uint32_t j = 0; j < size; ++j) {
      split.field("inputs").add(lives(board, i, j) ? 1 : 0);
      split.field("next").add(lives_next(board, i, j) ? 1 : 0);
    }
  }
}

} // namespace

// One board of each orbit is judged. Since f(g x) = g f(x) to the bit, that is all of the 65,536
// boards. Half of the orbits are learnt.
std::vector<Split> life_p4(fs::path const&) {
  std::vector<Field> const fields{{"inputs", {1, size, size}}, {"next", {1, size, size}}};
  std::vector<Split> splits{{"train", fields}, {"test", fields}};
  Random random(2026);
  for (Board board = 0; board < boards; ++board) {
    if (!is_first_of_orbit(board)) {
      continue;
    }
    add_row(splits[1], board);
    if (random.below(2) == 0) {
      add_row(splits[0], board);
    }
  }
  return splits;
}

} // namespace equivarify::gallery
