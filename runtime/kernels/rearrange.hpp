/// \file
/// Layers that move numbers and compute nothing.
#ifndef EQUIVARIFY_RUNTIME_KERNELS_REARRANGE_HPP
#define EQUIVARIFY_RUNTIME_KERNELS_REARRANGE_HPP

#include "equivarify/runtime/kernels/feature_map.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// The lift of the identity on the raw input: copy h is h^-1 x. Entry i of h^-1 x is
/// `x[sources[h][i]]`, images being channel by channel, row by row.
template <typename Map, typename Index>
void lift_input(std::array<std::array<Index, Map::size / Map::copies>, Map::copies> const& sources,
                float const* x,
                Map& lifted) {
  constexpr std::size_t area = Map::rows * Map::columns;
  for (std::size_t h = 0; h < Map::copies; ++h) {
    for (std::size_t c = 0; c < Map::channels; ++c) {
      for (std::size_t pixel = 0; pixel < area; ++pixel) {
        lifted.values[pixel * Map::depth + h * Map::channels + c] = x[sources[h][c * area + pixel]];
      }
    }
  }
}

/// The copies as vectors one after another: entry (h, pixel, c) of the result is `flat[(h * pixels
/// + pixel) * channels + c]`.
template <typename Map>
void flatten(Map const& map, float* flat) {
  constexpr std::size_t area = Map::rows * Map::columns;
  for (std::size_t pixel = 0; pixel < area; ++pixel) {
    for (std::size_t h = 0; h < Map::copies; ++h) {
      std::copy_n(map.values.data() + pixel * Map::depth + h * Map::channels,
                  Map::channels,
                  flat + (h * area + pixel) * Map::channels);
    }
  }
}

/// The adjoint of `flatten`, its inverse.
template <typename Map>
void unflatten(float const* flat, Map& map) {
  constexpr std::size_t area = Map::rows * Map::columns;
  for (std::size_t pixel = 0; pixel < area; ++pixel) {
    for (std::size_t h = 0; h < Map::copies; ++h) {
      std::copy_n(flat + (h * area + pixel) * Map::channels,
                  Map::channels,
                  map.values.data() + pixel * Map::depth + h * Map::channels);
    }
  }
}

} // namespace equivarify::runtime

#endif
