#include "equivarify/runtime/domains/tic_tac_toe.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::runtime {

namespace {

constexpr std::size_t cells = 9;

/// Of each cell 0 for empty, 1 for the player's own stone, 2 for the other's.
using Position = std::array<std::uint8_t, cells>;

/// The position number \p number of all 3^9 ways to fill the cells.
Position position(std::size_t number) {
  Position result{};
  for (std::uint8_t& cell : result) {
    cell = static_cast<std::uint8_t>(number % 3);
    number /= 3;
  }
  return result;
}

bool has_line(Position const& position, std::uint8_t stone) {
  constexpr std::array<std::array<std::size_t, 3>, 8> lines{
      {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}}};
  return std::any_of(lines.begin(), lines.end(), [&](auto const& line) {
    return std::all_of(
        line.begin(), line.end(), [&](std::size_t const cell) { return position[cell] == stone; });
  });
}

/// Whether play reaches \p position: the other has moved last, so has as many stones or one more,
/// and the game was not over before. Two lines of the other share a cell, since six stones would be
/// too many; that cell was taken last.
bool is_reached(Position const& position) {
  auto const own = std::count(position.begin(), position.end(), 1);
  auto const other = std::count(position.begin(), position.end(), 2);
  return (other == own || other == own + 1) && !has_line(position, 1);
}

} // namespace

NumberArray tic_tac_toe_positions() {
  constexpr std::size_t ways = 19683; // 3^9
  NumberArray result{{0, 2, 3, 3}, NumberType::i8, {}};
  for (std::size_t number = 0; number < ways; ++number) {
    Position const board = position(number);
    if (!is_reached(board)) {
      continue;
    }
    result.extents[0] += 1;
    for (std::uint8_t const stone : {std::uint8_t{1}, std::uint8_t{2}}) {
      for (std::uint8_t const cell : board) {
        result.bytes.push_back(cell == stone ? 1 : 0);
      }
    }
  }
  return result;
}

} // namespace equivarify::runtime
