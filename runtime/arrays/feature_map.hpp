/// \file
/// The values between two layers of a lifted network.
#ifndef EQUIVARIFY_RUNTIME_ARRAYS_FEATURE_MAP_HPP
#define EQUIVARIFY_RUNTIME_ARRAYS_FEATURE_MAP_HPP

#include <array>
#include <cstddef>

namespace equivarify::runtime {

/// One image for each of `Copies` group elements: entry (h, c, y, x) is
/// `values[((y * Columns + x) * Copies + h) * Channels + c]`, so that the numbers a layer mixes lie
/// side by side.
template <std::size_t Copies, std::size_t Channels, std::size_t Rows, std::size_t Columns>
struct FeatureMap {
  static constexpr std::size_t copies = Copies;
  static constexpr std::size_t channels = Channels;
  static constexpr std::size_t rows = Rows;
  static constexpr std::size_t columns = Columns;
  static constexpr std::size_t depth = Copies * Channels; ///< the numbers at one pixel
  static constexpr std::size_t size = depth * Rows * Columns;

  alignas(64) std::array<float, size> values;

  [[nodiscard]] float* at(std::size_t y, std::size_t x) noexcept {
    return values.data() + (y * Columns + x) * depth;
  }

  [[nodiscard]] float const* at(std::size_t y, std::size_t x) const noexcept {
    return values.data() + (y * Columns + x) * depth;
  }
};

} // namespace equivarify::runtime

#endif
