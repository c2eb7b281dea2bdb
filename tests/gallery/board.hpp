/// \file
/// Tic-tac-toe, played perfectly.
#ifndef EQUIVARIFY_TESTS_GALLERY_BOARD_HPP
#define EQUIVARIFY_TESTS_GALLERY_BOARD_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <vector>

namespace equivarify::gallery {

enum class Cell : unsigned char { empty, own, other };

/// A position, as the player whose turn it is sees it; cells go row by row.
using Board = std::array<Cell, 9>;

/// How a game ends for the player whose turn it is.
enum class Value { loses, draws, wins };

/// \p value for the other player.
[[nodiscard]] inline Value opposite(Value value) {
  constexpr std::array<Value, 3> values{Value::wins, Value::draws, Value::loses};
  return values[static_cast<std::size_t>(value)];
}

/// Whether the player who moved last has three in a row.
[[nodiscard]] inline bool is_lost(Board const& board) {
  constexpr std::array<std::array<std::size_t, 3>, 8> lines{
      {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}}};
  return std::any_of(lines.begin(), lines.end(), [&board](auto const& line) {
    return std::all_of(line.begin(), line.end(), [&board](std::size_t const cell) {
      return board[cell] == Cell::other;
    });
  });
}

/// The cells that can be taken; none once the game is over.
[[nodiscard]] inline std::vector<std::size_t> moves(Board const& board) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < board.size() && !is_lost(board); ++cell) {
    if (board[cell] == Cell::empty) {
      cells.push_back(cell);
    }
  }
  return cells;
}

/// \p board after the player whose turn it is took \p cell, as the other player sees it.
[[nodiscard]] inline Board after(Board board, std::size_t cell) {
  board[cell] = Cell::own;
  for (Cell& each : board) {
    each = each == Cell::own ? Cell::other : each == Cell::other ? Cell::own : Cell::empty;
  }
  return board;
}

/// The value of every position that play can reach, from the empty board on: 5,478 of them.
using Values = std::map<Board, Value>;

/// The value of \p board, which it adds to \p values with those of all positions after it.
inline Value solve(Board const& board, Values& values) {
  if (auto const known = values.find(board); known != values.end()) {
    return known->second;
  }
  std::vector<std::size_t> const cells = moves(board);
  Value best = is_lost(board) || !cells.empty() ? Value::loses : Value::draws;
  for (std::size_t const cell : cells) {
    best = std::max(best, opposite(solve(after(board, cell), values)));
  }
  values.emplace(board, best);
  return best;
}

} // namespace equivarify::gallery

#endif
