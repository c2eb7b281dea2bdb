#include "equivarify/codegen/generate/blocking.hpp"

#include "equivarify/codegen/generate/step_text.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

constexpr std::size_t float_size = sizeof(float);

constexpr std::size_t fewest_images = 16; ///< of a micro-batch
constexpr std::size_t most_images = 64;

/// The largest power of two that is at most \p limit and whose multiple of \p bytes fits \p room;
/// at least 1.
std::size_t power_of_two_that_fits(std::size_t bytes, std::size_t room, std::size_t limit) {
  std::size_t count = 1;
  while (2 * count <= limit && 2 * count * bytes <= room) {
    count *= 2;
  }
  return count;
}

/// The tiles of a Winograd convolution that are worked on at once, \p bytes each.
std::size_t
choose_tiles(Plan const& plan, CacheSizes const& caches, Step const& step, std::size_t bytes) {
  std::size_t const places = ((step.output.rows + 3) / 4) * ((step.output.columns + 3) / 4);
  constexpr std::size_t coefficients_of_a_weight = 4; // 36 points for 9 taps
  if (coefficients_of_a_weight * parameters(plan, step) * float_size > caches.own) {
    // Each block reads weights that its core's cache does not keep: the fewer blocks the better,
    // though what the block itself holds leaves that cache too (measured).
    return std::min<std::size_t>(64, places);
  }
  // No more than the cache keeps; more than 16 rows make the products no faster (measured).
  std::size_t const fewest = std::min<std::size_t>(8, places);
  std::size_t const most = std::min<std::size_t>(16, places);
  return std::clamp(caches.own / bytes, fewest, most);
}

void choose_for_convolution(Plan const& plan, CacheSizes const& caches, Step& step) {
  std::size_t const order = plan.network.group.order();
  std::size_t const outputs =
      step.group == GroupAlgorithm::fourier ? plan.transform->outputs : order;
  // What one pixel has before and after the products, all copies.
  std::size_t const bytes =
      (order * step.input().channels + outputs * step.output.channels) * float_size;
  if (step.pixels == PixelAlgorithm::winograd) {
    constexpr std::size_t points = 36;
    step.block_tiles = choose_tiles(plan, caches, step, points * bytes);
    return;
  }
  std::size_t const pixels = step.output.rows * step.output.columns;
  step.group_images = power_of_two_that_fits(bytes * pixels, caches.shared / 8, fewest_images);
}

/// The bytes of the values between the layers on images, of one image.
std::size_t activation_bytes(Plan const& plan) {
  std::size_t numbers = plan.network.input.size();
  for (Step const& step : plan.image_steps) {
    numbers += step.output.size();
  }
  return numbers * plan.network.group.order() * float_size;
}

/// The bytes of the weights of dense layers that no cache keeps.
std::size_t streamed_bytes(Plan const& plan, CacheSizes const& caches) {
  std::size_t bytes = 0;
  for (Step const& step : plan.vector_steps) {
    bytes += parameters(plan, step) * float_size;
  }
  return bytes > caches.shared / 4 ? bytes : 0;
}

/// Large weights of dense layers are read four times and written twice a micro-batch, the values of
/// an image at least twice: as few images as make the first the smaller part.
std::size_t choose_micro_batch(Plan const& plan, CacheSizes const& caches) {
  std::size_t images = fewest_images;
  while (images < most_images &&
         3 * streamed_bytes(plan, caches) > images * activation_bytes(plan) / 2) {
    images *= 2;
  }
  return images;
}

/// As many images as leave their values in the caches from layer to layer; four, if the shared
/// cache keeps them, since threads share some layers image by image.
std::size_t choose_backward_group(Plan const& plan, CacheSizes const& caches) {
  std::size_t const bytes = activation_bytes(plan);
  return std::max(power_of_two_that_fits(bytes, caches.shared / 8, fewest_images),
                  power_of_two_that_fits(bytes, caches.shared / 2, 4));
}

} // namespace

void choose_blocking(Plan& plan, CacheSizes const& caches) {
  for (Step& step : plan.image_steps) {
    if (step.is_convolution()) {
      choose_for_convolution(plan, caches, step);
    }
  }
  plan.micro_batch = choose_micro_batch(plan, caches);
  plan.backward_group = choose_backward_group(plan, caches);
}

} // namespace equivarify::codegen
