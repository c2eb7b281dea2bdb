/// \file
/// The eight motions of a grid as tables of places, so that generated code can name them instead of
/// listing numbers.
#ifndef EQUIVARIFY_RUNTIME_GROUP_GRID_MOTION_HPP
#define EQUIVARIFY_RUNTIME_GROUP_GRID_MOTION_HPP

#include <array>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// A motion g of an image: (g x)[i][j] = x[a][b] with (a, b) = (i, j), swapped if `transposed`,
/// then a counted from the bottom if `flipped_rows`, b from the right if `flipped_columns`.
struct GridMotion {
  bool transposed = false;
  bool flipped_rows = false;
  bool flipped_columns = false;
  friend constexpr bool operator==(GridMotion const&, GridMotion const&) = default;
};

/// The place from which entry \p i of g x comes, images being channel by channel, row by row.
constexpr std::size_t
source_of(GridMotion motion, std::size_t rows, std::size_t columns, std::size_t i) {
  std::size_t const pixel = i % (rows * columns);
  std::size_t const y = motion.transposed ? pixel % columns : pixel / columns;
  std::size_t const x = motion.transposed ? pixel / columns : pixel % columns;
  std::size_t const row = motion.flipped_rows ? rows - 1 - y : y;
  std::size_t const column = motion.flipped_columns ? columns - 1 - x : x;
  return i - pixel + row * columns + column;
}

/// The tables of \p motions for images of the given size: (g x)[i] = x[tables[g][i]]. Large ones
/// are made when the program starts, since compilers bound the steps of a constant expression.
template <std::size_t Channels, std::size_t Rows, std::size_t Columns, std::size_t Order>
constexpr auto grid_permutations(std::array<GridMotion, Order> const& motions) {
  std::array<std::array<std::uint32_t, Channels * Rows * Columns>, Order> tables{};
  for (std::size_t g = 0; g < Order; ++g) {
    for (std::size_t i = 0; i < tables[g].size(); ++i) {
      tables[g][i] = static_cast<std::uint32_t>(source_of(motions[g], Rows, Columns, i));
    }
  }
  return tables;
}

/// The tables that move channels by \p channels and the cells of each by \p cells: entry (c, i) of
/// g x is entry (channels[g][c], cells[g][i]) of x.
template <std::size_t Channels, std::size_t Cells, std::size_t Order>
constexpr auto
in_all_channels(std::array<std::array<std::uint32_t, Channels>, Order> const& channels,
                std::array<std::array<std::uint32_t, Cells>, Order> const& cells) {
  std::array<std::array<std::uint32_t, Channels * Cells>, Order> tables{};
  for (std::size_t g = 0; g < Order; ++g) {
    for (std::size_t i = 0; i < tables[g].size(); ++i) {
      tables[g][i] =
          static_cast<std::uint32_t>(channels[g][i / Cells] * Cells + cells[g][i % Cells]);
    }
  }
  return tables;
}

/// What \p channels says of each channel, for each of its \p Cells cells.
template <std::size_t Cells, std::size_t Channels, std::size_t Order>
constexpr auto in_all_cells(std::array<std::array<bool, Channels>, Order> const& channels) {
  std::array<std::array<bool, Channels * Cells>, Order> tables{};
  for (std::size_t g = 0; g < Order; ++g) {
    for (std::size_t i = 0; i < tables[g].size(); ++i) {
      tables[g][i] = channels[g][i / Cells];
    }
  }
  return tables;
}

} // namespace equivarify::runtime

#endif
