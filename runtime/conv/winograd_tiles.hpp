/// \file
/// Between lifted images and the coefficients of their tiles: the two ends of a Winograd
/// convolution.
#ifndef EQUIVARIFY_RUNTIME_CONV_WINOGRAD_TILES_HPP
#define EQUIVARIFY_RUNTIME_CONV_WINOGRAD_TILES_HPP

#include "equivarify/runtime/conv/convolution.hpp"
#include "equivarify/runtime/conv/winograd_transform.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <array>
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

/// Slots of N lanes: two in one register where that has room for them, since transforms of pixels
/// treat all lanes alike.
template <std::size_t N, std::size_t Slots>
struct PackedSlots {
  static constexpr bool in_pairs = N >= 4 && 2 * N <= lanes && Slots % 2 == 0;
  static constexpr std::size_t count = in_pairs ? Slots / 2 : Slots;
  using V = Vector<in_pairs ? 2 * N : N>;

  [[gnu::always_inline]] static void pack(Vector<N> const (&slots)[Slots], V (&packed)[count]) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < count; ++i) {
      if constexpr (in_pairs) {
        packed[i] = join<N>(slots[2 * i], slots[2 * i + 1]);
      } else {
        packed[i] = slots[i];
      }
    }
  }

  [[gnu::always_inline]] static void unpack(V const (&packed)[count], Vector<N> (&slots)[Slots]) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < count; ++i) {
      if constexpr (in_pairs) {
        slots[2 * i] = part_of<N, 0>(packed[i]);
        slots[2 * i + 1] = part_of<N, N>(packed[i]);
      } else {
        slots[i] = packed[i];
      }
    }
  }
};

/// Numbers that stand for a pixel outside the image.
template <std::size_t Depth>
inline constexpr std::array<float, Depth> no_pixel{};

/// Takes Size x Size pixels to the 36 points of tile \p t, for N lanes from \p target on:
/// `source(i, j, values)` loads the copies at pixel (i, j) of the patch, \p spread makes the
/// numbers of all blocks from the slots at one point.
///
/// Row by row and then column by column, so that one row or column of all slots is in registers.
template <typename Algebra, typename Transform, auto Blocks, std::size_t Channels>
struct PatchTransform {
  using Place = Coefficients<Blocks, Channels>;
  template <std::size_t N>
  using Packed = PackedSlots<N, Algebra::copies>;
  template <std::size_t N>
  using Register = typename Packed<N>::V;

  template <std::size_t N, std::size_t Size, typename Source, typename Spread>
  [[gnu::always_inline]] static void
  run(Source const& source, Spread const& spread, std::size_t t, std::size_t tiles, float* target) {
    Register<N> half[6][Packed<N>::count][Size];
#pragma GCC unroll 1
    for (std::size_t i = 0; i < Size; ++i) {
      transform_row<N, Size>(i, source, half);
    }
#pragma GCC unroll 1
    for (std::size_t j = 0; j < 6; ++j) {
      store_column<N, Size>(half[j], spread, t, tiles, target + Place::begin(j, tiles));
    }
  }

private:
  template <std::size_t N, std::size_t Size, typename Source>
  [[gnu::always_inline]] static void transform_row(std::size_t i,
                                                   Source const& source,
                                                   Register<N> (&half)[6][Packed<N>::count][Size]) {
    Register<N> row[Packed<N>::count][Size];
#pragma GCC unroll 6
    for (std::size_t j = 0; j < Size; ++j) {
      Vector<N> values[Algebra::copies];
      source(i, j, values);
      Algebra::analyse(values);
      Register<N> packed[Packed<N>::count];
      Packed<N>::pack(values, packed);
      for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
        row[slot][j] = packed[slot];
      }
    }
#pragma GCC unroll 8
    for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
      Register<N> transformed[6];
      Transform::apply(row[slot], transformed);
#pragma GCC unroll 6
      for (std::size_t j = 0; j < 6; ++j) {
        half[j][slot][i] = transformed[j];
      }
    }
  }

  template <std::size_t N, std::size_t Size, typename Spread>
  [[gnu::always_inline]] static void store_column(Register<N> const (&half)[Packed<N>::count][Size],
                                                  Spread const& spread,
                                                  std::size_t t,
                                                  std::size_t tiles,
                                                  float* target) {
    Register<N> columns[Packed<N>::count][6];
#pragma GCC unroll 8
    for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
      Transform::apply(half[slot], columns[slot]);
    }
