/// \file
/// Random numbers that are found by their place and not one after another.
#ifndef EQUIVARIFY_RUNTIME_BASE_DRAWS_HPP
#define EQUIVARIFY_RUNTIME_BASE_DRAWS_HPP

#include <cstddef>
#include <cstdint>

namespace equivarify::runtime {

/// 64 random bits, number \p place of the sequence \p key: the generator splitmix64 of Steele, Lea
/// and Flood, "Fast splittable pseudorandom number generators" (2014), from its state number
/// \p place on.
[[nodiscard]] constexpr std::uint64_t drawn_bits(std::uint64_t key, std::uint64_t place) {
  std::uint64_t z = key + (place + 1) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
  return z ^ (z >> 31U);
}

/// What a layer draws for the images of a batch that are at hand. It depends on nothing but the
/// batch, the layer and the place of the image in the batch: neither on threads nor on processes.
struct LayerDraws {
  std::uint64_t key = 0;       ///< of the batch and the layer
  std::size_t first_image = 0; ///< of those here, by its place in the batch
  std::size_t image = 0;       ///< the first at hand, among those here
  bool is_training = false;    ///< otherwise nothing is drawn

  /// The key of image number \p n of those at hand.
  [[nodiscard]] std::uint64_t of_image(std::size_t n) const {
    return drawn_bits(key, first_image + image + n);
  }
};

} // namespace equivarify::runtime

#endif
