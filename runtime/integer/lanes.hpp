/// \file
/// Products and sums whose lanes are filters: an entry meets the weights of many of them at once,
/// so that each weight is read once for all rows of entries.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_LANES_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_LANES_HPP

#include <array>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// Filters of one vector of sums, and channels that a pixel's entries are filled up to.
inline constexpr std::size_t lane_step = 16;

/// The most vectors of filters whose products are found together.
inline constexpr std::size_t vectors_at_once = 3;

/// Kernels may find the products of fewer rows than this after the last one.
inline constexpr std::size_t row_slack = 12;

/// The least multiple of \p step that is not below \p value.
[[nodiscard]] constexpr std::size_t rounded_up(std::size_t value, std::size_t step) {
  return (value + step - 1) / step * step;
}

/// Entries next to each other of one step of the products: what 32 bits hold.
template <typename Entry>
inline constexpr std::size_t terms_of_step = sizeof(std::int32_t) / sizeof(Entry);

/// sums[row][f] = sum over s < steps and c < terms_of_step of entries[row][s][c] weights[s][f][c],
/// mod 2^32.
template <typename Entry, typename Weight>
struct LaneProducts {
  Entry const* entries;
  std::size_t stride; ///< entries from one row to the next
  std::size_t rows;
  std::size_t steps;
  Weight const* weights;
  std::size_t vectors; ///< of lane_step filters
  std::int32_t* sums;
  std::size_t sum_stride; ///< numbers from one row's sums to the next's
};

/// Those of a convolution over tiles, for one product of the group and of the tile: a row for each
/// tile.
using TileProducts = LaneProducts<std::int16_t, std::int16_t>;

/// Those of other layers: a row for each output of a copy.
using RowProducts = LaneProducts<std::uint8_t, std::int8_t>;

/// How sums of lane_step filters become activations.
struct LaneFinish {
  std::array<std::int32_t, lane_step> bias{};
  std::array<std::int32_t, lane_step> shifts{};
  std::array<std::int32_t, lane_step> halves{}; ///< of 2^shift

  constexpr void set(std::size_t lane, std::int32_t of_sum, std::uint8_t shift) {
    bias[lane] = of_sum;
    shifts[lane] = shift;
    halves[lane] = shift == 0 ? 0 : std::int32_t{1} << (shift - 1);
  }
};

/// How sums times a known number, which may have wrapped around, become activations.
struct LaneRounding {
  LaneFinish const* finish;
  bool relu;
  std::int32_t highest;          ///< where activations are cut off
  std::uint32_t odd_inverse = 1; ///< of the odd part of the number, mod 2^32
  unsigned shift = 0;            ///< for the even part
};

} // namespace equivarify::runtime

#endif
