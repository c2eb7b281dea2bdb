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
#include <vector>

namespace equivarify::runtime {

/// Filters of one vector of sums, and channels that a pixel's entries are filled up to.
inline constexpr std::size_t lane_step = 16;

/// Channels of one factor of the inner products.
inline constexpr std::size_t channel_pair = 2;

/// The most vectors of filters whose products are found together.
inline constexpr std::size_t vectors_at_once = 3;

/// Kernels may find the products of fewer tiles than this after the last one.
inline constexpr std::size_t tile_slack = 12;

/// Kernels may read and write so many numbers past the last pixel.
inline constexpr std::size_t depth_slack = 32;

/// Tiles next to each other in a row, whose entries lie as [row][column][channel].
struct TileRow {
  std::int16_t const* first; ///< the first entry of the first tile
  std::size_t tiles;
  std::size_t depth;      ///< channels of a pixel
  std::size_t row_stride; ///< from an entry to that below it
  std::int16_t* out;      ///< [product of the tile][tile][channel]
  std::size_t product_stride;
};

/// How sums of lane_step filters become activations.
struct LaneFinish {
  std::array<std::int32_t, lane_step> bias{};
  std::array<std::int32_t, lane_step> shifts{};
  std::array<std::int32_t, lane_step> halves{}; ///< of 2^shift
};

/// How products become activations.
struct Combination {
  GroupScheme const* scheme;
  std::uint32_t odd_inverse;  ///< of the odd part of all denominators, mod 2^32
  unsigned shift;             ///< for the even part
  std::size_t product_stride; ///< between products of the same tile and filters
  LaneFinish const* finish;
  bool relu;
};

/// What is multiplied for one product of the group and of the tile.
struct TileProducts {
  std::int16_t const* entries;
  std::size_t depth; ///< numbers from one tile's entries to the next's
  std::size_t tiles;
  std::size_t pairs; ///< of entries
  std::int16_t const* weights;
  std::size_t vectors; ///< of lane_step filters
  std::int32_t* sums;
  std::size_t sum_stride; ///< numbers from one tile's sums to the next's
};

/// The inner loops in one instruction set.
struct FastKernel {
  /// out[p][i] = sum of scheme.values[p][h] (in[h][i] - zero) for \p count numbers i; planes of
  /// `in` follow each other after \p in_stride bytes, those of `out` after \p out_stride numbers.
  void (*mix_copies)(GroupScheme const& scheme,
                     std::uint8_t const* in,
                     std::size_t in_stride,
                     std::uint8_t zero,
                     std::size_t count,
                     std::int16_t* out,
                     std::size_t out_stride);

  /// The transforms of tiles, by the number of outputs of a tile less 1.
  std::array<void (*)(TileRow const& row), largest_tile> transform;

  /// sums[tile][f] = sum over p < pairs and c < 2 of entries[tile][2 p + c] weights[p][f][c],
  /// mod 2^32.
  void (*products)(TileProducts const& of);

  /// activations[copy][output of the tile][filter], those with a sign 128 higher, of
  /// products[product of the group][product of the tile][filter] for lane_step filters, by the
  /// number of outputs of a tile less 1; \p sums is as large as activations.
  std::array<void (*)(Combination const& how,
                      std::int32_t const* products,
                      std::uint32_t* sums,
                      std::uint8_t* activations),
             largest_tile>
      combine;
};

/// The kernels of integer_kernels(), in the same order.
[[nodiscard]] FastKernel const& fast_kernel_of(IntegerKernel const& kernel);

} // namespace equivarify::runtime

#endif
