/// \file
/// The inner loops of convolutions over tiles of integers, for several instruction sets. All give
/// the same integers.
#ifndef EQUIVARIFY_RUNTIME_INTEGER_FAST_KERNEL_HPP
#define EQUIVARIFY_RUNTIME_INTEGER_FAST_KERNEL_HPP

#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/lanes.hpp"
#include "equivarify/runtime/integer/products.hpp"
#include "equivarify/runtime/integer/tile_scheme.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::runtime {

/// Channels of one factor of the inner products.
inline constexpr std::size_t channel_pair = terms_of_step<std::int16_t>;

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

/// How the outputs of all products of the group become activations.
struct Combination {
  GroupScheme const* scheme;
  LaneRounding rounding;
};

/// The bytes of all copies.
struct CopyPlanes {
  std::uint8_t const* first;
  std::size_t stride; ///< from one copy to the next
  std::size_t count;  ///< of one copy, in whole vectors of lane_step
  std::uint8_t centre;
};

/// The inner loops in one instruction set.
struct FastKernel {
  /// out[i] = sum of scheme.values[product][h] (in[h][i] - centre).
  void (*mix_copies)(GroupScheme const& scheme,
                     std::size_t product,
                     CopyPlanes const& in,
                     std::int16_t* out);

  /// The transforms of tiles, by the number of outputs of a tile less 1.
  std::array<void (*)(TileRow const& row), largest_tile> transform;

  /// LaneProducts.
  void (*products)(TileProducts const& of);
  void (*row_products)(RowProducts const& of);

  /// The activations of lane_step filters, those with a sign 128 higher.
  void (*finish)(LaneRounding const& how, std::int32_t const* sums, std::uint8_t* activations);

  /// outputs[output of the tile][filter] of products[product of the tile][filter] for lane_step
  /// filters, \p stride from one product to the next, by the number of outputs of a tile less 1.
  std::array<void (*)(std::int32_t const* products, std::size_t stride, std::uint32_t* outputs),
             largest_tile>
      transform_back;

  /// activations[copy][output of the tile][filter], those with a sign 128 higher, of
  /// outputs[product of the group][output of the tile][filter] for lane_step filters, by the number
  /// of outputs of a tile less 1.
  std::array<void (*)(
                 Combination const& how, std::uint32_t const* outputs, std::uint8_t* activations),
             largest_tile>
      combine;
};

/// The kernels of integer_kernels(), in the same order.
[[nodiscard]] FastKernel const& fast_kernel_of(IntegerKernel const& kernel);

} // namespace equivarify::runtime

#endif
