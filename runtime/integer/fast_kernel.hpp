/// \file
/// The inner loops of convolutions over tiles of integers, for several instruction sets. All give
/// the same integers.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_KERNEL_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_KERNEL_HPP

#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/products.hpp"
#include "equivarify/runtime/integer/tile_scheme.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// Channels of one factor of the inner products.
inline constexpr std::size_t channel_pair = 2;

/// Tiles that are transformed together: next to each other in a row, each with a pair of channels.
inline constexpr std::size_t tiles_at_once = 16;

/// Lanes of one vector of sums.
inline constexpr std::size_t lane_step = 16;

/// Where the entries of a row of tiles lie: a plane for each of the entries' places modulo the
/// tile, so that the same entry of tiles next to each other lies next to it.
struct TileRow {
  std::int16_t const* first; ///< the first entry of the first tile, pair by pair
  std::size_t row_stride;    ///< from an entry to that below it
  std::size_t phase_stride;  ///< from an entry to that on its right, within the tile
  std::int16_t* out;         ///< [product of the tile][lane][channel]
  std::size_t product_stride;
};

/// How products become sums.
struct Combination {
  GroupScheme const* scheme;
  std::uint32_t odd_inverse; ///< of the odd part of all denominators, mod 2^32
  unsigned shift;            ///< for the even part
  std::size_t vectors;       ///< of lane_step lanes
};

/// The inner loops in one instruction set.
struct FastKernel {
  /// out[p][c / 2][i][c % 2] = sum of scheme.values[p][h] (in[h][i][c] - zero), for \p count quads
  /// i, a multiple of lane_step; planes of `in` follow each other after in_stride bytes.
  void (*mix_copies)(GroupScheme const& scheme,
                     std::uint8_t const* in,
                     std::size_t in_stride,
                     std::uint8_t zero,
                     std::size_t count,
                     std::int16_t* out);

  /// The transform of tiles_at_once tiles, by the number of outputs of a tile less 1.
  std::array<void (*)(TileRow const& row), largest_tile> transform;

  /// sums[f][lane] = sum over p < \p pairs and c < 2 of entries[p][lane][c] weights[p][f][c], mod
  /// 2^32, for filters_at_once filters and \p vectors times lane_step lanes; rows of `sums` are
  /// lanes_at_once long, those of `entries` \p pair_stride numbers.
  void (*products)(std::int16_t const* entries,
                   std::size_t pair_stride,
                   std::size_t pairs,
                   std::int16_t const* weights,
                   std::size_t vectors,
                   std::int32_t* sums);

  /// sums[copy][output of the tile][filter of a quad][lane] of products[product of the
  /// group][product of the tile][filter of filters_at_once][lane], by the number of outputs of a
  /// tile less 1.
  std::array<void (*)(Combination const& how, std::int32_t const* products, std::int32_t* sums),
             largest_tile>
      combine;
};

/// The kernels of integer_kernels(), in the same order.
[[nodiscard]] FastKernel const& fast_kernel_of(IntegerKernel const& kernel);

} // namespace equivarify::runtime

#endif