#pragma GCC unroll 6
    for (std::size_t i = 0; i < 6; ++i) {
      Register<N> packed[Packed<N>::count];
      Vector<N> slots[Algebra::copies];
      Vector<N> values[Blocks.count];
      for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
        packed[slot] = columns[slot][i];
      }
      Packed<N>::unpack(packed, slots);
      spread(slots, values);
      for (std::size_t slot = 0; slot < Blocks.count; ++slot) {
        store<N>(target + Place::begin(6 * i, tiles) + Place::row(slot, t, tiles), values[slot]);
      }
    }
  }
};

/// Takes the 36 points of tile \p t back to Size x Size pixels, for N lanes from \p source on:
/// \p gather makes the slots from the numbers of all blocks at one point, `finish(i, j, slots)`
/// takes each pixel.
template <std::size_t Slots,
          typename Transform,
          std::size_t Size,
          auto Blocks,
          std::size_t Channels>
struct TileTransform {
  using Place = Coefficients<Blocks, Channels>;
  template <std::size_t N>
  using Packed = PackedSlots<N, Slots>;
  template <std::size_t N>
  using Register = typename Packed<N>::V;

  template <std::size_t N, typename Gather, typename Finish>
  [[gnu::always_inline]] static void run(float const* source,
                                         Gather const& gather,
                                         std::size_t t,
                                         std::size_t tiles,
                                         Finish const& finish) {
    Register<N> half[Size][Packed<N>::count][6];
#pragma GCC unroll 1
    for (std::size_t i = 0; i < 6; ++i) {
      load_row<N>(source + Place::begin(6 * i, tiles), gather, t, tiles, i, half);
    }
#pragma GCC unroll 1
    for (std::size_t j = 0; j < Size; ++j) {
      Register<N> columns[Packed<N>::count][Size];
#pragma GCC unroll 8
      for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
        Transform::apply(half[j][slot], columns[slot]);
      }
#pragma GCC unroll 6
      for (std::size_t i = 0; i < Size; ++i) {
        Register<N> packed[Packed<N>::count];
        Vector<N> slots[Slots];
        for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
          packed[slot] = columns[slot][i];
        }
        Packed<N>::unpack(packed, slots);
        finish(i, j, slots);
      }
    }
  }

private:
  template <std::size_t N, typename Gather>
  [[gnu::always_inline]] static void load_row(float const* source,
                                              Gather const& gather,
                                              std::size_t t,
                                              std::size_t tiles,
                                              std::size_t i,
                                              Register<N> (&half)[Size][Packed<N>::count][6]) {
    Register<N> row[Packed<N>::count][6];
#pragma GCC unroll 6
    for (std::size_t j = 0; j < 6; ++j) {
      Vector<N> values[Blocks.count];
      Vector<N> slots[Slots];
      for (std::size_t slot = 0; slot < Blocks.count; ++slot) {
        values[slot] = load<N>(source + Place::begin(j, tiles) + Place::row(slot, t, tiles));
      }
      gather(values, slots);
      Register<N> packed[Packed<N>::count];
      Packed<N>::pack(slots, packed);
      for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
        row[slot][j] = packed[slot];
      }
    }
#pragma GCC unroll 8
    for (std::size_t slot = 0; slot < Packed<N>::count; ++slot) {
      Register<N> transformed[Size];
      Transform::apply(row[slot], transformed);
#pragma GCC unroll 6
      for (std::size_t j = 0; j < Size; ++j) {
        half[j][slot][i] = transformed[j];
      }
    }
  }
};

} // namespace equivarify::runtime::winograd

#endif
