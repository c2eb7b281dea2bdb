/// \file
/// Layers that move numbers and compute nothing.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_REARRANGE_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_REARRANGE_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"
#include "equivarify/runtime/group/moved_entry.hpp"

#include <algorithm>
#include <cstddef>

namespace equivarify::runtime {

/// The lift of the identity on the image: copy h of \p Map is h^-1 x. Entry i of g x is that of
/// `moved_entry`, images being channel by channel, row by row.
template <typename Group, typename Action, typename Map>
struct LiftImage {
  using Output = Map;
  static constexpr std::size_t input_size = Map::size / Map::copies;

  static void forward(float const* x, Map& lifted) {
    constexpr std::size_t area = Map::rows * Map::columns;
    for (std::size_t h = 0; h < Map::copies; ++h) {
      for (std::size_t c = 0; c < Map::channels; ++c) {
        for (std::size_t pixel = 0; pixel < area; ++pixel) {
          lifted.values[pixel * Map::depth + h * Map::channels + c] =
              moved_entry<Action>(x, Group::inverse[h], c * area + pixel);
        }
      }
    }
  }
};

/// The copies as vectors one after another: entry (h, pixel, c) of the result is
/// `flat[(h * pixels + pixel) * channels + c]`.
template <typename Map>
struct Flatten {
  using Input = Map;
  static constexpr std::size_t output_size = Map::size;

  static void forward(Map const& map, float* flat) {
    for_each_piece([&](std::size_t in_map, std::size_t in_flat) {
      std::copy_n(map.values.data() + in_map, Map::channels, flat + in_flat);
    });
  }

  static void backward(Map const&, float const*, float const* flat_gradient, Map& gradient) {
    for_each_piece([&](std::size_t in_map, std::size_t in_flat) {
      std::copy_n(flat_gradient + in_flat, Map::channels, gradient.values.data() + in_map);
    });
  }

private:
  /// Calls f(its place in the map, its place in the vector) for the channels at each pixel of each
  /// copy.
  template <typename F>
  static void for_each_piece(F const& f) {
    constexpr std::size_t area = Map::rows * Map::columns;
    for (std::size_t pixel = 0; pixel < area; ++pixel) {
      for (std::size_t h = 0; h < Map::copies; ++h) {
        f(pixel * Map::depth + h * Map::channels, (h * area + pixel) * Map::channels);
      }
    }
  }
};

/// The same, channel by channel: entry (h, c, pixel) of the result is
/// `flat[(h * channels + c) * pixels + pixel]`.
template <typename Map>
struct FlattenByChannel {
  using Input = Map;
  static constexpr std::size_t output_size = Map::size;

  static void forward(Map const& map, float* flat) {
    for_each_number(
        [&](std::size_t in_map, std::size_t in_flat) { flat[in_flat] = map.values[in_map]; });
  }

  static void backward(Map const&, float const*, float const* flat_gradient, Map& gradient) {
    for_each_number([&](std::size_t in_map, std::size_t in_flat) {
      gradient.values[in_map] = flat_gradient[in_flat];
    });
  }

private:
  /// Calls f(its place in the map, its place in the vector) for each number.
  template <typename F>
  static void for_each_number(F const& f) {
    constexpr std::size_t area = Map::rows * Map::columns;
    for (std::size_t pixel = 0; pixel < area; ++pixel) {
      for (std::size_t lane = 0; lane < Map::depth; ++lane) {
        f(pixel * Map::depth + lane, lane * area + pixel);
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
