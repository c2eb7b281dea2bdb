/// \file
/// Between lifted images and the coefficients of their tiles: the two ends of a Winograd
/// convolution.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_TILES_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_WINOGRAD_TILES_HPP

#include "equivarify/runtime/kernels/convolution.hpp"
#include "equivarify/runtime/kernels/group_terms.hpp"
#include "equivarify/runtime/kernels/winograd_transform.hpp"

#include <cstddef>

namespace equivarify::runtime::winograd {

/// The tiles that cover an image of `Rows` x `Columns` pixels, row by row.
template <std::size_t Rows, std::size_t Columns>
struct TileGrid {
  static constexpr std::size_t rows = (Rows + tile - 1) / tile;
  static constexpr std::size_t columns = (Columns + tile - 1) / tile;
  static constexpr std::size_t count = rows * columns;

  /// The upper left pixel of tile \p t.
  static constexpr std::size_t top(std::size_t t) { return t / columns * tile; }

  static constexpr std::size_t left(std::size_t t) { return t % columns * tile; }

  /// Calls f(y, x, i, j) for the pixels (i, j) of tile \p t inside the image, which are at (y, x).
  template <typename F>
  [[gnu::always_inline]] static void for_each_pixel(std::size_t t, F&& f) {
    for (std::size_t i = 0; i < tile && top(t) + i < Rows; ++i) {
      for (std::size_t j = 0; j < tile && left(t) + j < Columns; ++j) {
        f(top(t) + i, left(t) + j, i, j);
      }
    }
  }
};

/// The coefficients of some tiles: for each of the 36 points, matrices of `tiles` rows of
/// `Channels` numbers for each slot, in the arrangement \p Blocks.
template <auto Blocks, std::size_t Channels>
struct Coefficients {
  /// The numbers of one tile.
  static constexpr std::size_t depth = points * Blocks.count * Channels;

  /// Where the matrices of \p point begin.
  static constexpr std::size_t begin(std::size_t point, std::size_t tiles) {
    return point * tiles * Blocks.count * Channels;
  }

  /// Where row \p t of \p slot begins, behind `begin`.
  static constexpr std::size_t row(std::size_t slot, std::size_t t, std::size_t tiles) {
    return Blocks.place(slot, t, tiles) * Channels;
  }

  /// From row \p t of \p slot to row t + 1.
  static constexpr std::size_t stride(std::size_t slot) { return Blocks.width[slot] * Channels; }
};

/// Writes N lanes from channel \p c on of tile \p t: \p spread makes the numbers of all slots from
/// the transformed copies' slots at one point.
template <auto Blocks, std::size_t Channels, std::size_t N, std::size_t Slots, typename Spread>
[[gnu::always_inline]] inline void store_points(Vector<N> const (&values)[Slots][6][6],
                                                Spread const& spread,
                                                std::size_t t,
                                                std::size_t tiles,
                                                float* target) {
  using Place = Coefficients<Blocks, Channels>;
  for (std::size_t p = 0; p < points; ++p) {
    Vector<N> slots[Slots];
    Vector<N> spread_values[Blocks.count];
    for (std::size_t slot = 0; slot < Slots; ++slot) {
      slots[slot] = values[slot][p / 6][p % 6];
    }
    spread(slots, spread_values);
    for (std::size_t slot = 0; slot < Blocks.count; ++slot) {
      store<N>(target + Place::begin(p, tiles) + Place::row(slot, t, tiles), spread_values[slot]);
    }
  }
}

/// Transforms Size x Size pixels from (\p top, \p left) on, which may lie outside the image (the
/// numbers wrap around), for N lanes. `source(y, x, values)` loads the copies at a pixel.
template <typename Algebra,
          typename Transform,
          std::size_t N,
          std::size_t Size,
          typename Inside,
          typename Source>
[[gnu::always_inline]] inline void transform_pixels(std::size_t top,
                                                    std::size_t left,
                                                    Inside const& inside,
                                                    Source const& source,
                                                    Vector<N> (&result)[Algebra::copies][6][6]) {
  Vector<N> pixels[Algebra::copies][Size][Size];
  for (std::size_t i = 0; i < Size; ++i) {
    for (std::size_t j = 0; j < Size; ++j) {
      Vector<N> values[Algebra::copies] = {};
      if (inside(top + i, left + j)) {
        source(top + i, left + j, values);
        Algebra::analyse(values);
      }
      for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
        pixels[slot][i][j] = values[slot];
      }
    }
  }
  for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
    apply_twice<Transform>(pixels[slot], result[slot]);
  }
}

/// Loads N lanes of tile \p t and takes them back to pixels: \p gather makes the copies' slots from
/// the numbers of all slots at one point.
template <auto Blocks, std::size_t Channels, std::size_t N, std::size_t Slots, typename Gather>
[[gnu::always_inline]] inline void load_pixels(float const* source,
                                               Gather const& gather,
                                               std::size_t t,
                                               std::size_t tiles,
                                               Vector<N> (&pixels)[Slots][4][4]) {
  using Place = Coefficients<Blocks, Channels>;
  Vector<N> coefficients[Slots][6][6];
  for (std::size_t p = 0; p < points; ++p) {
    Vector<N> values[Blocks.count];
    Vector<N> slots[Slots];
    for (std::size_t slot = 0; slot < Blocks.count; ++slot) {
      values[slot] = load<N>(source + Place::begin(p, tiles) + Place::row(slot, t, tiles));
    }
    gather(values, slots);
    for (std::size_t slot = 0; slot < Slots; ++slot) {
      coefficients[slot][p / 6][p % 6] = slots[slot];
    }
  }
  for (std::size_t slot = 0; slot < Slots; ++slot) {
    apply_twice<OutputTransform>(coefficients[slot], pixels[slot]);
  }
}

} // namespace equivarify::runtime::winograd

#endif
