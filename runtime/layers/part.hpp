/// \file
/// A part of an input of several.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_PART_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_PART_HPP

#include "equivarify/runtime/arrays/feature_map.hpp"

#include <cstddef>

namespace equivarify::runtime {

/// In each copy the entries from \p First on of \p Map, the lifted vector of all parts, as an image
/// of \p Part, channel by channel and row by row. It comes before all weights: nothing flows back.
template <typename Map, std::size_t First, typename Part>
struct TakePart {
  static_assert(Map::rows * Map::columns == 1, "the parts of a vector");
  using Input = Map;
  using Output = Part;

  static void forward(Map const& whole, Part& part) {
    constexpr std::size_t area = Part::rows * Part::columns;
    for (std::size_t h = 0; h < Part::copies; ++h) {
      float const* const entries = whole.values.data() + h * Map::channels + First;
      for (std::size_t c = 0; c < Part::channels; ++c) {
        for (std::size_t pixel = 0; pixel < area; ++pixel) {
          part.values[pixel * Part::depth + h * Part::channels + c] = entries[c * area + pixel];
        }
      }
    }
  }
};

} // namespace equivarify::runtime

#endif
