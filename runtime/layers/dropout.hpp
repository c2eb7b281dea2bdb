/// \file
/// Dropout of lifted values [Srivastava et al., "Dropout", 2014].
///
/// In training each entry is multiplied by 0 with a given probability, otherwise by 1 / (1 -
/// probability). All copies of an image have one mask: it is a part of the map F that they share,
/// so that permuted copies give permuted copies. A mask for each copy would treat a moved image in
/// another way. In evaluation it is the identity.
#ifndef EQUIVARIFY_RUNTIME_LAYERS_DROPOUT_HPP
#define EQUIVARIFY_RUNTIME_LAYERS_DROPOUT_HPP

#include "equivarify/runtime/base/draws.hpp"
#include "equivarify/runtime/layers/activations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// Sets \p y to \p x times a mask, drawn with \p key, of Places x Channels numbers. At each place
/// lie \p Copies with \p Channels numbers each, and all have the same mask.
template <std::uint32_t Rate, std::size_t Copies, std::size_t Channels, std::size_t Places>
void apply_mask(std::uint64_t key, float const* x, float* y) {
  constexpr float rate = number_of(Rate);
  constexpr float kept = 1.0F / (1.0F - rate);
  constexpr auto threshold = static_cast<std::uint64_t>(static_cast<double>(rate) * 0x1p32);
  std::array<float, Channels> mask;
  for (std::size_t place = 0; place < Places; ++place) {
    for (std::size_t c = 0; c < Channels; ++c) {
      mask[c] = drawn_bits(key, place * Channels + c) >> 32U < threshold ? 0.0F : kept;
    }
    for (std::size_t h = 0; h < Copies; ++h) {
      std::size_t const first = (place * Copies + h) * Channels;
      std::transform(mask.begin(), mask.end(), x + first, y + first, [](float m, float value) {
        return m * value;
      });
    }
  }
}

/// Dropout with probability \p Rate, bits of a float, of lifted images; \p Map is their type.
template <std::uint32_t Rate, typename Map>
struct DropoutMap {
  using Input = Map;
  using Output = Map;
  using Draws = LayerDraws;

  /// The layer on image number \p n of those at hand.
  static void forward(Draws const& draws, std::size_t n, Map const& x, Map& y) {
    apply(draws, n, x, y);
  }

  static void backward(Draws const& draws,
                       std::size_t n,
                       Map const& /*x*/,
                       Map const& /*y*/,
                       Map const& dy,
                       Map& dx) {
    apply(draws, n, dy, dx);
  }

private:
  static void apply(Draws const& draws, std::size_t n, Map const& from, Map& to) {
    if (draws.is_training) {
      apply_mask<Rate, Map::copies, Map::channels, Map::rows * Map::columns>(
          draws.of_image(n), from.values.data(), to.values.data());
    } else {
      to.values = from.values;
    }
  }
};

/// The same of lifted vectors of \p Size entries a copy.
template <std::uint32_t Rate, std::size_t Copies, std::size_t Size>
struct DropoutVector {
  static constexpr std::size_t output_size = Copies * Size;
  using Draws = LayerDraws;

  /// The layer on the \p rows images at hand.
  static void forward(Draws const& draws, std::size_t rows, float const* x, float* y) {
    if (!draws.is_training) {
      std::copy_n(x, rows * output_size, y);
      return;
    }
    for (std::size_t n = 0; n < rows; ++n) {
      apply_mask<Rate, Copies, Size, 1>(
          draws.of_image(n), x + n * output_size, y + n * output_size);
    }
  }

  static void backward(Draws const& draws,
                       std::size_t rows,
                       float const* /*x*/,
                       float const* /*y*/,
                       float const* dy,
                       float* dx) {
    forward(draws, rows, dy, dx);
  }
};

} // namespace equivarify::runtime

#endif
